"""Asking for another day, taking it back, deciding, and moving a day without a request. Never commits; checks first,
changes last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.audit.chain import take_turn
from tracker.errors import ConflictError, DomainError
from tracker.extensions import family, rules, signals, words
from tracker.extensions.models import Extension, ExtensionFile
from tracker.extensions.rules import Answer, Bar, Reason, State
from tracker.tasks import own, stops
from tracker.tasks.acting import by
from tracker.tasks.due import DueDays, due_days
from tracker.tasks.files import StoredFile
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import Moment
from tracker.tasks.service import record
from tracker.users.models import User


@dataclass(frozen=True)
class Paper:
    """The document that an act rests on."""

    number: str = ""
    day: date | None = None

    @property
    def after(self) -> dict[str, str | None]:
        """As the history keeps it."""
        return {"number": self.number, "signed_on": _iso(self.day)} if self.number else {}


@dataclass(frozen=True)
class Asking:
    """What an agency asks for, and why."""

    due: date
    reason: Reason
    text: str
    paper: Paper = Paper()

    @property
    def note(self) -> str:
        """The words of the record."""
        reason = "" if self.reason is Reason.OTHER else f"{words.REASONS[self.reason]}. "
        return reason + self.text


@dataclass(frozen=True)
class Ruling:
    """A decision. `due`: the day where it is another one than was asked for. `is_accepted`: what a warning says was
    read and is wanted all the same."""

    answer: Answer
    due: date | None = None
    text: str = ""
    paper: Paper = Paper()
    is_objective: bool = False
    is_accepted: bool = False

    @property
    def kind(self) -> EventKind:
        return EventKind.EXTENSION_REFUSED if self.answer is Answer.REFUSED else EventKind.EXTENSION_GRANTED

    def day_for(self, extension: Extension) -> date | None:
        """The nominal day it grants; none where it refuses."""
        if self.answer is Answer.REFUSED:
            return None
        return extension.asked_due if self.answer is Answer.GRANTED else self.due


@dataclass(frozen=True)
class Move:
    """Another day that the steering office sets without a request."""

    due: date
    paper: stops.Paper
    is_accepted: bool = False


def check_asking(assignment: Assignment, asking: Asking, moment: Moment) -> DueDays:
    """The days that are asked for; refuses what cannot be asked now."""
    bar = rules.bar_to_asking(assignment.status, assignment.due_on, assignment.extension_asked_on is not None)
    if bar:
        raise DomainError(why_not(bar))
    if not asking.text.strip():
        raise DomainError(_("Hãy ghi lý do cụ thể và phần việc còn lại để cơ quan thường trực xem xét."))
    if asking.paper.day and asking.paper.day > moment.day:
        raise DomainError(_("Ngày văn bản không được sau hôm nay."))
    if asking.due < moment.day:
        raise DomainError(_("Ngày xin gia hạn đã qua: hãy chọn ngày từ hôm nay trở đi."))
    return _later(assignment, asking.due, moment)


def ask(
    session: Session,
    assignment: Assignment,
    asking: Asking,
    *,
    files: Iterable[StoredFile] = (),
    actor: User,
    moment: Moment,
) -> Extension:
    """The agency's request. The clock of the assignment goes on."""
    days = check_asking(assignment, asking, moment)
    assert assignment.due_on is not None  # checked
    extension = Extension(
        assignment=assignment,
        number=assignment.times_extended + 1,
        due_on=assignment.due_on,
        asked_due=asking.due,
        reason=asking.reason,
        text=asking.text,
        document_number=asking.paper.number,
        document_date=asking.paper.day,
        is_late=rules.is_asked_late(assignment.due_on, moment.day, moment.calendar),
        asked_at=moment.now,
        asked_by_id=actor.id,
        asked_for_id=by(actor, {assignment.agency_id}, moment.now)["on_behalf_of_id"],
        answer="",
        files=[
            ExtensionFile(filename=f.filename, media_type=f.media_type, size=f.size, sha256=f.sha256) for f in files
        ],
    )
    assignment.extension_asked_on = moment.day
    assignment.times_asked += 1
    _say(assignment, words.ASKED % {"day": words.written(asking.due)}, moment.now)
    session.add(extension)
    session.flush()
    after = {
        "extension": extension.id,
        "from": _iso(assignment.due_on),
        "to": _iso(days.counts),
        "late": extension.is_late,
        "files": [file.sha256 for file in extension.files],
        **asking.paper.after,
    }
    record(assignment, EventKind.EXTENSION_ASKED, actor=actor, now=moment.now, after=after, note=asking.note)
    return extension


