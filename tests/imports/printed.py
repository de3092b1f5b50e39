"""The tables of a plan as plain cells, for tests that write them out in another format and read them back."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.imports.columns import read_header
from tracker.imports.joining import Joiner
from tracker.imports.readers.text import read_lines
from tracker.imports.stitch import Stitcher
from tracker.imports.tables import TableFinder
from tracker.imports.tasks import is_deadline

SAMPLE = Path(__file__).parents[2] / "tracker" / "demo" / "ke-hoach-27-kh-bcdtp.txt"


@dataclass(frozen=True)
class PrintedTable:
    """A heading as it stands above the table ("PHỤ LỤC II", its title …), the header, and rows of whole cells."""

    heading: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def printed_tables(path: Path) -> tuple[PrintedTable, ...]:
    """Every table of a plan in text form, its rows whole."""
    data = path.read_bytes()
    lines = read_lines(data, path.name)
    layout = TableFinder(lines).run()
    joiner = Joiner(line.text for line in lines)
    found = []
    for table in layout.tables:
        columns = read_header(table.header)
        assert columns is not None
        rows = Stitcher(columns, joiner, is_deadline(None)).rows(table)
        heading = [f"PHỤ LỤC {table.appendix}"] if table.appendix else []
        heading += [table.appendix_title] if table.appendix_title else []
        cells = tuple(tuple(row.cells) for row in rows)
        found.append(PrintedTable(tuple(heading), tuple(table.header), cells))
    return tuple(found)
