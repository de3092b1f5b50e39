"""The administrator's list of people: found, added, invited, given account sheets."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.audit.kinds import AuditKind
from tracker.db import db
from tracker.errors import DomainError
from tracker.notifications import accounts as account_mails
from tracker.permissions import Action, requires
from tracker.users import administration, people, tickets
from tracker.users.auditing import write_down
from tracker.users.auth import current_user
from tracker.users.blueprint import bp, local, settings, unkept
from tracker.users.credentials import TicketKind
from tracker.users.forms import PersonForm
from tracker.users.models import Role, User
from tracker.users.people import PeopleFilter
from tracker.users.words import ICONS, POSTS, ROLES, STATES

FIELDS = ("q", "co-quan", "vai-tro", "trang-thai")
MOST_AT_ONCE = 500


@bp.get("/quan-tri/nguoi-dung")
@requires(Action.USERS_MANAGE)
def people_list() -> ResponseReturnValue:
    now, day, wanted = clock.now(), clock.today(), read_filter(request.args)
    number = max(request.args.get("trang", 1, type=int), 1)
    found, total = people.listed(db.session, wanted, now, day, number)
    first = (number - 1) * people.PAGE_SIZE + 1
    return render_template(
        "users/people.html",
        people=found,
        total=total,
        first=first,
        number=number,
        pages=-(-total // people.PAGE_SIZE),
        kept={name: value for name, value in request.args.items() if name in FIELDS and value},
        counts=people.state_counts(db.session, now),
        agencies=[(one.id, one.name) for one in people.staffed_agencies(db.session, day)],
        state_of=lambda user: people.state_of(user, now),
        posts=POSTS,
        roles=ROLES,
        states=STATES,
        icons=ICONS,
        day=day,
    )


@bp.route("/quan-tri/nguoi-dung/them", methods=["GET", "POST"])
@requires(Action.USERS_MANAGE)
def add_person() -> ResponseReturnValue:
    form = PersonForm()
    if form.validate_on_submit():
        try:
            made = administration.add(
                db.session,
                name=form.name.data,
                email=form.email.data,
                role=Role(form.role.data),
                actor=current_user,
                now=clock.now(),
            )
            db.session.commit()
            flash(
                _("Đã thêm %(name)s. Hãy giao vị trí, rồi gửi thư mời hoặc in phiếu tài khoản.", name=made.name),
                "success",
            )
            return redirect(url_for("users.person", user_id=made.id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    page = render_template("users/person-edit.html", form=form, person=None)
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/quan-tri/nguoi-dung/moi")
@requires(Action.USERS_MANAGE)
def invite() -> ResponseReturnValue:
    """Invitations by mail; an older one of the same person opens nothing any more."""
    chosen = _chosen()
    for user in chosen:
        invite_one(user)
    db.session.commit()
    flash(_("Đã lập %(n)s thư mời, dùng được trong 7 ngày.", n=len(chosen)), "success")
    return redirect(_back())


def invite_one(user: User) -> None:
    now = clock.now()
    ticket = tickets.issue(
        db.session, user, TicketKind.INVITATION, settings().secret_key, made_by=current_user, now=now
    )
    account_mails.send(db.session, ticket, now)
    write_down(db.session, AuditKind.PERSON_INVITED, user, actor=current_user, now=now)


@bp.post("/quan-tri/nguoi-dung/phieu")
@requires(Action.USERS_MANAGE)
def sheets() -> ResponseReturnValue:
    """Account sheets to print, one page a person. The codes are shown this once."""
    now, chosen = clock.now(), _chosen()
    made = []
    for user in chosen:
        made.append((user, tickets.issue_code(db.session, user, made_by=current_user, now=now)))
        write_down(db.session, AuditKind.SHEETS_PRINTED, user, actor=current_user, now=now)
    db.session.commit()
    page = render_template(
        "users/sheets.html",
        sheets=made,
        address=settings().base_url,
        until=now + tickets.LASTS[TicketKind.SHEET],
        posts=POSTS,
        day=clock.day_of(now),
    )
    return unkept(make_response(page))


def read_filter(args: MultiDict[str, str]) -> PeopleFilter:
    """Values that make no sense are dropped, so that an old or mangled link still shows a list."""
    agency, role, state = args.get("co-quan", ""), args.get("vai-tro", ""), args.get("trang-thai", "")
    return PeopleFilter(
        words=args.get("q", "").strip()[:200],
        agency=int(agency) if agency.isascii() and agency.isdecimal() and len(agency) < 10 and int(agency) else None,
        role=Role(role) if role in set(Role) else None,
        state=state if state in STATES else "",
    )


def _chosen() -> Sequence[User]:
    ids = {int(one) for one in request.form.getlist("user") if one.isascii() and one.isdecimal() and len(one) < 10}
    if not ids:
        raise DomainError(_("Hãy đánh dấu ít nhất một người."))
    if len(ids) > MOST_AT_ONCE:
        raise DomainError(_("Mỗi lần nhiều nhất %(n)s người.", n=MOST_AT_ONCE))
    found = db.session.scalars(
        select(User).where(User.id.in_(ids), User.active.is_(True)).order_by(User.folded)
    ).all()
    if len(found) < len(ids):
        raise DomainError(_("Có người đã ngừng hoạt động: hãy bỏ đánh dấu hoặc kích hoạt lại trước."))
    return found


def _back() -> str:
    came_from = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
    return local(came_from) or url_for("users.people_list")
