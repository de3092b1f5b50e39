"""`tracker job`: any job by hand, for any day."""

import os
from datetime import UTC, date, datetime, time

import click

from jobs.registry import JOBS
from tracker import clock
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.health.rules import TIMETABLE, Daily

NOON = time(12, 0)


@click.group()
def job() -> None:
    """Chạy tay các công việc nền."""


@job.command("list")
def list_jobs() -> None:
    """Liệt kê các công việc và lịch chạy."""
    for name, slot in TIMETABLE.items():
        when = (
            f"{slot.when.at:%H:%M} hằng ngày" if isinstance(slot.when, Daily) else f"{slot.when.minutes} phút một lần"
        )
        click.echo(f"{name:<20} {when}")


@job.command()
@click.argument("name", type=click.Choice(sorted(JOBS)))
@click.option("--day", "wanted", metavar="YYYY-MM-DD", help="Chạy như thể hôm nay là ngày này.")
@click.option("--dry-run", is_flag=True, help="Chỉ in ra các thư sẽ lập hoặc gửi, không ghi gì.")
def run(name: str, wanted: str | None, dry_run: bool) -> None:
    """Chạy một công việc ngay bây giờ, hoặc như thể đang ở một ngày khác."""
    from tracker.app import create_app

    app = create_app(Settings.from_env(os.environ))
    day = _day(wanted) if wanted else clock.today()
    now = moment_on(day, name) if wanted else clock.now()
    if dry_run:
        from jobs.rehearsal import rehearse

        previews = rehearse(app, name, day, now)
        for preview in previews:
            click.echo(f"{preview.to}\n  {preview.subject}")
            for fact in preview.facts:
                click.echo(f"  - {fact}")
        click.echo(f"{len(previews)} thư. Chạy thử: không ghi, không gửi gì.")
        return
    from jobs.recorded import run_job

    outcome = run_job(app, name, day, now)
    if outcome.error:
        raise DomainError(f"Công việc {name} bị lỗi: {outcome.error}")
    click.echo(f"{name}, ngày {day:%d/%m/%Y}: {outcome.done}")


def moment_on(day: date, name: str) -> datetime:
    """The instant that a run by hand for a day stands for: the job's own time of that day."""
    when = TIMETABLE[name].when
    return datetime.combine(day, when.at if isinstance(when, Daily) else NOON, tzinfo=clock.zone()).astimezone(UTC)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DomainError(f"Ngày «{text}» chưa đúng: hãy viết dạng 2026-03-31.") from error
