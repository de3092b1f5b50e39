"""Talk on a task, its files, and the tasks one follows."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.forms import ButtonForm
from tracker.permissions import Action, requires
from tracker.storage import FileStore
from tracker.talk import comments, queries
from tracker.talk.access import load_comment, load_task_to_talk
from tracker.talk.blueprint import bp
from tracker.talk.comments import Words
from tracker.talk.forms import CommentForm
from tracker.talk.panels import offer
from tracker.tasks import uploads
from tracker.tasks.access import load_task
from tracker.tasks.downloads import saved
from tracker.tasks.filtering import read_number
from tracker.tasks.keyset import read_cursor
from tracker.tasks.listing import CURSOR
from tracker.users.auth import current_user


@bp.get("/nhiem-vu/<int:task_id>/trao-doi/cu-hon")
@requires(Action.TASK_VIEW)
def older(task_id: int) -> ResponseReturnValue:
    """The talk from before the lines that the task page shows."""
    task = load_task(task_id)
    before = read_number(request.args.get("truoc", ""))
    found = queries.comments(db.session, current_user, task, clock.today(), before)
    return render_template(
        "talk/older.html", task=task, found=found[: queries.SHOWN], more=len(found) > queries.SHOWN
    )


@bp.route("/nhiem-vu/<int:task_id>/trao-doi", methods=["GET", "POST"])
@requires(Action.TASK_COMMENT)
def say(task_id: int) -> ResponseReturnValue:
    """The whole form, with names to mention and files; the task page has its short form."""
    task, speaks_for, whole = load_task_to_talk(task_id)
    form, day = CommentForm(), clock.today()
    offer(db.session, form, task, speaks_for, whole, day)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        store = FileStore(current_app.extensions["settings"].data / "files")
        try:
            words = Words(
                form.text.data or "",
                form.name,
                form.agency_id,
                form.mentions.data or (),
                uploads.store(form.taken, store),
            )
            said = comments.say(db.session, task, words, actor=current_user, now=clock.now(), day=day)
            db.session.commit()
            flash(_("Đã gửi nội dung trao đổi."), "success")
            return redirect(url_for("tasks.show", task_id=task.id, _anchor=f"trao-doi-{said.id}"))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    settings = current_app.extensions["settings"]
    page = render_template(
        "talk/say.html", form=form, task=task, accept=uploads.ACCEPT, max_mb=settings.max_upload_mb
    )
    return page, status


@bp.post("/trao-doi/<int:comment_id>/thu-hoi")
@requires(Action.TASK_COMMENT)
def withdraw(comment_id: int) -> ResponseReturnValue:
    comment = load_comment(comment_id)
    if comment.user_id != current_user.id:
        abort(403)
    comments.withdraw(comment, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Đã thu hồi nội dung trao đổi."), "success")
    return redirect(url_for("tasks.show", task_id=comment.task_id, _anchor="trao-doi"))


@bp.get("/tep-trao-doi/<int:talk_file_id>")
@requires(Action.TASK_VIEW)
def file(talk_file_id: int) -> ResponseReturnValue:
    found = queries.find_file(db.session, current_user, talk_file_id, clock.today())
    if found is None:
        abort(404)
    return saved(found)


@bp.get("/dang-theo-doi")
@requires(Action.TASK_VIEW)
def followed() -> ResponseReturnValue:
    page = queries.followed(db.session, current_user, clock.today(), read_cursor(request.args, CURSOR))
    return render_template("talk/followed.html", page=page)


@bp.post("/nhiem-vu/<int:task_id>/theo-doi")
@requires(Action.TASK_VIEW)
def follow(task_id: int) -> ResponseReturnValue:
    task = load_task(task_id)
    if ButtonForm().validate_on_submit():
        if request.form.get("bo") == "1":
            comments.unfollow(db.session, task, actor=current_user)
            flash(_("Đã bỏ theo dõi nhiệm vụ."), "success")
        else:
            comments.follow(db.session, task, actor=current_user, now=clock.now())
            flash(_("Đã theo dõi: nhiệm vụ có trong danh sách “Đang theo dõi”."), "success")
        db.session.commit()
    return redirect(url_for("tasks.show", task_id=task.id))
