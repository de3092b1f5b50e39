"""Tables, lists and pages of Word files, drawn the ways offices draw them."""

import pytest

from tests.imports.word import cells, lines, read, tables
from tests.imports.writers.word_xml import listed, p, pattern, run, tbl, tc, tr
from tracker.imports.grid import Line


def test_numbers_of_lists_are_written_out() -> None:
    numbering = {"numbering": pattern("upperRoman %1.", "decimal %2.", "lowerLetter %3)", "bullet -")}
    body = "".join(
        listed(text, level=level)
        for text, level in [("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 2), ("F", 3), ("G", 0), ("H", 1)]
    )
    assert lines(read(body, parts=numbering)) == ["I. A", "1. B", "2. C", "a) D", "b) E", "- F", "II. G", "1. H"]


def test_levels_may_be_printed_together_and_legal_numbering_is_arabic() -> None:
    levels = pattern("upperRoman %1.", "decimal %1.%2.", "decimal %1.%2.%3").replace(
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:isLgl/>'
    )
    body = listed("A") + listed("B", level=1) + listed("C", level=2) + listed("D", level=1)
    assert lines(read(body, parts={"numbering": levels})) == ["I. A", "1.3. B", "I.3.1 C", "1.4. D"]


def test_lists_of_one_pattern_count_on_unless_one_begins_anew() -> None:
    again = (
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = pattern("decimal %1.") + pattern(number=2) + again
    body = listed("A") + listed("B", 2) + listed("C", 3) + listed("D", 3) + listed("E", 1)
    assert lines(read(body, parts={"numbering": numbering})) == ["1. A", "2. B", "1. C", "2. D", "3. E"]


def test_a_style_may_number_and_a_paragraph_may_refuse() -> None:
    level = (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:pStyle w:val="Muc"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %2."/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>' + pattern(number=7)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    style = '<w:pStyle w:val="Muc"/>'
    refused = f'{style}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Phạm vi", properties=style) + p("Ghi chú", properties=refused) + p("Đối tượng", properties=style)
    content = read(body, parts={"numbering": numbering, "styles": styles})
    assert lines(content) == ["Điều 1. Phạm vi", "Ghi chú", "Điều 2. Đối tượng"]


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("decimalZero %1", "01 A"),
        ("lowerRoman %1.", "i. A"),
        ("upperLetter %1.", "A. A"),
        ("bullet \uf0b7", "• A"),
        ("bullet o", "• A"),
        ("bullet \uf02d", "- A"),
        ("bullet +", "+ A"),
        ("none Nhóm:", "Nhóm: A"),
        ("none ", "A"),
        ("chineseCounting %1.", "1. A"),
    ],
)
def test_a_number_is_printed_in_its_format(level: str, text: str) -> None:
    assert lines(read(listed("A"), parts={"numbering": pattern(level)})) == [text]


def test_the_number_column_of_a_table_may_be_a_list_of_empty_paragraphs() -> None:
    rows = [tr(tc(listed("")), "Việc một"), tr("I", "Nhóm"), tr(tc(listed("")), "Việc hai")]
    content = read(tbl(*rows) + listed("") + listed("Sau bảng"), parts={"numbering": pattern("decimal %1.")})
    assert cells(content) == [("1.", "Việc một"), ("I", "Nhóm"), ("2.", "Việc hai")]
    assert lines(content) == ["4. Sau bảng"]


def test_a_list_inside_a_cell_is_lines_of_the_cell() -> None:
    cell = tc(p("Gồm:") + listed("Quý I") + p() + listed("Quý II"))
    content = read(tbl(tr("1", cell)), parts={"numbering": pattern("bullet -")})
    assert cells(content) == [("1", "Gồm:\n- Quý I\n- Quý II")]


def test_cells_merged_down_carry_their_text_and_those_merged_across_cover_columns() -> None:
    content = read(
        tbl(
            tr(tc("Nhóm một", span=3)),
            tr("1", "Việc một", tc("Sở Y tế", down="restart")),
            tr("2", "Việc hai", tc("", down="continue")),
            tr("3", "Việc ba", "Sở Nội vụ"),
            tr("4", tc("Việc bốn", span=2)),
        )
    )
    (table,) = tables(content)
    assert [row.cells for row in table.rows] == [
        ("Nhóm một", "", ""),
        ("1", "Việc một", "Sở Y tế"),
        ("2", "Việc hai", "Sở Y tế"),
        ("3", "Việc ba", "Sở Nội vụ"),
        ("4", "Việc bốn", ""),
    ]
    assert [sorted(row.carried) for row in table.rows] == [[], [], [2], [], []]
    assert [sorted(row.spanned) for row in table.rows] == [[1, 2], [], [], [], [2]]


def test_a_merge_ends_with_the_next_cell_of_its_column_and_one_without_a_beginning_is_a_cell() -> None:
    content = read(
        tbl(
            tr("1", tc("A", down="continue")),
            tr("2", tc("B", down="restart")),
            tr("3", "C"),
            tr("4", tc("D", down="continue")),
        )
    )
    assert [(row.cells[1], sorted(row.carried)) for row in tables(content)[0].rows] == [
        ("A", []),
        ("B", []),
        ("C", []),
        ("D", []),
    ]


def test_the_text_and_the_list_of_a_cell_that_goes_on_are_not_read() -> None:
    rows = [
        tr(tc(listed("A"), down="restart"), "x"),
        tr(tc(listed(""), down="continue"), "y"),
        tr(tc(listed("B")), "z"),
    ]
    content = read(tbl(*rows), parts={"numbering": pattern("decimal %1.")})
    assert cells(content) == [("1. A", "x"), ("1. A", "y"), ("2. B", "z")]


def test_old_merges_across_and_rows_that_begin_further_right() -> None:
    first = tc("Trái", properties='<w:hMerge w:val="restart"/>') + tc("", properties="<w:hMerge/>")
    content = read(
        tbl(
            f"<w:tr>{first}{tc('Phải')}</w:tr>",
            tr("b", "c", properties='<w:gridBefore w:val="1"/>'),
            tr("a", "b", "c"),
        )
    )
    (table,) = tables(content)
    assert [row.cells for row in table.rows] == [("Trái", "", "Phải"), ("", "b", "c"), ("a", "b", "c")]
    assert [sorted(row.spanned) for row in table.rows] == [[1], [], []]


def test_columns_a_little_out_of_line_are_one() -> None:
    """Two tables joined: their borders are 1 mm and 4 mm apart."""
    first = [
        tr("TT", tc("Nhiệm vụ", span=2), tc("Chủ trì", span=2)),
        tr("1", tc("Việc một", span=2), tc("Sở Y tế", span=2)),
    ]
    second = tr(tc("2", span=2), tc("Việc hai", span=2), "Sở Nội vụ")
    content = read(tbl(*first, second, widths=[600, 57, 4000, 227, 1500]))
    assert cells(content) == [
        ("TT", "Nhiệm vụ", "Chủ trì"),
        ("1", "Việc một", "Sở Y tế"),
        ("2", "Việc hai", "Sở Nội vụ"),
    ]
    assert all(not row.spanned for row in tables(content)[0].rows)


def test_a_header_of_two_rows_keeps_its_columns() -> None:
    content = read(
        tbl(
            tr(tc("TT", down="restart"), tc("Nhiệm vụ", down="restart"), tc("Thời gian", span=2)),
            tr(tc(down="continue"), tc(down="continue"), "Bắt đầu", "Kết thúc"),
            tr("1", "Việc một", "Quý I", "Quý II"),
            widths=[600, 4000, 1200, 1200],
        )
    )
    assert cells(content) == [
        ("TT", "Nhiệm vụ", "Thời gian", ""),
        ("TT", "Nhiệm vụ", "Bắt đầu", "Kết thúc"),
        ("1", "Việc một", "Quý I", "Quý II"),
    ]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('Sở Y tế')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('1', cell)}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm vào đây')}</w:sdtContent></w:sdt>"
    content = read(f"<w:sdt><w:sdtContent>{tbl(row, tr('2', tc(p(empty))))}</w:sdtContent></w:sdt>")
    assert cells(content) == [("1", "Sở Y tế"), ("2", "")]


def test_a_table_inside_a_cell_is_lines_and_one_in_a_frame_is_a_table() -> None:
    inner = tbl(tr("a", "b"), tr("c", "d"))
    assert cells(read(tbl(tr("1", tc(p("Gồm") + inner + p())), tr("2", "Hai")))) == [
        ("1", "Gồm\na b\nc d"),
        ("2", "Hai"),
    ]
    framed = read(tbl(tr(tc(p("PHỤ LỤC") + inner + p()))))
    assert (lines(framed), cells(framed)) == (["PHỤ LỤC"], [("a", "b"), ("c", "d")])


def test_tables_are_counted_and_every_row_and_line_has_its_place() -> None:
    content = read(p("Một") + tbl(tr("a", "b"), tr("c", "d")) + p("Hai") + tbl(tr("e", "f")))
    first, second = tables(content)
    assert (first.number, second.number) == (1, 2)
    assert [(row.row, row.line) for row in (*first.rows, *second.rows)] == [(1, 2), (2, 3), (1, 5)]
    assert [block.number for block in content.blocks if isinstance(block, Line) and block.text] == [1, 4]


def test_pages_are_those_of_words_last_printing() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/></w:r>"
    ended = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        p("Một")
        + p(ended)
        + p(turned, "Hai ", turned, "ba")
        + tbl(
            tr("1", "Việc"),
            tr(tc(p(turned, "2")), tc(p("Việc"))),
            tr("3", tc(p("dài ", turned, "quá"))),
            tr("4", "Sau"),
        )
        + p("Bốn")
    )
    content = read(body)
    assert [block.page for block in content.blocks if isinstance(block, Line) and block.text] == [1, 2, 5]
    assert [row.page for row in tables(content)[0].rows] == [3, 4, 4, 5]
    assert lines(content) == ["Một", "Hai ba", "Bốn"]
    assert {line.page for line in read(p("Một") + p(ended) + p("Hai")).lines} == {None}
