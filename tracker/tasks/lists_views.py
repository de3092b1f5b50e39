"""Lists of tasks: all, overdue, and those that no list of assignments can show."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, null, select

from tracker import clock
from tracker.db import db, read
from tracker.permissions import Action, can, requires
from tracker.tasks import choices, further, listing, loose, overdue, search
from tracker.tasks.blueprint import bp
from tracker.tasks.filtering import Filter
from tracker.tasks.keyset import PAGE_SIZE, Page, read_cursor
from tracker.tasks.listing import Row
from tracker.tasks.loose import Loose
from tracker.tasks.queries import Standing, standing
from tracker.tasks.search import Hits, Shape
from tracker.users.auth import current_user
from tracker.worklists import queries as worklists

MANY = {
    "xac-nhan": Action.TASK_DECIDE,
    "don-doc": Action.TASK_URGE,
    "doi-han": Action.TASK_CHANGE,
    "nhan-viec": Action.TASK_ACCEPT,
}
OF_OVERDUE = {"don-doc", "doi-han"}


@bp.get("/nhiem-vu")
@requires(Action.TASK_VIEW)
def index() -> ResponseReturnValue:
    day, wanted = clock.today(), Filter.read(request.args)
    hits = search.look_up(db.session, wanted.words) if wanted.words else None
    page = _page(wanted, hits)
    counted = _counts(page, wanted, hits)
    offered = choices.choices(db.session, current_user, wanted, day)
    states, times = choices.state_words(), choices.time_words()
    setup = worklists.setup(db.session, current_user, "tasks.index", day)
    chosen = [name for name in setup.columns if name in further.FURTHER]
    return render_template(
        "tasks/index.html",
        page=page,
        setup=setup,
        offers=_offers(),
        query=urlencode(wanted.args()),
        further=[(name, column.words) for name, column in further.FURTHER.items()],
        headings=[further.FURTHER[name].words for name in chosen],
        values=further.values(db.session, [row.id for row in page.rows], chosen),
        wanted=wanted,
        total=len(page.rows) if counted.total is None else counted.total,
        offered=offered,
        chips=choices.chips(db.session, current_user, wanted, offered, {**states, **times}, day),
        states=states,
        times=times,
        unassigned=counted.unassigned or 0,
        children=counted.children or 0,
    )


def _offers() -> list[str]:
    """What the person may do with many rows at once, as the bar of the list names it; the preview says with which."""
    return [name for name, action in MANY.items() if can(current_user, action)]


def _page(wanted: Filter, hits: Hits | None) -> Page[Row]:
    """The page of the address; the first one where its cursor leads nowhere (any more). Asked also where nothing has
    the words: whoever counts the time must not learn that something has them that he may not see."""
    day, cursor = clock.today(), read_cursor(request.args, listing.CURSOR)
    page = listing.page(db.session, current_user, wanted, cursor, day, hits)
    return page if page.rows or not cursor else listing.page(db.session, current_user, wanted, None, day, hits)


class Counts(NamedTuple):
    """All rows of a filter; the tasks of the same words, plan and group without an assignment; and the sub-tasks that
    the filter leaves out. None where there is nothing to count."""

    total: int | None
    unassigned: int | None
    children: int | None


def _counts(page: Page[Row], wanted: Filter, hits: Hits | None) -> Counts:
    """In one query."""
    asked = bool(page.next or page.previous), _may_name_unassigned(wanted, hits), not wanted.shows_children
    day = clock.today()
    query = _counts_query(standing(current_user, day), wanted.without(q=""), day, hits and hits.shape, asked)
    return Counts(*read(db.session, query, hits.binds if hits else {}).one())


@lru_cache(maxsize=128)
def _counts_query(
    at: Standing, wanted: Filter, day: date, sought: Shape | None, asked: tuple[bool, bool, bool]
) -> Select[int | None, int | None, int | None]:
    total, unassigned, children = asked
    return select(
        listing.counted(at, wanted, day, sought) if total else null(),
        loose.counted(at, Loose.UNASSIGNED, wanted, sought) if unassigned else null(),
        listing.children_left_out(at, wanted, day, sought) if children else null(),
    )


def _may_name_unassigned(wanted: Filter, hits: Hits | None) -> bool:
    """For those who watch; other filters speak of assignments only, and a search with very many hits is no search for
    one task."""
    same = Filter(q=wanted.q, plan=wanted.plan, group=wanted.group)
    is_vague = hits is not None and hits.are_many
    return wanted == same and not is_vague and can(current_user, Action.OVERDUE_VIEW)


@bp.get("/nhiem-vu/chua-phan-ra")
@requires(Action.OVERDUE_VIEW)
def unassigned() -> ResponseReturnValue:
    return _loose(Loose.UNASSIGNED)


@bp.get("/nhiem-vu/con-van-de")
@requires(Action.OVERDUE_VIEW)
def problems() -> ResponseReturnValue:
    return _loose(Loose.PROBLEMS)


def _loose(kind: Loose) -> ResponseReturnValue:
    day, wanted = clock.today(), Filter.read(request.args)
    wanted = Filter(q=wanted.q, plan=wanted.plan, group=wanted.group)
    return render_template(
        "tasks/loose.html",
        kind=kind,
        page=loose.page(db.session, current_user, kind, wanted, read_cursor(request.args, loose.CURSOR), day),
        totals={one: loose.count(db.session, current_user, one, wanted, day) for one in Loose},
        wanted=wanted,
        may_expand=can(current_user, Action.COLLECTIVE_EXPAND),
    )


@bp.get("/qua-han", endpoint="overdue")
@requires(Action.OVERDUE_VIEW)
def overdue_list() -> ResponseReturnValue:
    day, wanted = clock.today(), Filter.read(request.args)
    behind = overdue.agencies_behind(db.session, current_user, day, wanted.plan)
    chosen = [agency for agency in behind if wanted.agency in (None, agency.id)]
    whole = request.args.get("ban-in") == "1"
    cursor = None if whole else read_cursor(request.args, overdue.CURSOR)
    size = overdue.PRINTED_SIZE if whole else PAGE_SIZE
    return render_template(
        "tasks/overdue.html",
        page=overdue.page(db.session, current_user, day, wanted.plan, chosen, cursor, size),
        behind=behind,
        chosen=chosen,
        counts_of={agency.id: agency.count for agency in chosen},
        agency_url=listing.url_of("tasks.overdue", "co-quan", **Filter(plan=wanted.plan).args()),
        wanted=Filter(plan=wanted.plan, agency=wanted.agency),
        offers=[name for name in _offers() if name in OF_OVERDUE],
        query=urlencode(Filter(time="overdue", plan=wanted.plan, agency=wanted.agency).args()),
        plans=overdue.plans_with_any(db.session, current_user, day),
        cells=overdue.cells(db.session, current_user, day, wanted.plan),
        held=overdue.held(db.session, current_user, day, wanted.plan),
        whole=whole,
    )
