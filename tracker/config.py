"""Settings, from the environment only, read once; a missing or wrong one stops the start with a sentence."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.errors import DomainError

ENVIRONMENTS = ("development", "test", "production")
SECOND_FACTOR_GROUPS = frozenset({"steering", "admin"})
"""Of whom `TRACKER_REQUIRE_SECOND_FACTOR` may ask a second factor."""


@dataclass(frozen=True)
class Settings:
    """What `TRACKER_*` variables say; `data` holds the embedded database, uploaded files and file mail."""

    env: str
    data: Path
    database_url: str
    secret_key: str
    base_url: str
    mail: str
    mail_from: str
    timezone: ZoneInfo
    frozen_now: datetime | None = None
    sendgrid_api_key: str = ""
    sendgrid_host: str = "https://api.sendgrid.com"
    broker_url: str = ""
    due_counts: Literal["effective", "nominal"] = "effective"
    require_second_factor: frozenset[str] = frozenset()
    idle_minutes: int = 0
    max_upload_mb: int = 25
    import_seconds: int = 60

    @property
    def embedded(self) -> bool:
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        env = environ.get("TRACKER_ENV", "development")
        if env not in ENVIRONMENTS:
            raise DomainError(f"TRACKER_ENV là «{env}»: hãy đặt một trong {', '.join(ENVIRONMENTS)}.")
        data = Path(environ.get("TRACKER_DATA", "var")).absolute()
        return cls(
            env=env,
            data=data,
            database_url=_database_url(environ.get("TRACKER_DATABASE_URL", ""), data),
            secret_key=environ.get("TRACKER_SECRET_KEY", "") or _own_secret(env, data),
            base_url=_base_url(environ.get("TRACKER_BASE_URL", "http://127.0.0.1:8000")),
            mail=_mail(environ, data),
            mail_from=environ.get("TRACKER_MAIL_FROM", "Đúng Hạn <dung-han@localhost>"),
            timezone=_zone(environ.get("TRACKER_TIMEZONE", "Asia/Ho_Chi_Minh")),
            frozen_now=_frozen(environ.get("TRACKER_NOW", ""), env),
            sendgrid_api_key=environ.get("TRACKER_SENDGRID_API_KEY", ""),
            sendgrid_host=environ.get("TRACKER_SENDGRID_HOST", "https://api.sendgrid.com"),
            broker_url=environ.get("TRACKER_BROKER_URL", ""),
            due_counts=_due_counts(environ),
            require_second_factor=_groups(environ.get("TRACKER_REQUIRE_SECOND_FACTOR", "")),
            idle_minutes=_number(environ, "TRACKER_IDLE_MINUTES", 0 if env == "test" else 15, least=0),
            max_upload_mb=_number(environ, "TRACKER_MAX_UPLOAD_MB", 25),
            import_seconds=_number(environ, "TRACKER_IMPORT_SECONDS", 60),
        )


def _database_url(url: str, data: Path) -> str:
    if not url:
        return f"sqlite:///{data / 'dung-han.db'}"
    scheme = url.split(":", 1)[0]
    if scheme in {"postgres", "postgresql"}:
        return "postgresql+psycopg" + url[len(scheme) :]
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        raise DomainError("TRACKER_DATABASE_URL phải bắt đầu bằng sqlite:/// hoặc postgresql://.")
    return url


def _own_secret(env: str, data: Path) -> str:
    """The embedded form makes its own key, kept beside the data; production must be given one."""
    if env == "production":
        raise DomainError("Thiếu TRACKER_SECRET_KEY: hãy đặt một chuỗi bí mật dài ít nhất 32 ký tự.")
    path = data / "secret-key"
    try:
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise DomainError(
            f"Không ghi được vào thư mục dữ liệu {data}: hãy đặt TRACKER_DATA tới một thư mục ghi được."
        ) from error


def _base_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise DomainError(f"TRACKER_BASE_URL là «{url}»: hãy đặt dạng https://ten-may.")
    return url.rstrip("/")


def _mail(environ: Mapping[str, str], data: Path) -> str:
    mail = environ.get("TRACKER_MAIL", "") or f"file:{data / 'mail'}"
    if not (mail.startswith(("file:", "smtp://", "smtps://")) or mail == "sendgrid"):
        raise DomainError("TRACKER_MAIL phải là file:THƯ_MỤC, smtp://máy:cổng hoặc sendgrid.")
    if mail == "sendgrid" and not environ.get("TRACKER_SENDGRID_API_KEY"):
        raise DomainError("TRACKER_MAIL là sendgrid nhưng thiếu TRACKER_SENDGRID_API_KEY.")
    return mail


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise DomainError(f"TRACKER_TIMEZONE là «{name}»: hãy đặt tên múi giờ như Asia/Ho_Chi_Minh.") from error


def _frozen(text: str, env: str) -> datetime | None:
    if not text:
        return None
    if env == "production":
        raise DomainError("TRACKER_NOW không được dùng khi TRACKER_ENV=production: hãy bỏ biến này.")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise DomainError(f"TRACKER_NOW là «{text}»: hãy đặt dạng 2026-03-31T08:00:00+07:00.") from error
    if instant.tzinfo is None:
        raise DomainError("TRACKER_NOW thiếu múi giờ: hãy thêm +07:00 ở cuối.")
    return instant


def _due_counts(environ: Mapping[str, str]) -> Literal["effective", "nominal"]:
    value = environ.get("TRACKER_DUE_COUNTS", "effective")
    if value not in {"effective", "nominal"}:
        raise DomainError(
            f"TRACKER_DUE_COUNTS là «{value}»: hãy đặt effective (ngày làm việc) hoặc nominal (ngày trên giấy)."
        )
    return cast(Literal["effective", "nominal"], value)


def _groups(text: str) -> frozenset[str]:
    found = frozenset(word.strip() for word in text.split(",") if word.strip())
    if not found <= SECOND_FACTOR_GROUPS:
        raise DomainError(
            f"TRACKER_REQUIRE_SECOND_FACTOR là «{text}»: "
            "hãy đặt steering, admin, cả hai (steering,admin) hoặc để trống."
        )
    return found


def _number(environ: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    text = environ.get(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise DomainError(f"{name} là «{text}»: hãy đặt một số nguyên {'dương' if least else 'không âm'}.")
    return int(text)
