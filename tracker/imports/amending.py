"""A plan that changes some rows of another one, which stays in force: only what it names is touched. Never
commits."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tracker.agencies.names import Register
from tracker.imports.agency_book import AgencyBook
from tracker.imports.carrying import Carrying, running_tasks
from tracker.imports.comparing import WORDS
from tracker.imports.laying_out import (
    AgencyOf,
    indicator_of,
    lay_out,
    matches_of,
    replace_agencies,
    task_agencies,
    task_columns,
)
from tracker.imports.models import DraftRow
from tracker.imports.versions import Comparison
from tracker.indicators.models import Indicator
from tracker.plans.models import PlanBase
from tracker.tasks import publishing
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Assignment, Task
from tracker.text import searchable

PARTS = {"lead": AgencyPart.LEAD, "coordinating": AgencyPart.COORDINATING}


def amend(
    at: Carrying, links: Sequence[PlanBase], rows: Sequence[DraftRow], found: Comparison, register: Register
) -> list[Assignment]:
    """Rows that continue one of the other plan change it where it stands, in the columns they fill in; what is new
    joins the plan, the first of several."""
    session = at.session
    continued = {pair.new.key: pair.old.key for pair in found.pairs if pair.new and pair.old}
    tasks = running_tasks(session, [key for key in continued.values() if key > 0])
    at.keep_places(tasks.values())
    book = AgencyBook(session, register, matches_of(rows))
    changed: list[Task] = []
    for row in rows:
        key = continued.get(row.id, 0)
        if key > 0:
            with session.no_autoflush:
                change_task(tasks[key], row, at.plan.number, book.agency)
            changed.append(tasks[key])
        elif key < 0:
            change_indicator(session.get_one(Indicator, -key), row, at.plan.number, book.agency)
    session.flush()
    added = lay_out(session, links[0].base, [row for row in rows if row.id not in continued], register)
    given: dict[int, list[Assignment]] = {task.id: at.settle(task) for task in changed}
    given |= {task.id: _given(at, task) for task in added}
    for link in links:
        link.is_carried = True
    return publishing.publish(session, at.plan, actor=at.actor, moment=at.moment, running=given)


def change_task(task: Task, row: DraftRow, document_number: str, agency_of: AgencyOf) -> None:
    """The columns that the row fills in; its place, number and everything else stay."""
    columns = task_columns(row, task.code, document_number)
    said = [name for name in WORDS if row.cells.get(name, "").strip()]
    for name in said:
        setattr(task, WORDS[name], columns[WORDS[name]])
    if "deadline" in said:
        task.deadline, task.deadline_kind = columns["deadline"], columns["deadline_kind"]
    task.search_text = searchable(columns["search_text"], task.search_text)
    parts = {PARTS[name] for name in said if name in PARTS}
    wanted = [part for part in task_agencies(row, agency_of) if part.part in parts]
    replace_agencies(task, wanted, parts)


def change_indicator(indicator: Indicator, row: DraftRow, document_number: str, agency_of: AgencyOf) -> None:
    """Words that the row fills in, and the targets of the years that it names."""
    said = indicator_of(row, indicator.code, document_number, agency_of)
    for name in ("title", "unit", "lead_text"):
        setattr(indicator, name, getattr(said, name) or getattr(indicator, name))
    indicator.search_text = searchable(said.search_text, indicator.search_text)
    there = {target.year: target for target in indicator.targets}
    for target in list(said.targets):
        before = there.get(target.year)
        if before is None:
            indicator.targets.append(target)
            continue
        for name in ("raw", "comparator", "minimum", "maximum", "unit"):
            setattr(before, name, getattr(target, name))
    if said.lead_text:
        _change_trackers(indicator, said)


def _change_trackers(indicator: Indicator, said: Indicator) -> None:
    session = Session.object_session(indicator)
    wanted, there = ({one.agency_id or one.agency.id: one for one in side.agencies} for side in (said, indicator))
    for id_, tracker in there.items():
        if id_ not in wanted:
            indicator.agencies.remove(tracker)
            if session is not None:
                session.delete(tracker)
    indicator.agencies += [tracker for id_, tracker in wanted.items() if id_ not in there]


def _given(at: Carrying, task: Task) -> list[Assignment]:
    made = publishing.give(at.session, task, at.moment)
    at.session.flush()
    publishing.record_given(at.session, made, at.actor, at.moment)
    return made
