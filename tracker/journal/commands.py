"""`tracker verify-history` and `tracker database-role`: that nothing of the history was changed, or can be."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter

import click
from sqlalchemy import Engine, create_engine

from tracker import clock, migrate
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.journal import roles
from tracker.journal.naming import described
from tracker.journal.rules import End
from tracker.journal.verifying import ends, findings, snapshot

SHOWN = 50
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("verify-history")
@click.option("--save", type=_FILE, metavar="TỆP", help="Ghi lại dấu cuối của mỗi chuỗi để lần sau so lại.")
@click.option("--since", type=_FILE, metavar="TỆP", help="So với các dấu đã ghi bằng --save.")
def verify_history(save: Path | None, since: Path | None) -> None:
    """Kiểm tra chuỗi băm của toàn bộ lịch sử; có sai lệch thì kết thúc với mã 1.

    Giữ tệp --save ở nơi người quản trị cơ sở dữ liệu không sửa được: nhờ đó cả việc viết lại trọn lịch sử cùng các
    dấu băm cũng lộ ra.
    """
    known = _read(since) if since else {}
    started = perf_counter()
    with _engine() as engine, snapshot(engine) as connection:
        there = ends(connection)
        found = findings(connection, known)
        shown = list(islice(found, SHOWN))
        more = sum(1 for _ in found)
        for line in described(connection, shown):
            click.echo(line)
    total = sum(end.length for end in there.values())
    if shown:
        click.echo(f"Có {len(shown) + more} sai lệch trong lịch sử gồm {total} sự kiện.", err=True)
        sys.exit(1)
    if save:
        _write(save, there)
    click.echo(f"Lịch sử nguyên vẹn: {total} sự kiện, {len(there)} chuỗi, {perf_counter() - started:.1f} giây.")


@click.command("database-role")
@click.argument("name")
@click.option("--print", "only_print", is_flag=True, help="Chỉ in các câu lệnh SQL, không thực hiện.")
def database_role(name: str, only_print: bool) -> None:
    """Tạo vai trò PostgreSQL cho ứng dụng: đọc, ghi mọi bảng nhưng không sửa, không xóa được lịch sử.

    Mật khẩu của vai trò lấy từ biến môi trường TRACKER_ROLE_PASSWORD. Chạy lại sau mỗi lần nâng cấp cơ sở dữ liệu.
    Các tiến trình web và bộ lập lịch dùng vai trò này; chỉ «tracker migrate» dùng vai trò chủ sở hữu.
    """
    with _engine() as engine:
        if engine.dialect.name != "postgresql":
            raise DomainError("Chỉ PostgreSQL có vai trò; SQLite giữ lịch sử bằng trigger và chuỗi băm.")
        with engine.begin() as connection:
            for statement in roles.statements(connection, name, os.environ.get("TRACKER_ROLE_PASSWORD", "")):
                if only_print:
                    click.echo(f"{statement};")
                else:
                    connection.exec_driver_sql(statement)
    if not only_print:
        click.echo(f"Vai trò {name} đã sẵn sàng: đặt TRACKER_DATABASE_URL của ứng dụng sang vai trò này.")


@contextmanager
def _engine() -> Iterator[Engine]:
    """The database that the settings name, once it is of the current schema."""
    settings = Settings.from_env(os.environ)
    clock.configure(settings.timezone, settings.frozen_now)
    if not migrate.is_current(settings.database_url):
        raise DomainError("Cơ sở dữ liệu chưa ở phiên bản hiện tại: hãy chạy «tracker migrate» trước.")
    engine = create_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _read(path: Path) -> dict[str, End]:
    try:
        chains = json.loads(path.read_text(encoding="utf-8"))["chains"]
        return {name: End(int(length), str(head)) for name, (length, head) in chains.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DomainError(f"Không đọc được các dấu đã ghi trong {path}: {error}") from error


def _write(path: Path, there: Mapping[str, End]) -> None:
    chains = {name: [end.length, end.head] for name, end in sorted(there.items())}
    words = json.dumps({"saved_at": clock.now().isoformat(), "chains": chains}, indent=1)
    try:
        path.write_text(words + "\n", encoding="utf-8")
    except OSError as error:
        raise DomainError(f"Không ghi được các dấu vào {path}: {error}") from error
