"""The result report: written, kept as a draft, laid before the head where the agency asks for it, sent."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.errors import DomainError
from tracker.forms import ButtonForm
from tracker.permissions import Action, Scope, can, requires
from tracker.tasks import approval, downloads, service
from tracker.tasks.access import load_assignment
from tracker.tasks.acts_views import not_now, perform, press, shown, store, upload_limits
from tracker.tasks.blueprint import bp
from tracker.tasks.change_forms import SendBackForm
from tracker.tasks.conflicts import refuse, told_as_conflict
from tracker.tasks.draft_models import DraftFile, ReportDraft
from tracker.tasks.forms import DraftForm, ReportForm, StartForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Act
from tracker.tasks.service import Report
from tracker.users.auth import current_user

REPORTED = lazy_gettext("Đã gửi báo cáo hoàn thành. Cơ quan thường trực sẽ xác nhận hoặc trả lại.")
PREPARED = lazy_gettext("Đã trình thủ trưởng duyệt. Báo cáo chưa được gửi, thời hạn vẫn được tính.")
SAVED = lazy_gettext("Đã lưu bản nháp. Báo cáo chưa được gửi.")
SENT_BACK = lazy_gettext("Đã trả lại bản soạn.")


@bp.route("/viec/<int:assignment_id>/bao-cao", methods=["GET", "POST"])
@requires(Action.TASK_REPORT)
def report(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_REPORT)
    draft = service.draft_of(db.session, assignment)
    asks_head = service.must_ask_head(assignment, current_user, clock.today())
    is_draft = request.form.get("save") == "draft"
    form = (DraftForm if is_draft else ReportForm)(**_fresh(assignment, draft))
    form.offer(draft.files if draft else [])
    if back := not_now(assignment, Act.REPORT, form):
        return back
    if form.validate_on_submit():
        if is_draft:
            answer = _save(assignment, draft, form)
        elif asks_head:
            answer = _prepare(assignment, draft, form)
        else:
            answer = _send(assignment, draft, form)
        if answer is not None:
            return answer
        form.draft.data = str(draft.version if draft else 0)
    return shown("tasks/report.html", assignment, form, report_draft=draft, asks_head=asks_head, **upload_limits())


@bp.route("/viec/<int:assignment_id>/duyet-bao-cao", methods=["GET", "POST"])
@requires(Action.TASK_APPROVE)
def approve(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_APPROVE)
    draft = service.draft_of(db.session, assignment)

    def do() -> None:
        approval.approve(db.session, assignment, actor=current_user, now=clock.now(), day=clock.today())

    if request.method == "POST":
        note = draft.text if draft else assignment.submissions[0].text if assignment.submissions else ""
        return press(assignment, EventKind.SUBMITTED, do, REPORTED, note)
    return _to_approve(assignment, draft, SendBackForm(version=assignment.version))


@bp.post("/viec/<int:assignment_id>/tra-lai-ban-soan")
@requires(Action.TASK_APPROVE)
def send_back(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_APPROVE)
    form = SendBackForm()
    text = (form.text.data or "").strip()

    def do() -> None:
        approval.send_back(db.session, assignment, text, actor=current_user, now=clock.now())

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.SENT_BACK, text, do, SENT_BACK)
        if answer is not None:
            return answer
    return _to_approve(assignment, service.draft_of(db.session, assignment), form)


@bp.get("/ban-soan/<int:draft_file_id>")
@requires(Action.TASK_REPORT)
def draft_file(draft_file_id: int) -> ResponseReturnValue:
    found = db.session.get(DraftFile, draft_file_id)
    if found is None:
        abort(404)
    load_assignment(found.draft.assignment_id, Action.TASK_REPORT)
    return downloads.saved(found)


@bp.post("/co-quan/<int:agency_id>/duyet-bao-cao")
@requires(Action.TASK_APPROVE)
def ask_approval(agency_id: int) -> ResponseReturnValue:
    """The head says whether reports go through him."""
    agency = db.session.get(Agency, agency_id)
    if agency is None or not can(current_user, Action.TASK_VIEW, Scope(lead=agency_id), clock.today()):
        abort(404)
    if not can(current_user, Action.TASK_APPROVE, Scope(lead=agency_id), clock.today()):
        abort(403)
    if ButtonForm().validate_on_submit():
        wanted = request.form.get("needs_approval") == "1"
        approval.ask_head(db.session, agency, wanted, actor=current_user, now=clock.now())
        db.session.commit()
        if agency.needs_approval:
            flash(_("Từ nay báo cáo của cơ quan do thủ trưởng duyệt rồi mới gửi."), "success")
        else:
            flash(_("Từ nay đầu mối gửi báo cáo không qua bước duyệt."), "success")
    return redirect(url_for("agencies.show", agency_id=agency_id))


def _fresh(assignment: Assignment, draft: ReportDraft | None) -> dict[str, object]:
    """What the form begins with: the draft, if there is one."""
    if draft is None:
        return {"version": assignment.version, "draft": 0}
    return {
        "version": assignment.version,
        "draft": draft.version,
        "text": draft.text,
        "document_number": draft.document_number,
        "document_date": f"{draft.document_date:%d/%m/%Y}" if draft.document_date else "",
        "kept": [file.id for file in draft.files],
    }


def _written(draft: ReportDraft | None, form: ReportForm) -> Report:
    """What the form says, with the files of the draft that stay; new files go into the store now."""
    staying = [approval.stored(file) for file in draft.files if file.id in (form.kept.data or [])] if draft else []
    return Report(
        text=form.text.data or "",
        document_number=form.document_number.data or "",
        document_date=form.document_date.day,
        files=[*staying, *store(form.taken)],
    )


def _save(assignment: Assignment, draft: ReportDraft | None, form: ReportForm) -> ResponseReturnValue | None:
    """Keep it as a draft and stay with it. Nothing of it is in the history."""
    day, again = clock.today(), url_for("tasks.report", assignment_id=assignment.id)
    try:
        with told_as_conflict():
            written = _written(draft, form)
            approval.save_draft(
                db.session, assignment, written, actor=current_user, now=clock.now(), day=day, seen=form.seen_draft
            )
            db.session.commit()
    except DomainError as error:
        refuse(form, error, assignment)
        return None
    flash(str(SAVED), "success")
    return redirect(again)


def _prepare(assignment: Assignment, draft: ReportDraft | None, form: ReportForm) -> ResponseReturnValue | None:
    def do() -> None:
        approval.prepare(
            db.session,
            assignment,
            _written(draft, form),
            actor=current_user,
            now=clock.now(),
            day=clock.today(),
            seen=form.seen_draft,
        )

    return perform(assignment, form, EventKind.PREPARED, (form.text.data or "").strip(), do, PREPARED)


def _send(assignment: Assignment, draft: ReportDraft | None, form: ReportForm) -> ResponseReturnValue | None:
    def do() -> None:
        approval.check_draft(draft, form.seen_draft)
        written = _written(draft, form)
        service.report_done(db.session, assignment, written, actor=current_user, now=clock.now(), day=clock.today())

    return perform(assignment, form, EventKind.SUBMITTED, (form.text.data or "").strip(), do, REPORTED)


def _to_approve(assignment: Assignment, draft: ReportDraft | None, form: SendBackForm) -> ResponseReturnValue:
    if draft is None or assignment.prepared_at is None:
        flash(_("Không có báo cáo nào đang chờ thủ trưởng duyệt."), "info")
        return redirect(url_for("tasks.show", task_id=assignment.task_id))
    return shown("tasks/approve.html", assignment, form, report_draft=draft, approve_form=StartForm(formdata=None))
