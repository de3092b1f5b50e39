"""Web pages as they are saved: what a browser shows comes out, in cells and lines, and nothing else."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.imports.printed import SAMPLE, PrintedTable, printed_tables
from tests.imports.writers.web import WORD_HEAD, archive, excel_page, page, word_page
from tracker.errors import DomainError
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import Content, GridTable, Line
from tracker.imports.readers import kind_of, read_content
from tracker.imports.reading import own_register, read_plan

MILESTONES = Path(__file__).parents[3] / "shared" / "seeds" / "000_0cade81ef0ffbb41.txt"
Write = Callable[[Sequence[PrintedTable]], bytes]


def read(html: str | bytes, name: str = "ke-hoach.html") -> Content:
    return read_content(html.encode() if isinstance(html, str) else html, name)


def body(html: str) -> Content:
    return read(f"<html><body>{html}</body></html>")


def lines(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Line) and block.text]


def tables(content: Content) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in content.blocks if isinstance(block, GridTable)]


def rows_of(draft: PlanDraft) -> list[dict[str, object]]:
    """Everything understood of every row of a table but its place in the file and what is said of that."""
    rows = [row.as_dict() for row in (*draft.indicators, *draft.tasks) if row.source.table is not None]
    return [{name: found for name, found in row.items() if name not in ("source", "problems")} for row in rows]


def mht(tables: Sequence[PrintedTable]) -> bytes:
    return archive(word_page(tables))


@pytest.mark.parametrize("write", [page, word_page, mht])
@pytest.mark.parametrize("paper", [SAMPLE, MILESTONES], ids=["tasks", "milestones"])
def test_a_plan_written_out_as_a_page_gives_the_rows_of_its_text(paper: Path, write: Write) -> None:
    if not paper.exists():
        pytest.skip("the sample plans are not beside the repository")
    data = paper.read_bytes()
    printed = read_plan(data, paper.name)
    register = own_register(printed.document.issuer, read_content(data, paper.name).lines)
    written = read_plan(write(printed_tables(paper)), "ke-hoach.htm", register=register)
    assert rows_of(written) == rows_of(printed)
    assert written.document.number == "15/KH-UBND"


def test_a_sheet_saved_as_a_page_gives_one_table_with_its_merged_cells() -> None:
    written = read_plan(excel_page(printed_tables(SAMPLE)), "ke-hoach.xls")
    printed = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    assert [task.title for task in written.tasks] == [task.title for task in printed.tasks]
    assert [task.lead for task in written.tasks] == [task.lead for task in printed.tasks]
    assert [one.title for one in written.indicators] == [one.title for one in printed.indicators]


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD'>", "a.txt", "web"),
        (b"\xef\xbb\xbf<HTML xmlns:o=''>", "ke-hoach.xls", "web"),
        ("<html>".encode("utf-16"), "a.doc", "web"),
        (b"| a | b |\n<table><tr><td>", "a.md", "web"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x", "a.mht", "web"),
        ("Kế hoạch < 90%".encode(), "a.html", "text"),
    ],
)
def test_a_page_is_known_by_what_it_is(start: bytes, name: str, kind: str) -> None:
    assert kind_of(start, name) == kind


# --- Lines ------------------------------------------------------------------------------------------------------


def test_text_is_broken_as_a_browser_breaks_it() -> None:
    content = body(
        "<h1>KẾ\n  HOẠCH</h1><div>Một<b> câu</b> dài<br>xuống&nbsp;dòng</div>tiếp<p>&ge; 95&#37; &amp; hơn"
    )
    assert lines(content) == ["KẾ HOẠCH", "Một câu dài", "xuống dòng", "tiếp", "≥ 95% & hơn"]
    numbers = [block.number for block in content.blocks if isinstance(block, Line)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_lists_carry_the_marks_a_browser_prints() -> None:
    content = body(
        "<ul><li>một<li>- hai</ul><ol><li>ba<li value=7>bảy<li>tám</ol><ol type=a start=2><li>bê</ol>"
        "<ol type=I><li>mục<ul><li>con</ul></ol><ol><li>1. có số</ol>"
    )
    assert lines(content) == ["- một", "- hai", "1. ba", "7. bảy", "8. tám", "b) bê", "I. mục", "- con", "1. có số"]


def test_kept_spaces_make_rows_of_tabs() -> None:
    assert lines(body("<pre>1\tViệc một\n2\tViệc  hai</pre>")) == ["1\tViệc một", "2\tViệc  hai"]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    content = body(
        "<script>var a='kế hoạch'</script><style>p{}</style><nav>Trang chủ</nav><select><option>Chọn</select>"
        "<p style='DISPLAY: none'>ẩn</p><p hidden>ẩn</p><!-- chú thích --><p>hiện<span style='mso-hide:all'>ẩn</span>"
    )
    assert lines(content) == ["hiện"]
    assert content.notes == []


def test_marks_of_footnotes_go_and_powers_stay() -> None:
    content = body(
        "<p>Đề án<sup>(1)</sup> trên 5 km<sup>2</sup>, diện tích<sup><a href='#f'>12</a></sup> 30 m<sup>2</sup>"
    )
    assert lines(content) == ["Đề án trên 5 km2, diện tích 30 m2"]


def test_what_is_left_out_of_a_plan_is_said() -> None:
    content = body(
        "<p>Nay<del>xóa</del> <ins>thêm</ins></p><iframe src='http://a.vn'></iframe><object data=x></object>"
        "<table><tr><td>1<td>2<tr style='visibility:hidden'><td>3<td>4</table>"
    )
    assert lines(content) == ["Nay thêm"]
    assert {note.code: note.message.split("chỗ")[0] for note in content.notes if "chỗ" in note.message} == {
        "tracked_changes": "Tệp có 1 ",
        "hidden_text": "Bảng có 1 ",
    }
    assert [note.code for note in content.notes] == ["tracked_changes", "object_unread", "hidden_text"]
    assert tables(content) == [[("1", "2")]]


def test_a_text_with_tables_in_it_keeps_its_lines() -> None:
    content = read("# KẾ HOẠCH\nDòng hai\n\n1\tViệc\tSở\n<table><tr><td>1</td><td>x</td></tr></table>\nsau\n", "a.md")
    assert lines(content) == ["# KẾ HOẠCH", "Dòng hai", "1\tViệc\tSở", "sau"]
    assert tables(content) == [[("1", "x")]]


# --- Tables -----------------------------------------------------------------------------------------------------


def test_merged_cells_are_marked() -> None:
    content = body(
        "<table><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Thời gian<tr><th>Từ<th>Đến"
        "<tr><td>1<td>Một<td rowspan=0>Quý I<td>Quý II<tr><td>2<td>Hai<td>Quý III<tr><td colspan=3>Ghi chú</table>"
    )
    (table,) = [block for block in content.blocks if isinstance(block, GridTable)]
    assert [(row.cells, set(row.carried), set(row.spanned)) for row in table.rows] == [
        (("TT", "Việc", "Thời gian", ""), set(), {3}),
        (("TT", "Việc", "Từ", "Đến"), {0, 1}, set()),
        (("1", "Một", "Quý I", "Quý II"), set(), set()),
        (("2", "Hai", "Quý I", "Quý III"), {2}, set()),
        (("Ghi chú", "", "Quý I", ""), {2}, {1}),
    ]
    assert [row.row for row in table.rows] == [1, 2, 3, 4, 5]


def test_cells_keep_their_lines_and_inner_tables() -> None:
    content = body(
        "<table><tr><td>1<td><p>Một</p><ul><li>a<li>b</ul><td><table><tr><td>x<td>y<tr><td>z</table>"
        "<tr><td>2<td>Hai<br>ba<td>c<tr><td>3<td>d<td>e</table>"
    )
    assert tables(content) == [[("1", "Một\n- a\n- b", "x y\nz"), ("2", "Hai\nba", "c"), ("3", "d", "e")]]


def test_tables_that_lay_out_the_page_are_no_tables() -> None:
    content = body(
        "<table><tr><td>Trái<td><table><tr><td>đầu<tr><td><table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>"
        "</table><td>Phải</table>"
    )
    assert tables(content) == [[("1", "2", "3"), ("4", "5", "6")]]
    assert lines(content) == ["Trái", "đầu", "Phải"]


def test_a_foot_is_shown_last_and_a_caption_first() -> None:
    content = body(
        "<table><caption>Phụ lục I</caption><tfoot><tr><td>Tổng<td>2</tfoot>"
        "<tbody><tr><td>1<td>a<tr><td>2<td>b</table>"
    )
    assert tables(content) == [[("1", "a"), ("2", "b"), ("Tổng", "2")]]
    assert lines(content) == ["Phụ lục I"]


def test_hidden_and_empty_columns_and_rows_are_cut() -> None:
    content = body(
        "<table><col><col style='display:none'><col span=2><tr><td>1<td>ẩn<td>Một<td><td colspan=250>"
        "<tr><td><td><td><tr><td>2<td>ẩn<td>Hai</table>"
    )
    assert tables(content) == [[("1", "Một"), ("2", "Hai")]]


def test_broken_markup_still_gives_its_cells() -> None:
    assert tables(read("<table><td>1<td>2</tr><tr><td>3<b><td>4</i></td>")) == [[("1", "2"), ("3", "4")]]
    assert tables(
        body("<table><tr><td colspan=x rowspan=-1>1<td colspan=''>2<tr><td rowspan=999999>3<td>4</table>")
    ) == [[("1", "2"), ("3", "4")]]


def test_a_page_that_breaks_off_says_so() -> None:
    whole = page(printed_tables(SAMPLE))
    for data in (whole[: len(whole) // 2], whole[:-8], b"<table><tr><td>1<td>2", b"<html><p>a<!-- b</html>"):
        assert "page_cut" in [note.code for note in read(data).notes]
    parts = archive(whole)
    assert [note.code for note in read(parts, "a.mht").notes] == []
    assert [note.code for note in read(parts[:-20], "a.mht").notes] == ["page_cut"]
    deep = body("<p>đầu</p>" + "<div>" * 3000 + "sâu" + "</div>" * 3000 + "sau")
    assert lines(deep)[0] == "đầu"
    assert [note.code for note in deep.notes] == ["page_cut"]


# --- Files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "unicode"])
def test_a_page_is_decoded_by_what_it_holds(encoding: str, declared: str) -> None:
    html = f'<?xml version="1.0" encoding="{declared}"?><html><meta charset="{declared}"><p>Kế hoạch phường'
    assert lines(read(html.encode(encoding))) == ["Kế hoạch phường"]


def test_the_margins_of_a_page_of_word_are_told() -> None:
    data = archive(f"{WORD_HEAD}<p>Kế hoạch</html>".encode(), "<html><p>MẬT</html>".encode())
    content = read(data, "a.mht")
    assert lines(content) == ["Kế hoạch"]
    assert [note.message for note in content.notes] == ["Chữ ở đầu hoặc cuối trang, không nhập: “MẬT”."]
    with pytest.raises(DomainError, match="dấu độ mật"):
        read_plan(data, "a.mht")


def test_sheets_of_a_book_saved_as_one_file_are_all_read() -> None:
    frames = "<html><frameset><frame src='sheet001.htm'><noframes><body>Cần trình duyệt</body></noframes></frameset>"
    sheet = "<html><body><table><tr><td>1<td>Việc một</table></body></html>"
    data = archive(frames.encode(), sheet.encode())
    assert tables(read(data, "a.mht")) == [[("1", "Việc một")]]
    with pytest.raises(DomainError, match="chỉ là khung"):
        read(frames)


@pytest.mark.parametrize("html", ["<html></html>", "<html><script>x</script>", "<html><!--", "<html><img src=x>"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(DomainError, match="không có chữ nào đọc được"):
        read(html)


def test_nothing_is_fetched_and_no_entity_is_opened() -> None:
    content = read('<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>Kế &a; hoạch')
    assert "".join(lines(content)).replace(" ", "").endswith("Kế&a;hoạch")


def test_thousands_of_rows_and_deep_nesting_are_read_in_time() -> None:
    rows = "".join(f"<tr><td>{n}<td>Việc số {n}<td>Sở Nội vụ<td>Quý I/2026" for n in range(5000))
    deep = "<div>" * 1500 + "sâu" + "</div>" * 1500
    content = body(f"{deep}<table>{rows}</table>")
    assert lines(content) == ["sâu"]
    assert len(tables(content)[0]) == 5000