def cancel(extension: Extension, *, actor: User | None, now: datetime, note: str = "") -> None:
    """The agency takes its request back; without an actor, events have settled it."""
    if extension.state is not State.WAITING:
        raise _handled()
    _close(extension, State.CANCELLED, actor, now)
    if actor is not None:
        _say(extension.assignment, words.CANCELLED, now)
    record(
        extension.assignment,
        EventKind.EXTENSION_CANCELLED,
        actor=actor,
        now=now,
        after={"extension": extension.id},
        note=note,
    )


def decide(session: Session, extensions: Sequence[Extension], ruling: Ruling, *, actor: User, moment: Moment) -> None:
    """One decision on one or several requests, all or none; whoever is told is told once.

    First the assignments change, in the order of their numbers, then the history is written: two such acts at once
    wait for one another and never in a circle.
    """
    check_words(ruling, moment.day)
    given = [check_ruling(session, extension, ruling, actor, moment) for extension in extensions]
    told = [_close_with(one, ruling, days, actor, moment) for one, days in zip(extensions, given, strict=True)]
    session.flush()
    take_turn(session, {extension.assignment.plan_id for extension in extensions})
    for extension, after in zip(extensions, told, strict=True):
        event = record(extension.assignment, ruling.kind, actor=actor, now=moment.now, after=after, note=ruling.text)
        extension.batch = event.batch
    signals.decided.send(session, extensions=extensions, actor=actor, now=moment.now)


def check_words(ruling: Ruling, day: date) -> None:
    """What a decision must say, whatever it is about."""
    if ruling.answer is Answer.REFUSED:
        if not ruling.text.strip():
            raise DomainError(_("Hãy ghi lý do không đồng ý để cơ quan chủ trì biết."))
    elif not (ruling.paper.number and ruling.paper.day):
        raise DomainError(_("Hãy ghi số và ngày của văn bản đồng ý gia hạn."))
    if ruling.paper.day and ruling.paper.day > day:
        raise DomainError(_("Ngày văn bản không được sau hôm nay."))


def check_ruling(
    session: Session, extension: Extension, ruling: Ruling, actor: User, moment: Moment
) -> DueDays | None:
    """The days that the ruling gives, None where it refuses; objects where it cannot be given."""
    assignment = extension.assignment
    if extension.state is not State.WAITING:
        raise _handled()
    if is_own(extension, actor, moment.day):
        raise DomainError(_("Người xin gia hạn không được tự quyết định đề nghị của mình."))
    bar = rules.bar_to_moving(assignment.status, assignment.due_on)
    if bar:
        raise DomainError(why_not(bar))
    if ruling.answer is Answer.REFUSED:
        return None
    due = ruling.day_for(extension)
    if due is None:
        raise DomainError(_("Hãy ghi ngày được gia hạn."))
    days = _later(assignment, due, moment)
    _check_family(session, assignment, days.counts, is_accepted=ruling.is_accepted)
    return days


def check_unchanged(extension: Extension, seen: int) -> None:
    """Refuse a decision made on a page that is older than the assignment."""
    if extension.assignment.version != seen:
        raise ConflictError(
            _(
                "%(code)s vừa được người khác cập nhật. Hãy xem lại kết quả dự kiến rồi thực hiện lại.",
                code=extension.assignment.task.code,
            )
        )


def reschedule(session: Session, assignment: Assignment, move: Move, *, actor: User, moment: Moment) -> None:
    """The steering office moves a day itself, earlier or later, as an amending document says."""
    days = check_moving(session, assignment, move, moment)
    was = assignment.due_on
    days_before = {"nominal_before": _iso(assignment.nominal_due), "effective_before": _iso(assignment.effective_due)}
    _move(assignment, days, moment.day)
    _say(assignment, words.RESCHEDULED % {"day": words.written(move.due)}, moment.now)
    record(
        assignment,
        EventKind.RESCHEDULED,
        actor=actor,
        now=moment.now,
        after={"from": _iso(was), "to": _iso(days.counts), **days_before, **move.paper.after},
        note=move.paper.reason.strip(),
    )


