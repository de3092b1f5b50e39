"""Mail about directions and mentions, written in the transaction of the act."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.notifications import recheck
from tracker.notifications.models import Notification, NotificationItem
from tracker.notifications.outbox import Draft, Item, Person, plan
from tracker.reminders import facts
from tracker.reminders.checks import NOT_IN_CHARGE
from tracker.reminders.people import posts_of, seats
from tracker.reminders.queries import TITLE
from tracker.sentences import kept
from tracker.talk import queries, signals
from tracker.talk.models import Addressee, AnswerState, Comment
from tracker.tasks.models import Task
from tracker.text import squeeze
from tracker.users.models import User

DIRECTION, MENTIONED = "direction", "mentioned"
SAID = 1000
"""Letters of what was said that a mail carries."""
ANSWERED = kept("Cơ quan đã trả lời ý kiến chỉ đạo.")
TAKEN_BACK = kept("Nội dung đã được thu hồi hoặc người nhận không còn được xem.")


def connect() -> None:
    signals.directed.connect(_directed)
    signals.mentioned.connect(_mentioned)
    recheck.register(DIRECTION, _direction_outdated)
    recheck.register(MENTIONED, _mention_outdated)


def _directed(session: Session, *, addressees: Sequence[Addressee], actor: User, now: datetime, **_more: Any) -> None:
    """One mail to each person who acts for an agency that must answer."""
    session.flush()
    people = seats(session, clock.day_of(now), {to.agency_id for to in addressees})
    for to in addressees:
        direction = to.direction
        for person in people[to.agency_id].actors if to.agency_id in people else []:
            if person.id == actor.id:
                continue
            more = {
                "addressee": to.id,
                "number": direction.number,
                "author": direction.author or direction.given_by.name,
                "said": _short(direction.text),
                "wanted": _short(to.wanted),
                "due": direction.due_on.isoformat() if direction.due_on else None,
                "agency": to.agency.name,
            }
            key = f"{DIRECTION}:to={to.id}:version={to.version}:user={person.id}"
            _plan(session, DIRECTION, person, key, direction.task, more, now)


def _mentioned(session: Session, *, comment: Comment, now: datetime, **_more: Any) -> None:
    by = session.get_one(User, comment.user_id)
    for mention in comment.mentions:
        user = session.get_one(User, mention.user_id)
        more = {"comment": comment.id, "author": by.name, "said": _short(comment.text), "agency": ""}
        key = f"{MENTIONED}:comment={comment.id}:user={user.id}"
        _plan(session, MENTIONED, Person(user.id, user.name, user.email), key, comment.task, more, now)


def _plan(
    session: Session, kind: str, person: Person, key: str, task: Task, more: Mapping[str, Any], now: datetime
) -> None:
    title = squeeze(task.title)
    row = {
        "task": task.id,
        "code": task.code,
        "title": title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…",
        "plan": task.plan.number,
        "label": "",
        "deadline": "",
        "due": None,
        "reported": None,
        "status": "",
        **more,
    }
    item = Item(key, kind, f"task:{task.id}", row, task.plan.steering_agency_id)
    plan(session, Draft(kind, person, [item], now, context=facts.place([item])), now)


def _direction_outdated(
    session: Session, mail: Notification, items: Iterable[NotificationItem], now: datetime
) -> dict[int, str]:
    posts = posts_of(session, mail.user_id or 0, clock.day_of(now))
    reasons = {}
    for item in items:
        to = session.get(Addressee, item.context["addressee"])
        if to is None or to.state is not AnswerState.WAITING:
            reasons[item.id] = ANSWERED
        elif to.agency_id not in posts:
            reasons[item.id] = NOT_IN_CHARGE
    return reasons


def _mention_outdated(
    session: Session, mail: Notification, items: Iterable[NotificationItem], now: datetime
) -> dict[int, str]:
    user = session.get(User, mail.user_id or 0)
    day = clock.day_of(now)
    return {
        item.id: TAKEN_BACK
        for item in items
        if user is None or not user.active or not queries.may_read(session, user, item.context["comment"], day)
    }


def _short(text: str) -> str:
    return text if len(text) <= SAID else text[: SAID - 1].rstrip() + "…"
