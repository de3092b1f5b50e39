"""Everything that has the words of a search, as far as the person may see it: tasks, agencies, document numbers, what
was reported and decided, and the words of the files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from tracker.agencies.models import Agency
from tracker.agencies.queries import found_by
from tracker.agencies.rules import AgencyKind
from tracker.db import begins_word, position
from tracker.finding.models import FileText
from tracker.finding.rules import asked_words, excerpt, has_accents, number_key, says_exactly
from tracker.permissions import Relation, relations
from tracker.plans.models import Plan, PlanState
from tracker.tasks import search
from tracker.tasks.filtering import Filter
from tracker.tasks.kinds import EventKind
from tracker.tasks.listing import Row, page
from tracker.tasks.models import Assignment, Evidence, Submission, Task, TaskEvent
from tracker.tasks.queries import evidence_visible, standing, task_visible, visible
from tracker.text import sort_key
from tracker.users.models import User

SHOWN = 8
LOOKED_AT = 200
"""Files with the words that are looked at for those the person may read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found outside the list of tasks: where it is, what it is called, and the words around."""

    url_task: int
    code: str
    title: str
    words: str
    on: date | None = None
    file: Evidence | None = None


@dataclass(slots=True)
class Found:
    """`more_tasks`: there are more than are shown; the list of tasks has them all."""

    asked: str
    tasks: Sequence[Row] = ()
    more_tasks: bool = False
    agencies: Sequence[Agency] = ()
    plans: Sequence[Plan] = ()
    documents: Sequence[Hit] = ()
    history: Sequence[Hit] = ()
    files: Sequence[Hit] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.tasks or self.agencies or self.plans or self.documents or self.history or self.files)


def find(session: Session, user: User, asked: str, day: date) -> Found:
    """A fixed number of queries, whatever is found."""
    words = asked_words(asked)
    if not words:
        return Found(asked)
    rows = _tasks(session, user, asked, day)
    return Found(
        asked,
        rows[:SHOWN],
        len(rows) > SHOWN,
        _agencies(session, user, asked, day),
        _plans(session, user, asked, day),
        _documents(session, user, asked, day),
        _history(session, user, words, day),
        _files(session, user, words, day),
    )


def _tasks(session: Session, user: User, asked: str, day: date) -> list[Row]:
    """By the day they are due; those spelt as asked first where accents were typed. The list is asked also where
    nothing has the words: a hit that the person may not see takes as long as a miss."""
    wanted = Filter(q=asked)
    hits = search.look_up(session, wanted.words)
    rows = list(page(session, user, wanted, None, day, hits).rows)
    if has_accents(asked):
        rows.sort(key=lambda row: not says_exactly(f"{row.title} {row.lead}", asked))
    return rows


def _agencies(session: Session, user: User, asked: str, day: date) -> Sequence[Agency]:
    """Agencies by name, of those the person sees on the page of agencies."""
    at = standing(user, day)
    query = select(Agency).where(Agency.kind != AgencyKind.VAGUE, *found_by(asked))
    if not at.sees_everything and Relation.STEERING not in relations(user, None, day):
        seen = select(Assignment.agency_id).where(visible(at))
        query = query.where(or_(Agency.id.in_(sorted(at.mine)), Agency.id.in_(seen)))
    found = session.scalars(query.limit(LOOKED_AT)).all()
    exact = has_accents(asked)
    ordered = sorted(
        found,
        key=lambda one: (exact and not says_exactly(one.name, asked), one.valid_to is not None, sort_key(one.name)),
    )
    return ordered[:SHOWN]


def _plans(session: Session, user: User, asked: str, day: date) -> Sequence[Plan]:
    """Plans by their number, published or the person's own to prepare."""
    key = number_key(asked)
    if not any(character.isdigit() for character in key):
        return []
    own = Plan.steering_agency_id.in_(sorted(standing(user, day).steers))
    readable = or_(Plan.state != PlanState.DRAFT, own)
    query = select(Plan).where(position(_key_of(Plan.number), key) > 0, readable)
    return session.scalars(query.order_by(Plan.id.desc()).limit(SHOWN)).all()


