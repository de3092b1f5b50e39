"""Agencies: the list with what each owes, and one agency with its people, members and tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, or_

from tracker import clock
from tracker.agencies import queries
from tracker.agencies.models import Agency
from tracker.agencies.words import kind_words
from tracker.db import db
from tracker.permissions import SEES_EVERYTHING, Action, Relation, Scope, can, relations, requires
from tracker.tasks import listing
from tracker.tasks.counts import Cells, by_agency, four_cells
from tracker.tasks.filtering import Filter
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import members_on
from tracker.tasks.queries import official, visible_to
from tracker.tasks.unattended import owing_without_people
from tracker.users.administration import may_unlock
from tracker.users.auth import current_user
from tracker.users.models import Role
from tracker.users.queries import posts_of
from tracker.users.substitutes import posts_to_hand_over

bp = Blueprint("agencies", __name__)
PAGE_SIZE = 100
ROWS_SHOWN = 10
_NOTHING = Cells()


@dataclass(frozen=True, slots=True)
class Line:
    agency: Agency
    cells: Cells
    members: int


@bp.get("/co-quan")
@requires(Action.AGENCY_VIEW)
def index() -> ResponseReturnValue:
    day, words = clock.today(), request.args.get("q", "").strip()[:200]
    cells = _cells()
    wanted = queries.found_by(words)
    empty = _sees_all() and request.args.get("thieu-nguoi") == "1"
    ended = _sees_all() and request.args.get("ket-thuc") == "1"
    wanted.append(Agency.valid_to < day if ended else or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
    whole = _sees_all() and (request.args.get("tat-ca") == "1" or bool(words))
    if empty:
        wanted.append(owing_without_people(day))
    elif not whole and not ended:
        own = () if _sees_all() else current_user.agency_ids(day)
        wanted.append(Agency.id.in_({*cells, *own}))
    members = queries.member_counts(db.session, day)
    found = queries.listed(db.session, wanted)
    lines = [Line(one, cells.get(one.id, _NOTHING), members.get(one.id, 0)) for one in found]
    if request.args.get("xep") == "qua-han":
        lines.sort(key=lambda line: -line.cells.overdue)
    pages = max(1, -(-len(lines) // PAGE_SIZE))
    number = min(max(request.args.get("trang", 1, type=int), 1), pages)
    return render_template(
        "agencies/index.html",
        lines=lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        total=len(lines),
        first=(number - 1) * PAGE_SIZE + 1 if lines else 0,
        number=number,
        pages=pages,
        words=words,
        whole=whole,
        empty_only=empty,
        ended=ended,
        may_manage=can(current_user, Action.AGENCIES_MANAGE),
        sees_all=_sees_all(),
        mine=current_user.agency_ids(day),
        order=request.args.get("xep", ""),
        kinds=kind_words(),
    )


@bp.get("/co-quan/<int:agency_id>")
@requires(Action.AGENCY_VIEW)
def show(agency_id: int) -> ResponseReturnValue:
    day, agency = clock.today(), _load(agency_id)
    of_agency = and_(Assignment.agency_id == agency.id, visible_to(current_user, day), official())
    query = listing.row_query([of_agency, Assignment.is_open()]).order_by(*listing.ORDER).limit(ROWS_SHOWN)
    cells = _cells() if agency.is_collective else {}
    members = members_on(db.session, agency.id, day) if agency.is_collective else []
    before = queries.predecessors(db.session, agency.id)
    return render_template(
        "agencies/show.html",
        agency=agency,
        kind=kind_words()[agency.kind],
        cells=four_cells(db.session, of_agency, day),
        rows=listing.rows_of(db.session.execute(query), current_user, day),
        open_filter=Filter(agency=agency.id, status="open"),
        collectives=queries.collectives_of(db.session, agency.id, day),
        members=[Line(one, cells.get(one.id, _NOTHING), 0) for one in members],
        posts=posts_of(db.session, agency.id, day) if _may_see_people(agency) else None,
        shows_addresses=_manages_people(),
        may_unlock=partial(may_unlock, current_user, day=day),
        may_arrange=partial(posts_to_hand_over, current_user, day=day),
        is_partial=not _may_see_people(agency),
        may_manage=can(current_user, Action.AGENCIES_MANAGE),
        may_approve=can(current_user, Action.TASK_APPROVE, Scope(lead=agency.id), day),
        predecessors=before,
        whole_line=_line_of([agency, *before]) if before else None,
    )


def _line_of(agencies: Sequence[Agency]) -> Cells:
    """The cells of an agency with those it took over from: the figures by the new structure."""
    day, ids = clock.today(), [one.id for one in agencies]
    return four_cells(db.session, and_(Assignment.agency_id.in_(ids), visible_to(current_user, day), official()), day)


def _load(agency_id: int) -> Agency:
    """An agency of which the person sees something; any other does not exist for him."""
    agency = queries.find(db.session, agency_id)
    if agency is None or not (_sees_all() or agency.id in current_user.agency_ids(clock.today()) or _owes(agency)):
        abort(404)
    return agency


def _owes(agency: Agency) -> bool:
    """Whether the person sees a task of the agency, or belongs to it as to a collective."""
    day = clock.today()
    if any(agency.id == one.id for mine in current_user.agency_ids(day) for one in _collectives(mine)):
        return True
    seen = and_(Assignment.agency_id == agency.id, visible_to(current_user, day))
    return four_cells(db.session, seen, day) != _NOTHING


def _collectives(agency_id: int) -> list[Agency]:
    return list(queries.collectives_of(db.session, agency_id, clock.today()))


def _cells() -> dict[int, Cells]:
    day = clock.today()
    return {one.id: one.cells for one in by_agency(db.session, and_(visible_to(current_user, day), official()), day)}


def _sees_all() -> bool:
    is_steering = Relation.STEERING in relations(current_user, None, clock.today())
    return current_user.role in SEES_EVERYTHING or is_steering


def _may_see_people(agency: Agency) -> bool:
    return _sees_all() or agency.id in current_user.agency_ids(clock.today())


def _manages_people() -> bool:
    is_steering = Relation.STEERING in relations(current_user, None, clock.today())
    return current_user.role is Role.ADMIN or is_steering
