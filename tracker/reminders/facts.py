"""The keys that name each fact told, and what a mail shows of a duty."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.notifications.outbox import Item
from tracker.notifications.queries import URGING
from tracker.reminders.queries import TITLE, Duty
from tracker.text import squeeze

BEFORE, OVERDUE, ESCALATION = URGING


def row(duty: Duty, **more: Any) -> dict[str, Any]:
    """What a mail shows of a duty. Days left are said when the mail leaves, from its due day."""
    title = squeeze(duty.title)
    return {
        "assignment": duty.id,
        "task": duty.task_id,
        "code": duty.code,
        "title": title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…",
        "label": duty.label or "",
        "agency": duty.agency,
        "agency_id": duty.agency_id,
        "plan": duty.plan,
        "deadline": duty.deadline_text,
        "due": duty.due_on.isoformat() if duty.due_on else None,
        "reported": duty.reported_on.isoformat() if duty.reported_on else None,
        "status": duty.status.value,
        **more,
    }


def place(items: Iterable[Item]) -> dict[str, str]:
    """The agency that a mail speaks of; none when its person sits in several, and then each line names its own."""
    agencies = {str(item.context["agency"]) for item in items if item.context.get("as", "agency") == "agency"}
    return {"place": agencies.pop() if len(agencies) == 1 else ""}


def before(duty: Duty, user_id: int, step: int, superseded: str = "") -> Item:
    key = f"{BEFORE}:assignment={duty.id}:user={user_id}:due={duty.due_on}:step={step}"
    return Item(key, BEFORE, duty.topic, row(duty, step=step), duty.steering_id, superseded)


def assigned(duty: Duty, user_id: int) -> Item:
    return Item(f"assigned:assignment={duty.id}:user={user_id}", "assigned", duty.topic, row(duty), duty.steering_id)


def decided(kind: str, duty: Duty, user_id: int, reason: str) -> Item:
    """The steering office's decision on a report: `kind` is "returned", "confirmed" or "partly"."""
    key = f"{kind}:assignment={duty.id}:round={duty.round}:user={user_id}"
    return Item(key, kind, duty.topic, row(duty, reason=reason, round=duty.round), duty.steering_id)


def asking(duty: Duty, user_id: int, day: date) -> Item:
    """A request for another day that waits for the person's office; its report may wait beside it."""
    key = f"digest-extension:assignment={duty.id}:user={user_id}:day={day}"
    waits = (day - duty.extension_asked_on).days if duty.extension_asked_on else 0
    context = row(duty, section="extension", waits=waits, **{"as": "steering"})
    return Item(key, "digest", duty.topic, context, duty.steering_id)


def extension_decided(duty: Duty, user_id: int, extension_id: int, **more: Any) -> Item:
    key = f"extension:request={extension_id}:user={user_id}"
    return Item(key, "extension", duty.topic, row(duty, version=duty.deadline_version, **more), duty.steering_id)


def changed(duty: Duty, user_id: int, event_id: int, **more: Any) -> Item:
    """What the steering office changed in what an agency owes."""
    key = f"changed:event={event_id}:user={user_id}"
    return Item(key, "changed", duty.topic, row(duty, **more), duty.steering_id)


def waiting(duty: Duty, user_id: int, day: date, section: str, **more: Any) -> Item:
    """Work that was handed back, or a report that lies before the head."""
    key = f"digest-{section}:assignment={duty.id}:user={user_id}:day={day}"
    return Item(key, "digest", duty.topic, row(duty, section=section, **more), duty.steering_id)


def in_digest(duty: Duty, user_id: int, day: date, section: str, **more: Any) -> Item:
    kind = OVERDUE if section == OVERDUE else "digest"
    key = f"{kind}:assignment={duty.id}:user={user_id}:day={day}"
    return Item(key, kind, duty.topic, row(duty, section=section, **more), duty.steering_id)
