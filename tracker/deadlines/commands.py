"""`tracker deadline`: what the program understands of deadline phrases. Needs no database and starts fast."""

import json
from datetime import date, datetime
from typing import TextIO

import click

from tracker.deadlines.calendar import load_calendar
from tracker.deadlines.phrases import Deadline, Kind, last_good_day, parse_deadline

KINDS = {
    Kind.DATE: "hạn một ngày",
    Kind.RANGE: "khoảng thời gian",
    Kind.MULTI: "nhiều mốc",
    Kind.RECURRING: "định kỳ",
    Kind.ONGOING: "thường xuyên",
    Kind.RELATIVE: "tính từ một sự kiện",
    Kind.NONE: "không có thời hạn",
    Kind.UNCLEAR: "chưa rõ",
}


@click.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@click.option(
    "--issued-on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Ngày ban hành văn bản: cho biết năm khi thời hạn không ghi năm.",
)
@click.option("--json", "as_json", is_flag=True, help="Mỗi thời hạn một đối tượng JSON trên một dòng.")
def deadline(file: TextIO, issued_on: datetime | None, as_json: bool) -> None:
    """Đọc thời hạn, mỗi dòng một cụm từ, từ tệp FILE hoặc từ đầu vào chuẩn."""
    day = issued_on.date() if issued_on else None
    calendar = load_calendar()
    for line in file:
        found = parse_deadline(line, day, add_working_days=calendar.add_working_days)
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False) if as_json else in_words(found))


def in_words(found: Deadline) -> str:
    """One readable line: the wording, what it is, its days, what is wrong with it."""
    parts = [KINDS[found.kind], *_days(found), *(problem.message for problem in found.problems)]
    return f"{found.raw or '(trống)'} → {'; '.join(parts)}"


def _days(found: Deadline) -> list[str]:
    words = []
    if found.milestones:
        words += [f"{one.label} {_day(last_good_day(found.raw, one.due, found.before))}" for one in found.milestones]
    elif found.due:
        start = f"từ {_day(found.start)} " if found.start else ""
        words.append(f"{start}chậm nhất {_day(last_good_day(found.raw, found.due, found.before))}")
    elif found.start:
        words.append(f"từ {_day(found.start)}")
    if found.year_inferred:
        words.append("năm lấy theo ngày ban hành văn bản")
    return words


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
