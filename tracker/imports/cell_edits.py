"""The form of one row, with a box for each cell: what was typed, what the person saw, what is laid down. Never
commits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.errors import DomainError
from tracker.imports import restructuring, review
from tracker.imports.desk import Desk, RowChangedError
from tracker.imports.models import DraftRow
from tracker.imports.queries import find_row

GROUP, GROUP_TITLE, MOVE_TO = "group", "group-title", "move-to"
SEEN, CHOOSE, REMEMBER, READ_AS = "seen-", "choose-", "remember-", "read-deadline"
"""What the names of the form's controls begin with, before the name of the column."""
_MOST = 20_000
"""Characters of one cell."""


@dataclass(slots=True)
class Saved:
    """What came of a form. `taken`: columns that somebody else changed meanwhile; nothing of it is kept then."""

    taken: set[str] = field(default_factory=set)
    refused: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.taken and not self.refused


def typed_cells(form: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What was typed into each box, and what stood in it when the page was made."""
    return {
        name.removeprefix(SEEN): (_plain(form.get(name.removeprefix(SEEN), "")), _plain(seen))
        for name, seen in form.items()
        if name.startswith(SEEN)
    }


def save(desk: Desk, row: DraftRow, form: Mapping[str, str]) -> Saved:
    """Every changed cell, then every choice; the caller rolls back what is not whole."""
    saved = Saved()
    try:
        for column, (words, seen) in typed_cells(form).items():
            _save_cell(desk, row, column, (words[:_MOST], seen), saved)
        if saved.is_whole:
            _save_choices(desk, row, form)
            _save_group(desk, row, form)
    except RowChangedError:
        raise
    except DomainError as error:
        saved.refused = str(error)
    return saved


def _save_cell(desk: Desk, row: DraftRow, column: str, typed: tuple[str, str], saved: Saved) -> None:
    words, seen = typed
    if words == seen:
        return
    try:
        review.edit(desk, row, column, words, seen)
    except RowChangedError:
        saved.taken.add(column)


def _save_choices(desk: Desk, row: DraftRow, form: Mapping[str, str]) -> None:
    """Agencies chosen for words that are not clear ("choose-lead:theo phân công"), and another way to read the
    deadline."""
    for name, agency in form.items():
        if name.startswith(CHOOSE) and agency.strip():
            column, _colon, words = name.removeprefix(CHOOSE).partition(":")
            remember = f"{REMEMBER}{column}:{words}" in form
            review.choose_agency(desk, row, column, words, agency, remember=remember)
    phrase = form.get(READ_AS, "").strip()
    if phrase and phrase != row.chosen.get("deadline", ""):
        review.choose_deadline(desk, row, phrase)


def _save_group(desk: Desk, row: DraftRow, form: Mapping[str, str]) -> None:
    """Another name for the row's group, or another group for the row."""
    number, title = form.get(GROUP, row.group).strip(), form.get(GROUP_TITLE, row.group_title).strip()
    if (number, title) != (row.group, row.group_title):
        review.rename_group(desk, row, number, title)
    wanted = form.get(MOVE_TO, "")
    target = find_row(desk.session, int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else None
    if target is not None and target.plan_id == row.plan_id:
        restructuring.move(desk, row, target)


def _plain(text: str) -> str:
    """Browsers send line breaks as two characters."""
    return text.replace("\r\n", "\n").strip()
