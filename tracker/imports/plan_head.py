"""The head of a paper under review: what a person lays down of its number, issuer and day. Never commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tracker.imports.codes import SHORT
from tracker.imports.desk import Desk
from tracker.imports.own_names import sight_of
from tracker.imports.queries import rows_of_plan
from tracker.imports.rereading import reread
from tracker.imports.succession import link_bases
from tracker.sentences import kept

DATED = kept("Đọc lại thời hạn theo ngày ban hành %(day)s")
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


def lay_down(desk: Desk, head: Head, looked_at: Collection[int]) -> int:
    """Take over the head; `looked_at` are the places of the document's problems that somebody has seen to. Another
    day of issue changes what deadlines without a year mean: how many rows it changed."""
    plan = desk.plan
    is_redated = plan.issued_on != head.issued_on
    plan.number, plan.kind = head.number.strip()[:SHORT], head.kind.strip()[:SHORT]
    plan.title, plan.issuer, plan.issued_on = head.title.strip(), head.issuer.strip(), head.issued_on
    replaces = [number.strip() for number in head.replaces if number.strip()]
    is_relinked, plan.replaces = replaces != plan.replaces, replaces
    plan.problems = [
        problem
        for place, problem in enumerate(plan.problems)
        if place not in looked_at and not getattr(plan, ENDED_BY.get(problem["code"], ""), None)
    ]
    desk.session.flush()
    if is_relinked:
        link_bases(desk.session, plan)
    return _read_again(desk) if is_redated else 0


def _read_again(desk: Desk) -> int:
    """Every deadline by the new day; what somebody accepted or chose stays."""
    desk.sight = sight_of(desk.session, desk.plan)
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
