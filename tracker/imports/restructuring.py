"""What a person does to the rows of a draft: split, merge, make a heading, move, add, delete. Never commits.

Each act is made at a `Desk` and leaves one change that `desk.undo` takes back. `seen` is the version of the row on
the person's page; a newer row is a conflict.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Table, bindparam, func, select

from tracker.errors import DomainError
from tracker.imports.desk import Desk, check_version
from tracker.imports.draft_rows import new_row, settle
from tracker.imports.grid import Source
from tracker.imports.lists import Parts, parts_of
from tracker.imports.models import STEP, DraftRow, RowKind
from tracker.imports.queries import rows_of_plan
from tracker.imports.rereading import reread
from tracker.imports.understanding import Sight
from tracker.sentences import kept

SPLIT = kept("Tách dòng %(number)s thành %(count)s việc con")
MERGED = kept("Gộp dòng %(number)s vào dòng trên")
HEADED = kept("Chuyển dòng %(number)s thành đề mục")
TASKED = kept("Chuyển dòng %(number)s thành nhiệm vụ")
DELETED = kept("Xóa dòng %(number)s")
RESTORED = kept("Khôi phục dòng %(number)s")
ADDED = kept("Thêm một dòng")
MOVED = kept("Chuyển dòng %(number)s sang nhóm “%(group)s”")
TASK_COLUMNS = ("title", "lead", "coordinating", "responsible_head", "deliverable", "deadline", "authority", "note")
_READ = {
    RowKind.TASK: ("title", "lead", "coordinating", "responsible_head", "deliverable", "deadline"),
    RowKind.HEADING: ("lead", "coordinating", "deadline"),
    RowKind.INDICATOR: ("title", "lead", "target"),
    RowKind.OBLIGATION: ("lead", "recipient", "through", "deadline"),
    RowKind.REPEAL: (),
}
"""Columns with a meaning or a duty to be filled, by kind."""


def split_preview(row: DraftRow) -> dict[str, Parts]:
    """The columns of a row that hold a list, with its items: what `split` would make of each."""
    found = {column: parts_of(row.cells.get(column, "")) for column in TASK_COLUMNS}
    return {column: parts for column, parts in found.items() if parts.is_list}


def split(desk: Desk, row: DraftRow, column: str, seen: int | None = None) -> list[DraftRow]:
    """Each item of the list in one cell becomes a sub-task; the row stays above them as their heading. Cells with as
    many items are dealt out, all others are repeated."""
    check_version(row, seen)
    lists = split_preview(row)
    if row.kind is not RowKind.TASK or column not in lists:
        raise DomainError(_("Ô này không có danh sách để tách: cần các mục a), b), (1), (2) hoặc gạch đầu dòng."))
    count = len(lists[column].items)
    dealt = {name: parts for name, parts in lists.items() if len(parts.items) == count}
    places = _places_after(desk, row, count)
    made = []
    with desk.act(SPLIT % {"number": _number(row), "count": count}):
        desk.touch(row)
        for n, place in enumerate(places, 1):
            made.append(_child(row, n, place, dealt, desk.sight))
        desk.add(*made)
        _make_heading(row, dealt)
    return made


def merge_up(desk: Desk, row: DraftRow, seen: int | None = None) -> DraftRow:
    """The words of a row go on in the row above it; the row itself goes. Gives the row above."""
    check_version(row, seen)
    above = _above(desk, row)
    if above is None or above.kind not in (row.kind, RowKind.HEADING):
        raise DomainError(_("Không có dòng cùng loại ở trên để gộp vào."))
    with desk.act(MERGED % {"number": _number(row)}):
        desk.touch(above, row)
        joined = {name: f"{above.cells.get(name, '')}\n{words}".strip() for name, words in row.cells.items()}
        above.cells = {**above.cells, **joined}
        above.chosen = {name: value for name, value in above.chosen.items() if name not in joined}
        if row.paper_to is not None:
            above.paper_to = max(above.paper_to or row.paper_to, row.paper_to)
        row.is_deleted = True
        _read_all(above, desk.sight)
    return above


def make_heading(desk: Desk, row: DraftRow, seen: int | None = None) -> None:
    """The row is no task. Rows numbered below it ("29.1" below "29") become its sub-items; where there are none, it
    names the group that the following rows stand in, and goes."""
    check_version(row, seen)
    following = _following(desk, row)
    children = [one for one in following if row.number and one.number.startswith(f"{row.number}.")]
    with desk.act(HEADED % {"number": _number(row)}):
        desk.touch(row, *children)
        for one in children:
            one.parent = row.number
        if children or any(one.parent == row.number for one in following if row.number):
            row.kind = RowKind.HEADING
            _read_all(row, desk.sight)
            return
        own = [one for one in following if (one.group, one.group_title) == (row.group, row.group_title)]
        desk.touch(*own)
        for one in own:
            one.group, one.group_title = row.number, row.cells.get("title", "")
        row.is_deleted = True


def make_task(desk: Desk, row: DraftRow, seen: int | None = None) -> None:
    """A heading, or a duty to report, is a task after all; rows below a heading stay where they are."""
    check_version(row, seen)
    with desk.act(TASKED % {"number": _number(row)}):
        desk.touch(row)
        row.kind = RowKind.TASK
        row.cells = {name: words for name, words in row.cells.items() if name in TASK_COLUMNS}
        row.read = {name: value for name, value in row.read.items() if name in ("lead", "coordinating", "deadline")}
        _read_all(row, desk.sight)


def delete(desk: Desk, row: DraftRow, seen: int | None = None) -> None:
    """The row will not be published; it can be restored."""
    check_version(row, seen)
    with desk.act(DELETED % {"number": _number(row)}):
        desk.touch(row)
        row.is_deleted = True


def restore(desk: Desk, row: DraftRow) -> None:
    with desk.act(RESTORED % {"number": _number(row)}):
        desk.touch(row)
        row.is_deleted = False


def add_below(desk: Desk, row: DraftRow) -> DraftRow:
    """An empty row of the same kind, in the same group, right below."""
    (place,) = _places_after(desk, row, 1)
    made = _like(row, place)
    made.kind = RowKind.TASK if row.kind is RowKind.HEADING else row.kind
    _read_all(made, desk.sight)
    with desk.act(ADDED):
        desk.add(made)
    return made


def move(desk: Desk, row: DraftRow, target: DraftRow, seen: int | None = None) -> None:
    """The row goes to the group of another row, behind the last one there; to a heading's sub-items if it is one."""
    check_version(row, seen)
    if target.id == row.id:
        return
    is_heading = target.kind is RowKind.HEADING
    parent = target.number if is_heading else target.parent
    last = _last_of(desk, target, parent)
    (place,) = _places_after(desk, last, 1)
    group = target.cells.get("title", "") if is_heading else target.group_title or target.group
    with desk.act(MOVED % {"number": _number(row), "group": group}):
        desk.touch(row)
        row.appendix, row.appendix_title = target.appendix, target.appendix_title
        row.group, row.group_title, row.parent = target.group, target.group_title, parent
        row.position = place


