"""Tables saved as text, with whatever delimiter and quotation marks."""

import pytest

from tests.imports.printed import SAMPLE, printed_tables
from tests.imports.test_sheet_reader import rows_of
from tests.imports.writers.sheet import csv_text, first_page, sheets_of
from tracker.errors import DomainError
from tracker.imports.grid import GridTable
from tracker.imports.readers import read_content
from tracker.imports.reading import read_plan

HEADER = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def table(text: str | bytes, filename: str = "bang.csv") -> GridTable:
    data = text.encode() if isinstance(text, str) else text
    (found,) = read_content(data, filename).blocks
    assert isinstance(found, GridTable)
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_plan_written_out_as_text_gives_the_rows_of_its_paper(delimiter: str) -> None:
    text = "".join(csv_text(rows, delimiter) for rows in sheets_of(printed_tables(SAMPLE), first_page(SAMPLE)))
    draft = read_plan(text.encode("utf-8-sig"), "ke-hoach.csv")
    assert rows_of(draft) == rows_of(read_plan(SAMPLE.read_bytes(), SAMPLE.name))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_a_header(delimiter: str) -> None:
    rows = [("KẾ HOẠCH; triển khai, thực hiện",), HEADER, ("1", "Rà soát, sửa đổi; ban hành", "Sở A, Sở B", "2026")]
    found = table(csv_text(rows, delimiter))
    assert [row.cells for row in found.rows[1:]] == rows[1:]


def test_without_a_header_the_delimiter_is_the_one_that_makes_even_rows() -> None:
    found = table("một;a, b;2025\nhai;c;2026\nba;d, e, f;2027\n")
    assert [row.cells for row in found.rows] == [
        ("một", "a, b", "2025"),
        ("hai", "c", "2026"),
        ("ba", "d, e, f", "2027"),
    ]


def test_the_delimiter_that_a_spreadsheet_names_is_believed() -> None:
    found = table("sep=;\r\nSTT;Nhiệm vụ\r\n1;Việc\r\n")
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("STT", "Nhiệm vụ")), (3, ("1", "Việc"))]


def test_line_breaks_inside_quotation_marks_stay_in_their_cell() -> None:
    found = table('STT,Nhiệm vụ,Chủ trì\n1,"Việc một\nvà hai","Sở ""A"""\n2,Việc ba,Sở B\n')
    assert [(row.row, row.line, row.cells) for row in found.rows] == [
        (1, 1, ("STT", "Nhiệm vụ", "Chủ trì")),
        (2, 2, ("1", "Việc một\nvà hai", 'Sở "A"')),
        (3, 4, ("2", "Việc ba", "Sở B")),
    ]


def test_quotation_marks_that_never_close_swallow_no_rows_and_are_told() -> None:
    content = read_content('STT,Nhiệm vụ,Chủ trì\n1,"Việc một,Sở A\n2,Việc hai,Sở B\n'.encode(), "a.csv")
    (found,) = content.blocks
    assert isinstance(found, GridTable)
    assert [row.cells[0] for row in found.rows] == ["STT", "1", "2"]
    assert [note.code for note in content.notes] == ["quotes_unclosed"]


def test_rows_are_equally_wide_and_empty_edges_are_cut() -> None:
    found = table(",STT,Nhiệm vụ,,\n,1,Việc\n,,,,\n,,,,\n,2,Việc,ghi chú,\n,,,,\n")
    assert [row.cells for row in found.rows] == [
        ("STT", "Nhiệm vụ", ""),
        ("1", "Việc", ""),
        ("", "", ""),
        ("2", "Việc", "ghi chú"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_encodings_are_those_of_any_text(encoding: str) -> None:
    text = "STT;Nhi\u00ea\u0323m vu\u0323;Chu\u0309 tri\u0300\n1;Ra\u0300 soa\u0301t;S\u01a1\u0309 Y t\u00ea\u0301\n"
    found = table(text.encode(encoding))
    assert found.rows[1].cells == ("1", "Rà soát", "Sở Y tế")


def test_a_table_of_nothing_is_refused() -> None:
    with pytest.raises(DomainError, match="không có"):
        read_content(b";;;\n;;;\n", "a.csv")
