"""When a job is due, next and late."""

from datetime import datetime, time, timedelta

import pytest

from tracker.health.rules import TIMETABLE, Daily, Every, Slot, is_late, next_time

MORNING = Slot(Daily(time(6, 0)), timedelta(hours=1))
MINUTE = Slot(Every(1), timedelta(minutes=10))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("last", "now", "late"),
    [
        ("2026-03-03 06:00", "2026-03-04 05:59", False),
        ("2026-03-03 06:00", "2026-03-04 06:59", False),
        ("2026-03-03 06:00", "2026-03-04 07:01", True),
        ("2026-03-04 06:00", "2026-03-04 07:01", False),
        ("2026-03-04 06:40", "2026-03-04 23:00", False),
        ("2026-03-02 06:00", "2026-03-04 05:00", True),
        (None, "2026-03-04 05:00", False),
        (None, "2026-03-04 07:01", True),
    ],
)
def test_a_daily_job_is_late_an_hour_after_its_time(last: str | None, now: str, late: bool) -> None:
    assert is_late(MORNING, at(last) if last else None, at(now)) is late


@pytest.mark.parametrize(("last", "late"), [("08:00", False), ("07:50", False), ("07:48", True), (None, True)])
def test_a_job_of_every_minute_is_late_after_ten_more(last: str | None, late: bool) -> None:
    """P28: a silent scheduler is seen within a quarter of an hour."""
    began = at(f"2026-03-04 {last}") if last else None
    assert is_late(MINUTE, began, at("2026-03-04 08:00")) is late


def test_the_next_run() -> None:
    assert next_time(MORNING, None, at("2026-03-04 05:00")) == at("2026-03-04 06:00")
    assert next_time(MORNING, None, at("2026-03-04 06:00")) == at("2026-03-05 06:00")
    assert next_time(MINUTE, at("2026-03-04 08:00:30"), at("2026-03-04 08:01")) == at("2026-03-04 08:01:30")


def test_mornings_come_in_order() -> None:
    """Reminders before the digest that counts them, both before the ladder."""
    times = [TIMETABLE[name].when for name in ("reminders", "digest", "escalation")]
    assert times == sorted(times, key=lambda when: when.at if isinstance(when, Daily) else time())