def _child(row: DraftRow, n: int, place: int, dealt: dict[str, Parts], sight: Sight) -> DraftRow:
    child = _like(row, place)
    child.number = f"{row.number}.{n}" if row.number else str(n)
    child.parent = row.number
    child.source, child.paper_from, child.paper_to = row.source, row.paper_from, row.paper_to
    child.cells = {**row.cells, **{name: parts.items[n - 1] for name, parts in dealt.items()}}
    child.chosen = {name: value for name, value in row.chosen.items() if name not in dealt}
    _read_all(child, sight)
    return child


def _make_heading(row: DraftRow, dealt: dict[str, Parts]) -> None:
    """What was dealt out to the sub-tasks no longer stands in the heading, except the words before the list."""
    intros = {name: parts.intro for name, parts in dealt.items()}
    title = intros.get("title") or row.cells.get("title", "")
    row.kind, row.problems = RowKind.HEADING, []
    row.cells = {name: words for name, words in {**row.cells, **intros, "title": title}.items() if words}


def _like(row: DraftRow, place: int) -> DraftRow:
    """A new row in the place and group of another one, without words."""
    return new_row(
        row.kind,
        position=place,
        appendix=row.appendix,
        appendix_title=row.appendix_title,
        group=row.group,
        group_title=row.group_title,
        parent=row.number if row.kind is RowKind.HEADING else row.parent,
        source=Source().as_dict(),
        origin=None,
        paper_from=None,
        paper_to=None,
        is_deleted=False,
    )


def _read_all(row: DraftRow, sight: Sight) -> None:
    """Every column anew, as for a row of this kind."""
    row.problems = [one for one in row.problems if one["column"] == "number"]
    for column in _READ[row.kind]:
        reread(row, column, sight)
    settle(row)


def _above(desk: Desk, row: DraftRow) -> DraftRow | None:
    here = (DraftRow.position < row.position) | ((DraftRow.position == row.position) & (DraftRow.id < row.id))
    query = select(DraftRow).where(
        DraftRow.plan_id == desk.plan.id,
        DraftRow.is_deleted.is_(False),
        DraftRow.appendix == row.appendix,
        here,
    )
    return desk.session.scalars(query.order_by(DraftRow.position.desc(), DraftRow.id.desc()).limit(1)).first()


def _following(desk: Desk, row: DraftRow) -> Sequence[DraftRow]:
    """The rows below in the same appendix, in order."""
    rows = rows_of_plan(desk.session, desk.plan)
    here = (row.position, row.id)
    return [one for one in rows if (one.position, one.id) > here and one.appendix == row.appendix]


def _last_of(desk: Desk, target: DraftRow, parent: str) -> DraftRow:
    """The last row of a group, or of a heading's sub-items."""
    place = (target.appendix, target.group, target.group_title)
    rows = [
        one
        for one in rows_of_plan(desk.session, desk.plan)
        if (one.appendix, one.group, one.group_title) == place and (not parent or one.parent == parent)
    ]
    return max([target, *rows], key=lambda one: (one.position, one.id))


def _places_after(desk: Desk, row: DraftRow, count: int) -> list[int]:
    """Free places between a row and the next one; where there is no room left, all rows move apart."""
    behind = select(func.min(DraftRow.position)).where(
        DraftRow.plan_id == desk.plan.id, DraftRow.position > row.position
    )
    following = desk.session.scalar(behind)
    room = STEP * (count + 1) if following is None else following - row.position
    if room <= count:
        _move_apart(desk)
        return _places_after(desk, row, count)
    return [row.position + room * n // (count + 1) for n in range(1, count + 1)]


def _move_apart(desk: Desk) -> None:
    """Room between all rows again; their versions stay, for nobody's words have changed."""
    desk.session.flush()
    query = select(DraftRow).where(DraftRow.plan_id == desk.plan.id).order_by(DraftRow.position, DraftRow.id)
    rows = desk.session.scalars(query).all()
    table = DraftRow.__table__
    assert isinstance(table, Table)
    places = [{"row_id": one.id, "place": n * STEP} for n, one in enumerate(rows, 1)]
    statement = table.update().where(table.c.id == bindparam("row_id")).values(position=bindparam("place"))
    desk.session.connection().execute(statement, places)
    for one in rows:
        desk.session.expire(one, ["position"])


def _number(row: DraftRow) -> str:
    return row.number or "–"
