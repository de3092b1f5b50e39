"""What a person does to the cells of a draft: edit, accept, choose, set back. Never commits.

Each act is made at a `Desk`, which holds the draft, and is refused with `RowChangedError` where the cell is no longer
what the person saw. Every act leaves one change that `desk.undo` takes back.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from tracker.agencies.names import How, Match
from tracker.agencies.rules import AgencyKind
from tracker.errors import DomainError
from tracker.imports.codes import REPEATED, Codes
from tracker.imports.column_names import column_name
from tracker.imports.desk import Desk, RowChangedError, check_version
from tracker.imports.draft_rows import settle
from tracker.imports.learning import add_agency, find_agency, learn
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.queries import Wanted, rows_of_plan
from tracker.imports.rereading import column_of, reread, reread_names
from tracker.imports.understanding import AGENCIES
from tracker.sentences import kept
from tracker.text import squeeze

EDITED = kept("Sửa “%(column)s” của dòng %(number)s")
ACCEPTED = kept("Chấp nhận “%(column)s” của dòng %(number)s")
CHOSEN = kept("Chọn “%(agency)s” cho “%(words)s”")
NOBODY = kept("Bỏ “%(words)s”, không phải cơ quan")
DATED = kept("Chọn cách hiểu thời hạn “%(phrase)s” cho dòng %(number)s")
RESET = kept("Trả “%(column)s” của dòng %(number)s về nguyên văn")
GROUP = kept("Sửa tên nhóm thành “%(group)s”")
WHOLE = "dong"
"""The column of problems with a row as a whole, in addresses and filters."""
_CODED = frozenset({RowKind.TASK, RowKind.INDICATOR})
_FREE = frozenset(
    {"title", "unit", "responsible_head", "lead", "coordinating", "deliverable", "deadline", "authority", "note"}
    | {"recipient", "through"}
)
_OWN = ("number",)


def edit(desk: Desk, row: DraftRow, column: str, words: str, seen: str) -> None:
    """Lay down the words of a cell and read them anew. `seen`: what stood in it on the person's page; another value
    there now is a conflict, however old the page."""
    _check_column(column)
    if _words(row, column) != seen:
        raise RowChangedError(row)
    words = words.strip()
    if words == seen:
        return
    with desk.act(_what(EDITED, row, column)):
        desk.touch(row)
        _put(row, column, words)
        row.chosen = {name: value for name, value in row.chosen.items() if name != column}
        _read_again(desk, row, column)
        desk.mark(row, column, "edited")


def accept(desk: Desk, row: DraftRow, column: str, seen: int | None = None) -> None:
    """What is doubtful in a column is right as it is; a near miss is remembered as a spelling of its agency."""
    check_version(row, seen)
    asked = [one for one in row.problems if one["column"] == _plain(column)]
    if not asked:
        return
    with desk.act(_what(ACCEPTED, row, column)):
        desk.touch(row)
        for words in [one["words"] for one in asked if one["code"] == "agency_near"]:
            match = _match(row, column, words)
            _lay_down(row, column, words, match)
            reread(row, column, desk.sight)
            _remember(desk, match, words)
        row.problems = [one for one in row.problems if one["column"] != _plain(column)]
        desk.mark(row, column, "accepted")


def choose_agency(desk: Desk, row: DraftRow, column: str, words: str, name: str, *, remember: bool) -> Match:
    """Some words of a cell mean this agency. Remembered, they mean it in the draft's other rows, and in later plans
    too."""
    match = find_agency(desk.session, desk.sight.register, name)
    if match is None:
        raise DomainError(
            _("Không có cơ quan nào tên “%(name)s”. Hãy chọn trong danh sách hoặc thêm cơ quan mới.", name=name)
        )
    _choose(desk, row, column, words, match, remember=remember)
    return match


def add_and_choose(desk: Desk, row: DraftRow, column: str, words: str, name: str) -> Match:
    """An agency that nobody knew: it is added to the register under this name, and the words mean it."""
    if not squeeze(name):
        raise DomainError(_("Hãy ghi tên cơ quan cần thêm."))
    agency = add_agency(desk.session, name)
    match = Match(agency.name, agency.kind, words, exact=True)
    _choose(desk, row, column, words, match, remember=True)
    return match


def drop_words(desk: Desk, row: DraftRow, column: str, words: str) -> None:
    """The words name no agency."""
    _check_about(row, column, words)
    with desk.act(NOBODY % {"words": words}):
        desk.touch(row)
        _lay_down(row, column, words, Match("", AgencyKind.OTHER, words, exact=True))
        reread(row, column, desk.sight)
        desk.mark(row, column, "chosen")


def choose_deadline(desk: Desk, row: DraftRow, phrase: str, seen: int | None = None) -> None:
    """The deadline's words are to be understood as this phrase; they stay as the paper has them."""
    check_version(row, seen)
    phrase = phrase.strip()
    with desk.act(DATED % {"phrase": phrase, "number": _number(row)}):
        desk.touch(row)
        row.chosen = {**row.chosen, "deadline": phrase}
        reread(row, "deadline", desk.sight)
        if row.read["deadline"]["kind"] in ("unclear", "none"):
            raise DomainError(
                _("Chưa hiểu “%(phrase)s”. Hãy ghi ngày (31/03/2026) hoặc kỳ (Quý I/2026).", phrase=phrase)
            )
        desk.mark(row, "deadline", "chosen")


