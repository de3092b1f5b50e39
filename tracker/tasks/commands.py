"""`tracker verify-files`: whether every file that was handed in still lies in the store as it came."""

import os

import click

from tracker.config import Settings
from tracker.db import db
from tracker.errors import DomainError
from tracker.storage import FileStore
from tracker.tasks.integrity import damaged_files


@click.command("verify-files")
def verify_files() -> None:
    """Đối chiếu mọi tệp đã nộp với mã SHA-256 lúc nộp; liệt kê tệp mất hoặc bị thay đổi."""
    from tracker.app import create_app

    app = create_app(Settings.from_env(os.environ))
    with app.app_context():
        report = damaged_files(db.session, FileStore(app.extensions["settings"].data / "files"))
    for one in report.damaged:
        click.echo(f"{one.code}, lần {one.round}: {one.filename} (SHA-256 {one.sha256}): {one.objection}")
    if report.damaged:
        raise DomainError(
            f"{len(report.damaged)} trong {report.checked} tệp bị hỏng hoặc mất: hãy khôi phục từ bản sao."
        )
    click.echo(f"{report.checked} tệp còn nguyên như khi nộp.")
