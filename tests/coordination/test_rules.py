from datetime import date

import pytest

from tracker.coordination.rules import Position, Stance, position, speak_until
from tracker.deadlines.calendar import load_calendar
from tracker.tasks.rules import Closing, Status, task_status

A, B = 1, 2
DONE, OPEN, SENT, GONE = Status.COMPLETED, Status.IN_PROGRESS, Status.SUBMITTED, Status.WITHDRAWN


@pytest.mark.parametrize(
    ("owed", "by_all", "by_any", "by_main"),
    [
        ([(A, DONE), (B, OPEN)], OPEN, DONE, DONE),
        ([(A, OPEN), (B, DONE)], OPEN, DONE, OPEN),
        ([(A, SENT), (B, OPEN)], OPEN, OPEN, SENT),
        ([(A, DONE), (A, OPEN), (B, OPEN)], OPEN, OPEN, OPEN),
        ([(A, DONE), (B, DONE)], DONE, DONE, DONE),
        ([(A, GONE), (B, OPEN)], OPEN, OPEN, OPEN),
        ([(A, GONE), (B, DONE)], DONE, DONE, DONE),
        ([(A, GONE), (B, GONE)], GONE, GONE, GONE),
    ],
)
def test_when_a_task_is_complete(
    owed: list[tuple[int, Status]], by_all: Status, by_any: Status, by_main: Status
) -> None:
    assert task_status(owed, Closing.ALL) is by_all
    assert task_status(owed, Closing.ANY) is by_any
    assert task_status(owed, Closing.MAIN, A) is by_main


def test_silence_is_consent_after_three_working_days() -> None:
    until = speak_until(date(2026, 3, 5), load_calendar())  # a Thursday
    assert until == date(2026, 3, 10)
    assert position(None, until, date(2026, 3, 10)) is Position.AWAITED
    assert position(None, until, date(2026, 3, 11)) is Position.SILENT
    assert position(Stance.OBJECTION, until, date(2026, 3, 11)) is Position.OBJECTION
