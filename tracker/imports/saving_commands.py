"""`tracker import FILE`: a plan into the database, as a draft unless --publish."""

import os
from datetime import date
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker import clock, migrate
from tracker.agencies.models import Agency
from tracker.config import Settings
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.errors import DomainError
from tracker.imports import queries
from tracker.imports.intake import seed, steering_agency
from tracker.imports.isolated import read_apart
from tracker.imports.issuing import publish_draft
from tracker.imports.models import RowKind
from tracker.imports.service import save_draft
from tracker.plans.models import Plan
from tracker.storage import FileStore
from tracker.tasks.publishing import Moment
from tracker.text import read_day


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--publish", "and_publish", is_flag=True, help="Ban hành ngay sau khi nhập.")
@click.option("--steering", default="", metavar="TÊN", help="Cơ quan thường trực của kế hoạch.")
@click.option("--issued-on", default="", metavar="NGÀY", help="Ngày ban hành, nếu văn bản không ghi.")
def import_plan(file: Path, and_publish: bool, steering: str, issued_on: str) -> None:
    """Nhập một kế hoạch thành bản nháp; thêm --publish để ban hành."""
    day = _day(issued_on)
    data = _bytes(file)
    app = _app()
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        plan = _import(db.session, settings, data, file.name, steering, day)
        db.session.commit()
        click.echo(_summary(db.session, plan))
        if and_publish:
            click.echo(_publish(db.session, settings, plan))
            db.session.commit()
        click.echo(f"Xem tại {settings.base_url}/ke-hoach/{plan.id}")


def _day(text: str) -> date | None:
    day = read_day(text)
    if text and day is None:
        raise DomainError(f"--issued-on là «{text}»: hãy ghi ngày dạng 14/02/2026 hoặc 2026-02-14.")
    return day


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DomainError(f"Không đọc được tệp {file}: hãy kiểm tra đường dẫn và quyền đọc.") from error


def _app() -> Flask:
    """The application over a database that is current; made on first use like `tracker run` does."""
    from tracker.app import create_app

    settings = Settings.from_env(os.environ)
    try:
        if settings.embedded:
            Path(settings.database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        if not migrate.is_current(settings.database_url):
            migrate.upgrade(settings.database_url)
    except (OSError, OperationalError) as error:
        raise DomainError(
            "Không mở được cơ sở dữ liệu: hãy kiểm tra TRACKER_DATA, TRACKER_DATABASE_URL và quyền ghi."
        ) from error
    return create_app(settings)


def _import(
    session: Session, settings: Settings, data: bytes, filename: str, steering: str, issued_on: date | None
) -> Plan:
    draft = read_apart(data, filename, issued_on, seconds=settings.import_seconds)
    assert draft.content is not None
    seed(session)
    agency: Agency = steering_agency(session, steering, draft.content)
    return save_draft(
        session,
        draft,
        data=data,
        filename=filename,
        store=FileStore(settings.data / "files"),
        steering=agency,
        actor=None,
        now=clock.now(),
    )


def _summary(session: Session, plan: Plan) -> str:
    found = queries.overview(session, plan)
    tasks, indicators = found.kinds[RowKind.TASK], found.kinds[RowKind.INDICATOR]
    return (
        f"Đã nhập {plan.label}: {tasks} nhiệm vụ, {indicators} chỉ tiêu, {found.doubts.total} chỗ cần xem lại; "
        f"cơ quan thường trực: {plan.steering_agency.name}."
    )


def _publish(session: Session, settings: Settings, plan: Plan) -> str:
    moment = Moment(clock.now(), clock.today(), calendar(session), settings.due_counts)
    made = publish_draft(session, plan, actor=None, moment=moment)
    tasks, agencies = {one.task_id for one in made}, {one.agency_id for one in made}
    held = {one.task_id for one in made if one.held}
    told = f"Đã ban hành: giao {len(tasks)} nhiệm vụ cho {len(agencies)} cơ quan"
    return f"{told}; {len(held)} nhiệm vụ đã quá hạn đang giữ thư, chờ cho phép gửi." if held else f"{told}."
