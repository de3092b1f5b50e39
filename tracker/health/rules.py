"""When each job should run, and when it is late. Pure: the scheduler and the health page read the same timetable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Every:
    minutes: int


@dataclass(frozen=True)
class Daily:
    at: time


@dataclass(frozen=True)
class Slot:
    """A job's place in the timetable; `grace`: how long after its time a missing run makes it late."""

    when: Every | Daily
    grace: timedelta


QUICK, MORNING = timedelta(minutes=10), timedelta(hours=1)
TIMETABLE: Mapping[str, Slot] = {
    "occurrences": Slot(Daily(time(5, 30)), MORNING),
    "reminders": Slot(Daily(time(6, 0)), MORNING),
    "digest": Slot(Daily(time(6, 30)), MORNING),
    "escalation": Slot(Daily(time(7, 0)), MORNING),
    "send-notifications": Slot(Every(1), QUICK),
    "release-stuck": Slot(Every(15), QUICK),
    "read-files": Slot(Every(10), QUICK),
    "tidy": Slot(Daily(time(3, 0)), MORNING),
}


def last_time(slot: Slot, now: datetime) -> datetime:
    """The latest moment at which the job should have begun. `now` is local to the plan zone."""
    if isinstance(slot.when, Every):
        return now - timedelta(minutes=slot.when.minutes)
    today = now.replace(hour=slot.when.at.hour, minute=slot.when.at.minute, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def next_time(slot: Slot, last_run: datetime | None, now: datetime) -> datetime:
    if isinstance(slot.when, Every):
        return max(now, (last_run or now) + timedelta(minutes=slot.when.minutes))
    return last_time(slot, now) + timedelta(days=1)


def is_late(slot: Slot, last_run: datetime | None, now: datetime) -> bool:
    """Whether the run that was due by now, with its grace, has not happened. A job that never ran is late once its
    time has come on the day of asking: before that, the program may just have been installed."""
    due = last_time(slot, now - slot.grace)
    if last_run is not None:
        return last_run < due
    return isinstance(slot.when, Every) or due.date() == now.date()
