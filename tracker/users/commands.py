"""`tracker user`: accounts from the command line, for the first administrator of an installation."""

import os
import secrets

import click
from sqlalchemy import select

from tracker.agencies.models import Agency
from tracker.config import Settings
from tracker.db import db
from tracker.errors import DomainError
from tracker.text import fold
from tracker.users import service
from tracker.users.models import Post, Role


@click.group()
def user() -> None:
    """Tài khoản người dùng."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="Họ tên hoặc chức danh hiển thị.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.MEMBER.value, show_default=True
)
@click.option("--agency", default="", help="Tên cơ quan; cần cùng --post.")
@click.option("--post", type=click.Choice([post.value for post in Post]), help="Vị trí trong cơ quan.")
@click.option("--steers", is_flag=True, help="Cơ quan này là cơ quan thường trực của kế hoạch.")
def add(email: str, name: str, role: str, agency: str, post: str | None, steers: bool) -> None:
    """Tạo tài khoản và in mật khẩu tạm; lần đăng nhập đầu phải đổi mật khẩu."""
    from tracker.app import create_app

    if bool(agency) != bool(post):
        raise DomainError("Hãy ghi cả --agency và --post, hoặc không ghi cả hai.")
    password = temporary_password()
    with create_app(Settings.from_env(os.environ)).app_context():
        found = service.create(db.session, email=email, name=name, password=password, role=Role(role))
        found.must_change_password = True
        if post:
            office = _agency(agency)
            office.steers = office.steers or steers
            service.appoint(found, office, Post(post))
        db.session.commit()
    click.echo(f"Đã tạo tài khoản {found.email}. Mật khẩu tạm: {password}")


def temporary_password() -> str:
    """Strong by the rule of `users.rules`, and easy to copy from paper."""
    return f"Dh-{secrets.token_hex(4)}-{secrets.token_hex(4).upper()}-{secrets.randbelow(90) + 10}"


def _agency(name: str) -> Agency:
    office = db.session.scalar(select(Agency).where(Agency.folded == fold(name)))
    if office is None:
        raise DomainError(f"Không có cơ quan «{name}» trong sổ: hãy ghi đúng tên đầy đủ.")
    return office
