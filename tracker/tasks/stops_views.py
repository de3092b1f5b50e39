"""What the steering office changes in an assignment by a paper: each change has a page that says what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.agencies import queries as agencies
from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.tasks import listing, offers, stops
from tracker.tasks.access import load_assignment
from tracker.tasks.acts_views import not_now, perform, shown
from tracker.tasks.blueprint import bp
from tracker.tasks.change_forms import ChangeForm, TransferForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Act
from tracker.tasks.stops import Paper
from tracker.users.auth import current_user


@dataclass(frozen=True)
class Change:
    """One kind of change: what the page says, and what is said when it is done."""

    act: Act
    kind: EventKind
    title: str
    effect: str
    button: str
    icon: str
    done: str


@bp.get("/viec/<int:assignment_id>/thay-doi")
@requires(Action.TASK_CHANGE)
def changes(assignment_id: int) -> ResponseReturnValue:
    """What can be changed in one of many assignments of a task."""
    assignment = load_assignment(assignment_id, Action.TASK_CHANGE)
    found = db.session.execute(listing.row_query([Assignment.id == assignment.id]))
    (row,) = listing.rows_of(found, current_user, clock.today())
    return render_template("tasks/changes.html", assignment=assignment, found=offers.as_steering(row))


@bp.route("/viec/<int:assignment_id>/tam-hoan", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def suspend(assignment_id: int) -> ResponseReturnValue:
    change = Change(
        Act.SUSPEND,
        EventKind.SUSPENDED,
        _("Tạm hoãn"),
        _("Việc này ra khỏi thống kê và không còn thư nhắc cho tới khi được tiếp tục. Thời hạn giữ nguyên."),
        _("Tạm hoãn việc này"),
        "player-pause",
        _("Đã tạm hoãn."),
    )

    def do(assignment: Assignment, paper: Paper) -> None:
        stops.suspend(assignment, paper, actor=current_user, now=clock.now())

    return _page(assignment_id, change, do)


@bp.route("/viec/<int:assignment_id>/tiep-tuc", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def resume(assignment_id: int) -> ResponseReturnValue:
    change = Change(
        Act.RESUME,
        EventKind.RESUMED,
        _("Tiếp tục thực hiện"),
        _("Việc này trở lại trạng thái trước khi tạm hoãn, theo thời hạn cũ; điều chỉnh thời hạn là việc riêng."),
        _("Cho tiếp tục thực hiện"),
        "player-play",
        _("Đã cho tiếp tục thực hiện."),
    )

    def do(assignment: Assignment, paper: Paper) -> None:
        stops.resume(assignment, paper, actor=current_user, now=clock.now())

    return _page(assignment_id, change, do)


@bp.route("/viec/<int:assignment_id>/rut", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def withdraw(assignment_id: int) -> ResponseReturnValue:
    change = Change(
        Act.WITHDRAW,
        EventKind.WITHDRAWN,
        _("Rút nhiệm vụ"),
        _("Cơ quan không còn phải thực hiện việc này. Báo cáo, minh chứng và lịch sử được giữ lại."),
        _("Rút việc này"),
        "ban",
        _("Đã rút."),
    )

    def do(assignment: Assignment, paper: Paper) -> None:
        stops.withdraw(assignment, paper, actor=current_user, now=clock.now())

    return _page(assignment_id, change, do)


@bp.route("/viec/<int:assignment_id>/mo-lai", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def reopen(assignment_id: int) -> ResponseReturnValue:
    change = Change(
        Act.REOPEN,
        EventKind.REOPENED,
        _("Mở lại"),
        _("Cơ quan lại phải thực hiện và báo cáo lần tiếp theo, theo thời hạn cũ. Báo cáo cũ được giữ lại."),
        _("Mở lại việc này"),
        "lock-open",
        _("Đã mở lại."),
    )

    def do(assignment: Assignment, paper: Paper) -> None:
        stops.reopen(db.session, assignment, paper, actor=current_user, now=clock.now())

    return _page(assignment_id, change, do)


@bp.route("/viec/<int:assignment_id>/chuyen", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def transfer(assignment_id: int) -> ResponseReturnValue:
    change = Change(
        Act.TRANSFER,
        EventKind.TRANSFERRED,
        _("Chuyển cơ quan khác"),
        _("Cơ quan nhận chủ trì việc này theo đúng thời hạn cũ. Phần việc của cơ quan cũ được rút, lịch sử giữ lại."),
        _("Chuyển việc này"),
        "arrow-forward-up",
        _("Đã chuyển."),
    )
    form = TransferForm()
    may_owe = [Agency.kind.not_in(sorted(NOBODY)), Agency.valid_to.is_(None) | (Agency.valid_to >= clock.today())]
    form.offer([(one.id, one.name) for one in agencies.listed(db.session, may_owe)])

    def do(assignment: Assignment, paper: Paper) -> None:
        to = db.session.get(Agency, form.agency.data)
        if to is None:
            raise DomainError(_("Hãy chọn cơ quan nhận nhiệm vụ."))
        stops.transfer(db.session, assignment, to, paper, actor=current_user, now=clock.now())

    return _page(assignment_id, change, do, form)


def _page(
    assignment_id: int,
    change: Change,
    do: Callable[[Assignment, Paper], object],
    form: ChangeForm | None = None,
) -> ResponseReturnValue:
    assignment, form = load_assignment(assignment_id, Action.TASK_CHANGE), form or ChangeForm()
    if not form.is_submitted():
        form.version.data = str(assignment.version)
    if back := not_now(assignment, change.act, form):
        return back
    paper = Paper(form.number.data or "", form.signed_on.day, form.reason.data or "")
    if form.validate_on_submit():
        answer = perform(
            assignment, form, change.kind, paper.reason.strip(), lambda: do(assignment, paper), change.done
        )
        if answer is not None:
            return answer
    return shown("tasks/change.html", assignment, form, change=change)