def check_moving(session: Session, assignment: Assignment, move: Move, moment: Moment) -> DueDays:
    """The new days; objects where a request waits or where work split off would be due later, or the reverse."""
    bar = rules.bar_to_moving(assignment.status, assignment.due_on)
    if bar:
        raise DomainError(why_not(bar))
    if assignment.extension_asked_on is not None:
        raise DomainError(_("Nhiệm vụ có đề nghị gia hạn đang chờ: hãy quyết định đề nghị đó trước."))
    move.paper.check(moment.day)
    days = due_days(move.due, moment.calendar, moment.counts)
    if days.counts == assignment.due_on:
        raise DomainError(_("Đây đang là thời hạn của nhiệm vụ: hãy ghi ngày khác."))
    _check_family(session, assignment, days.counts, is_accepted=move.is_accepted)
    return days


def why_not(bar: Bar) -> str:
    return {
        Bar.NO_DAY: _("Nhiệm vụ này không có thời hạn cụ thể nên không cần gia hạn."),
        Bar.REPORTED: _("Báo cáo hoàn thành đang chờ xác nhận nên không xin gia hạn được."),
        Bar.ENDED: _("Nhiệm vụ này đã kết thúc hoặc đang tạm hoãn nên không đổi thời hạn được."),
        Bar.WAITS: _("Nhiệm vụ này đã có một đề nghị gia hạn đang chờ quyết định."),
    }[bar]


def _close_with(
    extension: Extension, ruling: Ruling, days: DueDays | None, actor: User, moment: Moment
) -> dict[str, Any]:
    """Write the decision down and let the new day count; gives what the history keeps of it."""
    assignment, was = extension.assignment, extension.assignment.due_on
    extension.answer, extension.is_objective = ruling.text, ruling.is_objective
    extension.answer_number, extension.answer_date = ruling.paper.number, ruling.paper.day
    _close(extension, State.GRANTED if days else State.REFUSED, actor, moment.now)
    if days:
        extension.granted_due = days.nominal
        assignment.times_extended += 1
        _move(assignment, days, moment.day)
        _say(assignment, words.GRANTED % {"day": words.written(days.nominal)}, moment.now)
    else:
        _say(assignment, words.REFUSED % {"reason": ruling.text}, moment.now)
    return {
        "extension": extension.id,
        "asked": _iso(extension.asked_due),
        "from": _iso(was),
        "to": _iso(assignment.due_on),
        "objective": ruling.is_objective,
        **ruling.paper.after,
    }


def _move(assignment: Assignment, days: DueDays, day: date) -> None:
    """Another day counts from now on: everything that was planned for the old one is armed anew."""
    assignment.set_due(days.nominal, days.effective, days.counts)
    assignment.deadline_version += 1
    assignment.held = assignment.held and days.counts < day


def _later(assignment: Assignment, due: date, moment: Moment) -> DueDays:
    days = due_days(due, moment.calendar, moment.counts)
    if assignment.due_on is not None and days.counts <= assignment.due_on:
        raise DomainError(
            _("Ngày gia hạn phải sau thời hạn hiện tại (%(day)s).", day=words.written(assignment.due_on))
        )
    return days


def is_own(extension: Extension, user: User, day: date) -> bool:
    """Whether somebody stands behind both the request and a decision that `user` would make on it."""
    return not own.deciding(extension.assignment, user, day).isdisjoint(
        {extension.asked_by_id, extension.asked_for_id}
    )


def _handled() -> ConflictError:
    return ConflictError(_("Đề nghị gia hạn này đã được xử lý. Hãy xem kết quả trên trang nhiệm vụ."))


def _check_family(session: Session, assignment: Assignment, due: date, *, is_accepted: bool) -> None:
    warnings = [] if is_accepted else family.warnings(session, assignment, due)
    if warnings:
        raise DomainError(" ".join([*warnings, _("Hãy đánh dấu “Vẫn thực hiện” nếu thật sự muốn vậy.")]))


def _close(extension: Extension, state: State, actor: User | None, now: datetime) -> None:
    extension.state, extension.closed_at = state, now
    extension.closed_by_id = actor.id if actor else None
    extension.assignment.extension_asked_on = None


def _say(assignment: Assignment, line: str, now: datetime) -> None:
    assignment.last_update_at, assignment.last_update = now, line


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
