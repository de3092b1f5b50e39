"""The head of a paper under review: what a person lays down of its number, issuer and day. Never commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.imports.codes import SHORT
from tracker.imports.desk import Desk
from tracker.imports.home import PLACE_GUESSED
from tracker.imports.models import Draft
from tracker.imports.own_names import sight_of
from tracker.imports.queries import rows_of_plan
from tracker.imports.rereading import reread, reread_agencies
from tracker.imports.succession import link_bases
from tracker.plans.models import Plan
from tracker.sentences import kept

DATED = kept("Đọc lại thời hạn theo ngày ban hành %(day)s")
PLACED = kept("Đọc lại các cơ quan theo cấp trên của văn bản")
ENDED_BY = {"number_missing": "number", "issued_on_missing": "issued_on"}
"""Problems of the document that end when a field of its head is filled in."""


@dataclass(frozen=True)
class Head:
    number: str
    kind: str
    title: str
    issuer: str
    issued_on: date | None
    replaces: tuple[str, ...]
    above: str = ""
    """The kind of place that the plan belongs to: a province or a city."""


def place_above(session: Session, plan: Plan) -> str:
    """The kind of place by which the draft's agencies are read; nothing if that is not known."""
    draft = session.get(Draft, plan.id)
    return draft.places[-1] if draft and draft.places else ""


def lay_down(desk: Desk, head: Head, looked_at: Collection[int]) -> int:
    """Take over the head; `looked_at` are the places of the document's problems that somebody has seen to. Another
    day of issue changes what deadlines without a year mean, another place above which agencies are meant: how many
    rows it changed."""
    plan = desk.plan
    is_replaced = _put_above(desk, head.above)
    is_redated = plan.issued_on != head.issued_on
    plan.number, plan.kind = head.number.strip()[:SHORT], head.kind.strip()[:SHORT]
    plan.title, plan.issuer, plan.issued_on = head.title.strip(), head.issuer.strip(), head.issued_on
    replaces = [number.strip() for number in head.replaces if number.strip()]
    is_relinked, plan.replaces = replaces != plan.replaces, replaces
    plan.problems = [
        problem
        for place, problem in enumerate(plan.problems)
        if place not in looked_at
        and not getattr(plan, ENDED_BY.get(problem["code"], ""), None)
        and not (is_replaced and problem["code"] == PLACE_GUESSED)
    ]
    desk.session.flush()
    if is_relinked:
        link_bases(desk.session, plan)
    desk.sight = sight_of(desk.session, desk.plan)
    return (_read_again(desk) if is_redated else 0) + (_name_again(desk) if is_replaced else 0)


def _put_above(desk: Desk, place: str) -> bool:
    draft = desk.session.get(Draft, desk.plan.id)
    if draft is None or not place or place == place_above(desk.session, desk.plan):
        return False
    draft.places = [*draft.places[:-1], place]
    return True


def _name_again(desk: Desk) -> int:
    """Every agency by the new place; what somebody accepted or chose stays."""
    rows = rows_of_plan(desk.session, desk.plan)
    with desk.act(PLACED):
        desk.touch(*rows)
        return sum([reread_agencies(row, desk.sight) for row in rows])


def _read_again(desk: Desk) -> int:
    """Every deadline by the new day; what somebody accepted or chose stays."""
    day = f"{desk.plan.issued_on:%d/%m/%Y}" if desk.plan.issued_on else "–"
    changed = 0
    with desk.act(DATED % {"day": day}):
        for row in rows_of_plan(desk.session, desk.plan):
            if "deadline" not in row.read or "deadline" in row.marks:
                continue
            desk.touch(row)
            before = row.read["deadline"]
            reread(row, "deadline", desk.sight)
            changed += row.read["deadline"] != before
    return changed
