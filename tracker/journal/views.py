"""The audit page: everything that anybody did, for the administrator and the inspector."""

from collections.abc import Iterator

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.db import db
from tracker.journal import queries, words
from tracker.journal.filtering import SIGN_IN_WORDS, Filter
from tracker.journal.lines import Line, lines
from tracker.journal.queries import Place
from tracker.permissions import Action, requires
from tracker.tasks import choices
from tracker.tasks.filtering import Filter as TaskFilter
from tracker.users.auth import current_user

bp = Blueprint("journal", __name__, url_prefix="/nhat-ky-he-thong")
PORTION, MOST = 1000, 20_000
"""Lines of a file are read some at a time; more than this is no list that anybody reads."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
@requires(Action.AUDIT_VIEW)
def index() -> ResponseReturnValue:
    wanted = Filter.read(request.args)
    after, before = Place.read(request.args.get("sau", "")), Place.read(request.args.get("truoc", ""))
    page = queries.cut(db.session, wanted, after=after, before=before)
    if not page.places and (after or before):
        page = queries.cut(db.session, wanted)
    return render_template(
        "journal/index.html",
        page=page,
        lines=lines(db.session, page.places),
        wanted=wanted,
        offered=choices.choices(db.session, current_user, TaskFilter(), clock.today()),
        kinds=_kinds(),
        most=MOST,
    )


@bp.get("/tep.xlsx")
@requires(Action.AUDIT_VIEW)
def export() -> ResponseReturnValue:
    from tracker.journal.book import book_of  # openpyxl: slow to load and large, for this page alone

    answer = make_response(book_of(_all_lines(Filter.read(request.args))))
    answer.mimetype = XLSX
    name = f"nhat-ky-he-thong-{clock.today():%Y-%m-%d}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _all_lines(wanted: Filter) -> Iterator[Line]:
    """Every line of the filter, newest first, up to the most that a file holds."""
    here: Place | None = None
    for _portion in range(MOST // PORTION):
        page = queries.cut(db.session, wanted, after=here, size=PORTION)
        yield from lines(db.session, page.places)
        db.session.expunge_all()
        here = page.older
        if here is None:
            return


def _kinds() -> list[tuple[object, list[tuple[str, object]]]]:
    """What the filter offers, by the history that holds it."""
    return [
        (words.OF_TASKS, [(f"viec.{kind.value}", named) for kind, named in words.TASK_ACTS.items()]),
        (words.OF_THE_SYSTEM, [(f"he-thong.{kind.value}", named) for kind, named in words.SYSTEM_ACTS.items()]),
        (words.OF_SIGN_INS, [(f"dang-nhap.{SIGN_IN_WORDS[ok]}", named) for ok, named in words.SIGN_INS.items()]),
    ]
