"""`tracker demo` and `tracker load`."""

import os
import time

import click

from tracker.config import Settings
from tracker.db import db
from tracker.errors import DomainError


@click.command()
def demo() -> None:
    """Nạp kế hoạch mẫu, tài khoản mẫu và tiến độ minh họa; in tài khoản đăng nhập."""
    from tracker.app import create_app
    from tracker.demo.first_start import load_when_empty, say_logins
    from tracker.serving import bring_up_to_date

    settings = Settings.from_env(os.environ)
    if settings.env == "production":
        raise DomainError("Dữ liệu mẫu không nạp vào hệ thống đang vận hành (TRACKER_ENV=production).")
    bring_up_to_date(settings)
    app = create_app(settings)
    if not load_when_empty(app, click.echo):
        click.echo("Cơ sở dữ liệu đã có tài khoản nên không nạp thêm dữ liệu mẫu.")
    say_logins(app, click.echo)


@click.command()
@click.option("--assignments", default=10_000, show_default=True, type=click.IntRange(1, 1_000_000))
def load(assignments: int) -> None:
    """Nạp dữ liệu tổng hợp để đo tốc độ (không phải dữ liệu thật)."""
    from tracker.app import create_app
    from tracker.demo.synthetic import fill
    from tracker.serving import bring_up_to_date

    settings = Settings.from_env(os.environ)
    if settings.env == "production":
        raise DomainError("Dữ liệu tổng hợp không nạp vào hệ thống đang vận hành (TRACKER_ENV=production).")
    bring_up_to_date(settings)
    app = create_app(settings)
    begun = time.perf_counter()
    with app.app_context():
        made = fill(db.session, assignments)
        db.session.commit()
    click.echo(f"Đã nạp {made} phân công trong {time.perf_counter() - begun:.1f} giây.")
