"""Working days of Vietnamese offices. Pure: the days are data passed in, never computed from the lunar calendar.

Weekly rest is Saturday and Sunday; a row of the calendar overrides it: public holidays (Labour Code, Article 112),
compensatory days for holidays on a weekly rest day, days off in exchange for a working Saturday, and that Saturday.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib.resources import files

from tracker.errors import DomainError


class DayKind(StrEnum):
    HOLIDAY = "le"
    COMPENSATORY = "nghi_bu"
    SWAPPED_OFF = "hoan_doi_nghi"
    MAKE_UP = "lam_bu"


@dataclass(frozen=True)
class CalendarRow:
    day: date
    kind: DayKind
    name: str
    source: str = ""
    verified: bool = False


class Calendar:
    """Answers whether offices work on a day, and counts in working days."""

    def __init__(self, rows: Iterable[CalendarRow]) -> None:
        self._rows = {row.day: row for row in rows}
        self._years = {day.year for day in self._rows}

    def is_working_day(self, day: date) -> bool:
        row = self._rows.get(day)
        return day.weekday() < 5 if row is None else row.kind is DayKind.MAKE_UP

    def next_working_day(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def previous_working_day(self, day: date) -> date:
        """The last working day on or before `day`."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day `count` working days after `day` (before, when negative); the first day is not counted
        (Civil Code 2015, Article 147). 0 gives `day` itself."""
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def effective_due(self, nominal: date) -> date:
        """A period whose last day is a rest day ends with the next working day (Civil Code 2015, Article 148)."""
        return self.next_working_day(nominal)

    def holiday_name(self, day: date) -> str:
        """Why offices rest (or work) on `day` against the weekly pattern; empty on an ordinary day."""
        row = self._rows.get(day)
        return row.name if row else ""

    def covers(self, year: int) -> bool:
        return year in self._years


def load_calendar() -> Calendar:
    """The calendar that comes with the program."""
    return Calendar(shipped_rows())


def shipped_rows() -> list[CalendarRow]:
    with (files("tracker.deadlines") / "data" / "calendar.csv").open(encoding="utf-8-sig") as file:
        return list(read_rows(file))


def read_rows(file: Iterable[str]) -> Iterator[CalendarRow]:
    """Rows of a calendar file (day, kind, name, source, verified); a bad one is refused with its line."""
    reader = csv.DictReader(file, restkey="surplus")
    seen: set[date] = set()
    for row in reader:
        found = _row(row)
        if found is None:
            raise DomainError(
                f"Lịch làm việc, dòng {reader.line_num}: cần đủ day (YYYY-MM-DD), kind (le, nghi_bu, hoan_doi_nghi, "
                "lam_bu), name, source, verified (yes hoặc no), không thừa cột."
            )
        if found.day in seen:
            raise DomainError(f"Lịch làm việc, dòng {reader.line_num}: ngày {found.day:%d/%m/%Y} đã có ở dòng trên.")
        if (found.kind is DayKind.MAKE_UP) != (found.day.weekday() >= 5) and found.kind is not DayKind.HOLIDAY:
            raise DomainError(
                f"Lịch làm việc, dòng {reader.line_num}: ngày làm bù phải là Thứ Bảy hoặc Chủ nhật; ngày nghỉ bù, "
                f"nghỉ hoán đổi phải là ngày thường. Ngày {found.day:%d/%m/%Y} không đúng như vậy."
            )
        seen.add(found.day)
        yield found


def _row(row: dict[str, str]) -> CalendarRow | None:
    try:
        found = CalendarRow(
            day=date.fromisoformat(row["day"].strip()),
            kind=DayKind(row["kind"].strip()),
            name=row["name"].strip(),
            source=row["source"].strip(),
            verified={"yes": True, "no": False}[row["verified"].strip()],
        )
    except (KeyError, ValueError, AttributeError):
        return None
    return found if found.name and "surplus" not in row else None
