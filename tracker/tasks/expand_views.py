"""The steering office names the agencies that answer for a collective lead, each for itself."""

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import or_, select

from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.tasks.access import load_lead
from tracker.tasks.blueprint import bp
from tracker.tasks.forms import ExpandForm
from tracker.tasks.models import Assignment, TaskAgency
from tracker.tasks.publishing import Moment, expand, members_on
from tracker.users.auth import current_user


@bp.route("/phan-ra/<int:part_id>", methods=["GET", "POST"], endpoint="expand")
@requires(Action.COLLECTIVE_EXPAND)
def expand_lead(part_id: int) -> ResponseReturnValue:
    part = load_lead(part_id, Action.COLLECTIVE_EXPAND)
    done, members, others = _agencies(part)
    form = ExpandForm(seen=_state(part), members=[agency.id for agency in members])
    form.offer([(agency.id, agency.name) for agency in (*members, *others)])
    status = 422 if form.is_submitted() else 200
    if form.is_submitted() and form.seen.data != _state(part):
        flash(_("Nhiệm vụ này vừa được phân rã. Hãy xem lại danh sách cơ quan."), "info")
        return redirect(url_for("tasks.show", task_id=part.task_id))
    if form.validate_on_submit():
        chosen = [agency for agency in (*members, *others) if agency.id in set(form.members.data or [])]
        try:
            made = expand(db.session, part, chosen, actor=current_user, moment=_moment())
            db.session.commit()
            flash(ngettext("Đã giao cho %(num)s cơ quan.", "Đã giao cho %(num)s cơ quan.", len(made)), "success")
            return redirect(url_for("tasks.show", task_id=part.task_id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    return render_template(
        "tasks/expand.html", form=form, part=part, done=done, members=members, others=others
    ), status


def _agencies(part: TaskAgency) -> tuple[Sequence[Agency], Sequence[Agency], Sequence[Agency]]:
    """Agencies that answer for the task already, the collective's other members, and all others that could."""
    day = clock.today()
    owing = select(Assignment.agency_id).where(Assignment.task_id == part.task_id)
    done = db.session.scalars(select(Agency).where(Agency.id.in_(owing)).order_by(Agency.folded)).all()
    known = {agency.id for agency in done}
    members = [agency for agency in members_on(db.session, part.agency_id, day) if agency.id not in known]
    known |= {agency.id for agency in members}
    others = db.session.scalars(
        select(Agency)
        .where(Agency.kind.not_in(sorted(NOBODY)), or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
        .order_by(Agency.folded, Agency.id)
    )
    return done, members, [agency for agency in others if agency.id not in known]


def _state(part: TaskAgency) -> str:
    return part.expanded_at.isoformat() if part.expanded_at else "chua"


def _moment() -> Moment:
    settings = current_app.extensions["settings"]
    return Moment(clock.now(), clock.today(), calendar(db.session), settings.due_counts)