def set_back(desk: Desk, row: DraftRow, column: str, seen: int | None = None) -> None:
    """A cell as it was read: its words, what they were taken to mean, and what was doubtful."""
    check_version(row, seen)
    if row.origin is None:
        raise DomainError(_("Dòng này do người xem lại thêm vào nên không có nguyên văn."))
    _check_column(column)
    with desk.act(_what(RESET, row, column)):
        desk.touch(row)
        _put(row, column, _original(row, column))
        row.chosen = {name: value for name, value in row.chosen.items() if name != column}
        row.marks = {name: value for name, value in row.marks.items() if name != column}
        _read_again(desk, row, column)


def rename_group(desk: Desk, row: DraftRow, number: str, title: str) -> int:
    """Another number or title for the group a row stands in, on all its rows; how many."""
    old = (row.appendix, row.group, row.group_title)
    rows = [one for one in rows_of_plan(desk.session, desk.plan) if (one.appendix, one.group, one.group_title) == old]
    with desk.act(GROUP % {"group": title or number}):
        desk.touch(*rows)
        for one in rows:
            one.group, one.group_title = number.strip(), title.strip()
    return len(rows)


def original_words(row: DraftRow, column: str) -> str | None:
    """The cell as it was read; None for a row that a person added."""
    return None if row.origin is None else _original(row, column)


def _original(row: DraftRow, column: str) -> str:
    origin: Mapping[str, Any] = row.origin or {}
    return str(origin.get(column, "") if column in _OWN else origin["cells"].get(column, ""))


def _words(row: DraftRow, column: str) -> str:
    return str(getattr(row, column) if column in _OWN else row.cells.get(column, ""))


def _put(row: DraftRow, column: str, words: str) -> None:
    if column in _OWN:
        setattr(row, column, words)
        return
    cells = {name: text for name, text in row.cells.items() if name != column}
    row.cells = {**cells, column: words} if words else cells


def _read_again(desk: Desk, row: DraftRow, column: str) -> None:
    if column != "number":
        reread(row, column_of(column), desk.sight)
        return
    row.problems = [one for one in row.problems if one["column"] != "number"]
    row.problems += _repeated(desk, row)
    settle(row)


def _repeated(desk: Desk, row: DraftRow) -> list[dict[str, Any]]:
    """Whether an earlier row of the same place bears the number already."""
    query = select(DraftRow).where(*Wanted(kind=row.kind).conditions(desk.plan))
    rows = sorted({*desk.session.scalars(query), row}, key=lambda one: (one.position, one.id))
    codes = Codes(rows)
    found = {id(one): codes.code(one)[1] for one in rows}
    return [problem for problem in found[id(row)] if problem["code"] == REPEATED] if row.kind in _CODED else []


def _choose(desk: Desk, row: DraftRow, column: str, words: str, match: Match, *, remember: bool) -> None:
    _check_about(row, column, words)
    with desk.act(CHOSEN % {"agency": match.name, "words": words}):
        desk.touch(row)
        _lay_down(row, column, words, match)
        reread(row, column, desk.sight)
        is_learnt = remember and _remember(desk, match, words)
        desk.mark(row, column, "chosen_here" if remember and not is_learnt else "chosen")


def _lay_down(row: DraftRow, column: str, words: str, match: Match) -> None:
    others = row.chosen.get(column, {})
    row.chosen = {**row.chosen, column: {**others, words: {"name": match.name, "kind": match.kind.value}}}


def _remember(desk: Desk, match: Match, words: str) -> bool:
    """From now on the words mean the agency, here and in every plan to come; unless they may mean others too."""
    if not learn(desk.session, desk.sight.register, match, words):
        return False
    desk.look_again()
    doubtful = [one for one in rows_of_plan(desk.session, desk.plan) if _doubts(one, words)]
    desk.touch(*doubtful)
    reread_names(doubtful, desk.sight, words)
    return True


def _doubts(row: DraftRow, words: str) -> bool:
    return any(problem.get("words") == words for problem in row.problems)


def _match(row: DraftRow, column: str, words: str) -> Match:
    found = next(one for one in row.read[column] if one["raw"] == words)
    return Match(found["name"], AgencyKind(found["kind"]), words, exact=True, how=How.KNOWN)


def _check_column(column: str) -> None:
    if column not in _FREE and column not in _OWN and column_of(column) == column:
        raise DomainError(_("Không có cột này."))


def _check_about(row: DraftRow, column: str, words: str) -> None:
    """The words are still in the cell: nobody has changed it meanwhile."""
    if column not in AGENCIES or words not in row.cells.get(column, ""):
        raise RowChangedError(row)


def _plain(column: str) -> str:
    return "" if column == WHOLE else column


def _number(row: DraftRow) -> str:
    return row.number or "–"


def _what(sentence: str, row: DraftRow, column: str) -> str:
    return sentence % {"column": column_name(column, row.kind.value), "number": _number(row)}