def _documents(session: Session, user: User, asked: str, day: date) -> list[Hit]:
    """Reports by the number of the document that they hand in."""
    key = number_key(asked)
    if not any(character.isdigit() for character in key):
        return []
    query = (
        select(Submission)
        .join(Submission.assignment)
        .join(Assignment.task)
        .where(position(_key_of(Submission.document_number), key) > 0, evidence_visible(standing(user, day)))
        .options(contains_eager(Submission.assignment).contains_eager(Assignment.task))
        .order_by(Submission.id.desc())
        .limit(SHOWN)
    )
    return [
        Hit(
            one.assignment.task_id,
            one.assignment.task.code,
            one.assignment.task.title,
            one.document_number,
            one.reported_on,
        )
        for one in session.scalars(query)
    ]


def _key_of(number: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """`number_key` in SQL, for what document numbers are made of."""
    key: ColumnElement[str] = func.lower(number)
    for mark, instead in (("Đ", "d"), ("đ", "d"), ("Ư", "u"), ("ư", "u"), ("/", ""), ("-", ""), (".", ""), (" ", "")):
        key = func.replace(key, mark, instead)
    return key


def _history(session: Session, user: User, words: Sequence[str], day: date) -> list[Hit]:
    """What was reported, answered and decided, as far as its words are open to the person: the last of each task."""
    at = standing(user, day)
    whole = and_(TaskEvent.assignment_id.is_(None), task_visible(at))
    query = (
        select(TaskEvent, Task.code, Task.title)
        .join(Task, Task.id == TaskEvent.task_id)
        .outerjoin(TaskEvent.assignment)
        .where(
            TaskEvent.kind != EventKind.ASSIGNED,
            *(begins_word(TaskEvent.folded, word) for word in words),
            or_(whole, and_(TaskEvent.assignment_id.is_not(None), evidence_visible(at))),
        )
        .order_by(TaskEvent.id.desc())
        .limit(LOOKED_AT)
    )
    found: dict[int, Hit] = {}
    for event, code, title in session.execute(query):
        task_id = event.task_id or 0
        if task_id not in found and len(found) < SHOWN:
            found[task_id] = Hit(task_id, code, title, excerpt(event.note, words), event.at.date())
    return list(found.values())


def _files(session: Session, user: User, words: Sequence[str], day: date) -> list[Hit]:
    """Files of reports that have all the words, newest first, as far as the person may read them."""
    query: Select[Evidence, str] = (
        select(Evidence, FileText.plain)
        .join(FileText, FileText.sha256 == Evidence.sha256)
        .join(Evidence.submission)
        .join(Submission.assignment)
        .where(FileText.id.in_(_texts_with(session, words)), evidence_visible(standing(user, day)))
        .options(
            contains_eager(Evidence.submission)
            .contains_eager(Submission.assignment)
            .joinedload(Assignment.task, innerjoin=True)
        )
        .order_by(Evidence.id.desc())
        .limit(SHOWN)
    )
    found = []
    for file, plain in session.execute(query):
        task = file.submission.assignment.task
        said = excerpt(plain, words)
        found.append(Hit(task.id, task.code, task.title, said, file.submission.reported_on, file))
    return found


def _texts_with(session: Session, words: Sequence[str]) -> Select[int]:
    """Numbers of the texts that have every word; the last one may be only begun."""
    terms = [word for word in ("".join(c if c.isalnum() else " " for c in word).strip() for word in words) if word]
    parts = [part for term in terms for part in term.split()]
    if session.get_bind().dialect.name == "postgresql":
        asked = " & ".join([*parts[:-1], f"{parts[-1]}:*"]) if parts else "''"
        has = text("to_tsvector('simple', folded) @@ to_tsquery('simple', :asked)").bindparams(asked=asked)
        return select(FileText.id).where(has).order_by(FileText.id.desc()).limit(LOOKED_AT)
    asked = " ".join([*(f'"{part}"' for part in parts[:-1]), f'"{parts[-1]}"*']) if parts else '""'
    rows = text("file_text_index")
    match = text("file_text_index MATCH :asked").bindparams(asked=asked)
    return (
        select(literal_column("rowid")).select_from(rows).where(match).order_by(text("rowid DESC")).limit(LOOKED_AT)
    )
