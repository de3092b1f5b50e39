"""Plans written out as Word files in the ways offices draw their tables, and read back."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import readers
from tests.imports.printed import SAMPLE, PrintedTable, printed_tables
from tests.imports.writers.word import Habits, written
from tracker.imports.markup import without_markup
from tracker.imports.readers.text import read_lines
from tracker.imports.reading import read_plan
from tracker.imports.tables import TableFinder

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
MILESTONES = SEEDS / "000_0cade81ef0ffbb41.txt"
HABITS = {
    "plain": Habits(),
    "leads_merged": Habits(merges_repeats=True),
    "groups_merged": Habits(merges_groups=True),
    "header_repeated": Habits(rows_a_table=9),
    "header_once": Habits(rows_a_table=9, repeats_header=False),
    "numbered_by_lists": Habits(numbers_rows=True),
    "changes_tracked": Habits(tracks_changes=True),
    "rows_in_controls": Habits(wraps_rows=True),
}


def understood(data: bytes, name: str) -> dict[str, object]:
    """Everything read of the plan but the places in the file and what is said of them."""
    plan = read_plan(data, name).as_dict()
    lists = {name: [_placeless(row) for row in plan[name]] for name in ("tasks", "indicators", "obligations")}
    return {**lists, "document": {**plan["document"], "sha256": ""}}


def _placeless(row: dict[str, object]) -> dict[str, object]:
    return {name: said for name, said in row.items() if name not in ("source", "problems")}


def parts(paper: Path) -> tuple[list[str], list[PrintedTable]]:
    """The paragraphs before the first table, and every table with all that stands over it."""
    layout = TableFinder(read_lines(paper.read_bytes(), paper.name)).run()
    attached = {appendix.number: appendix.attached for appendix in layout.appendices}
    tables = []
    for printed, table in zip(printed_tables(paper), layout.tables, strict=True):
        unnumbered = "PHỤ LỤC" if table.appendix is None and None in attached else ""
        heading = (unnumbered, *printed.heading, attached.get(table.appendix, ""))
        tables.append(replace(printed, heading=tuple(filter(None, heading))))
    texts = (without_markup(line.text) for line in layout.texts if line.number < layout.tables[0].line)
    return [text for text in texts if text and text not in tables[0].heading], tables


@pytest.mark.parametrize("habits", HABITS.values(), ids=HABITS)
@pytest.mark.parametrize("paper", [SAMPLE, MILESTONES], ids=["tasks", "milestones"])
def test_a_plan_written_out_in_word_gives_what_its_text_gives(paper: Path, habits: Habits) -> None:
    if not paper.exists():
        pytest.skip("the sample plans are not beside the repository")
    data = written(*parts(paper), habits)
    assert understood(data, "ke-hoach.docx") == understood(paper.read_bytes(), paper.name)


@pytest.mark.slow
def test_a_thousand_rows_take_less_than_five_seconds_and_300_mb(tmp_path: Path) -> None:
    """Processor time: the clock depends on what else the machine does."""
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(readers.word(1000))
    _clock, seconds, memory = readers.measured(path)
    assert seconds < 5
    assert memory < 300
    assert path.with_suffix(".json").read_text(encoding="utf-8").count('"title"') > 1000
