"""People from an Excel table: the sample, the preview, and the saving of what was looked at."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from tracker import clock, sheets
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.users import importing
from tracker.users.auth import current_user
from tracker.users.blueprint import bp, settings
from tracker.users.forms import PeopleFileForm, SaveForm
from tracker.users.people_views import invite_one
from tracker.users.words import POSTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.route("/quan-tri/nguoi-dung/nhap-tep", methods=["GET", "POST"])
@requires(Action.USERS_MANAGE)
def import_people() -> ResponseReturnValue:
    form = PeopleFileForm()
    if form.validate_on_submit():
        try:
            found = importing.preview(db.session, form.file.data.read(), clock.today())
            signed = "" if found.problems else _signer().dumps(found.plain())
            page = render_template(
                "users/import-preview.html",
                form=SaveForm(formdata=None, rows=signed),
                preview=found,
                again=PeopleFileForm(formdata=None),
                posts={post.value: words for post, words in POSTS.items()},
            )
            return page, 422 if found.problems else 200
        except DomainError as error:
            form.form_errors.append(str(error))
    page = render_template("users/import.html", form=form, columns=importing.COLUMNS)
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/quan-tri/nguoi-dung/nhap-tep/luu")
@requires(Action.USERS_MANAGE)
def save_people() -> ResponseReturnValue:
    form = SaveForm()
    try:
        rows = _signer().loads(form.rows.data or "")
    except BadData as error:
        raise DomainError(_("Bản xem trước không còn đúng: hãy tải tệp lên lại.")) from error
    if form.validate_on_submit():
        added = importing.save(db.session, rows, actor=current_user, now=clock.now())
        for user in added if form.invites.data else ():
            invite_one(user)
        db.session.commit()
        flash(_("Đã lưu %(rows)s vị trí, thêm %(n)s người.", rows=len(rows), n=len(added)), "success")
    return redirect(f"{url_for('users.people_list')}?trang-thai=waiting")


@bp.get("/quan-tri/nguoi-dung/nhap-tep/mau.xlsx")
@requires(Action.USERS_MANAGE)
def people_sample() -> ResponseReturnValue:
    name = "mau-nguoi-dung.xlsx"
    data = sheets.sample(_("Mẫu"), importing.COLUMNS, importing.EXAMPLES)
    return Response(data, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _signer() -> URLSafeSerializer:
    """For this administrator only, and compressed: what was looked at is what is saved."""
    return URLSafeSerializer(settings().secret_key, salt=f"people:{current_user.id}")
