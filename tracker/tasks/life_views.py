"""Whether work is an agency's: it takes it or hands it back, and the steering office answers."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from tracker import clock
from tracker.permissions import Action, requires
from tracker.tasks import life
from tracker.tasks.access import load_assignment
from tracker.tasks.acts_views import not_now, perform, press, shown
from tracker.tasks.blueprint import bp
from tracker.tasks.change_forms import HandBackForm, HoldForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.rules import Act
from tracker.users.auth import current_user

ACCEPTED = lazy_gettext("Đã ghi nhận cơ quan nhận việc.")
HANDED_BACK = lazy_gettext("Đã trả lại việc. Thời hạn vẫn được tính cho tới khi cơ quan thường trực quyết định.")
HELD_TO = lazy_gettext("Đã trả lời: giữ nguyên phân công.")


@bp.post("/viec/<int:assignment_id>/nhan-viec")
@requires(Action.TASK_ACCEPT)
def accept(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_ACCEPT)

    def do() -> None:
        life.accept(assignment, actor=current_user, now=clock.now())

    return press(assignment, EventKind.ACCEPTED, do, ACCEPTED)


@bp.route("/viec/<int:assignment_id>/tra-lai-viec", methods=["GET", "POST"])
@requires(Action.TASK_ACCEPT)
def hand_back(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_ACCEPT)
    form = HandBackForm(version=assignment.version)
    if back := not_now(assignment, Act.HAND_BACK, form):
        return back

    def do() -> None:
        life.hand_back(assignment, form.words, actor=current_user, now=clock.now())

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.HANDED_BACK, form.words, do, HANDED_BACK)
        if answer is not None:
            return answer
    return shown("tasks/hand-back.html", assignment, form)


@bp.route("/viec/<int:assignment_id>/giu-nguyen", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def hold_to(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_CHANGE)
    form = HoldForm(version=assignment.version)
    if back := not_now(assignment, Act.HOLD_TO, form):
        return back
    text = (form.text.data or "").strip()

    def do() -> None:
        life.hold_to(assignment, text, actor=current_user, now=clock.now())

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.HELD_TO, text, do, HELD_TO, url_for("dashboard.home"))
        if answer is not None:
            return answer
    return shown("tasks/hold-to.html", assignment, form)
