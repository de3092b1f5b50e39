"""Commands that keep running: `tracker run` (web and scheduler in one process), `web`, `scheduler`; and `migrate`."""

import logging
import os
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
from flask import Flask

from tracker.config import Settings
from tracker.errors import DomainError

_FORM = 64 * 1024
"""Bytes of a request beside the files in it."""
_host = click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
_port = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng lắng nghe.")


@click.command()
@_host
@_port
def run(host: str, port: int) -> None:
    """Chạy cả trang web và bộ lập lịch trong một tiến trình (dạng nhúng, một máy)."""
    settings = _settings(host, port)
    listener = _listen(host, port)
    app = _prepared(settings)
    from jobs.scheduler import start_embedded

    scheduler = start_embedded(app)
    try:
        _serve(app, listener)
    finally:
        scheduler.shutdown(wait=True)


@click.command()
@_host
@_port
def web(host: str, port: int) -> None:
    """Chỉ chạy trang web; bộ lập lịch chạy ở tiến trình khác."""
    settings = _settings(host, port)
    listener = _listen(host, port)
    _serve(_prepared(settings), listener)


@click.command()
def scheduler() -> None:
    """Chỉ chạy bộ lập lịch: nhắc hạn, bản tin, báo quá hạn, gửi thư."""
    from jobs.scheduler import run_blocking
    from tracker.app import create_app

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    settings = Settings.from_env(os.environ)
    bring_up_to_date(settings)
    run_blocking(create_app(settings))


@click.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu về phiên bản hiện tại."""
    bring_up_to_date(Settings.from_env(os.environ))
    click.echo("Cơ sở dữ liệu đã ở phiên bản hiện tại.")


def _settings(host: str, port: int) -> Settings:
    settings = Settings.from_env(os.environ)
    if "TRACKER_BASE_URL" in os.environ:
        return settings
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # only shown in links
    return replace(settings, base_url=f"http://{shown}:{port}")


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything slow happens, so a busy one is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise DomainError(
            f"Cổng {port} trên {host} đang được chương trình khác dùng: hãy dừng chương trình đó, "
            f"hoặc chọn cổng khác, ví dụ: make run PORT={port + 1}"
        ) from error
    listener.listen(128)
    return listener


def _prepared(settings: Settings) -> Flask:
    from tracker.app import create_app

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bring_up_to_date(settings)
    app = create_app(settings)
    if settings.embedded and settings.env != "production":
        from tracker.demo.first_start import load_when_empty, say_logins

        load_when_empty(app, click.echo)
        say_logins(app, click.echo)
    click.echo(f"Đúng Hạn đang chạy tại {settings.base_url} — nhấn Ctrl+C để dừng.")
    sys.stdout.flush()
    return app


def bring_up_to_date(settings: Settings) -> None:
    """Make the database and its schema current."""
    from sqlalchemy.exc import OperationalError

    from tracker import migrate as schema

    path = Path(settings.database_url.removeprefix("sqlite:///")) if settings.embedded else None
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        if not schema.is_current(settings.database_url):
            schema.upgrade(settings.database_url)
            _seed(settings.database_url)
    except (OSError, OperationalError) as error:
        if settings.embedded:
            raise DomainError(
                f"Không ghi được cơ sở dữ liệu {path}: hãy đặt TRACKER_DATA tới một thư mục ghi được."
            ) from error
        raise DomainError(
            "Không kết nối được cơ sở dữ liệu: hãy kiểm tra TRACKER_DATABASE_URL và máy chủ PostgreSQL."
        ) from error


def _seed(database_url: str) -> None:
    """Agencies and calendar of a new installation; without a calendar every holiday would be a working day."""
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from tracker import models  # noqa: F401  # the whole metadata
    from tracker.imports.intake import seed

    engine = create_engine(database_url)
    with Session(engine) as session, session.begin():
        seed(session)
    engine.dispose()


def _serve(app: Flask, listener: socket.socket) -> None:
    from waitress.server import create_server

    largest = app.config["MAX_CONTENT_LENGTH"]
    server = create_server(
        app,
        sockets=[listener],
        threads=8,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=4 * largest,  # up to there our own page says what is allowed
        inbuf_overflow=largest + _FORM,  # what we may have to refuse, such as a secret paper, never lies on a disk
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("Đã dừng.")
    finally:
        server.close()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
