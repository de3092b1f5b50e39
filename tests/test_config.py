from pathlib import Path

import pytest

from tracker.config import Settings
from tracker.errors import DomainError


def settings(tmp_path: Path, **variables: str) -> Settings:
    return Settings.from_env({"TRACKER_DATA": str(tmp_path), **variables})


def test_a_laptop_needs_no_settings_and_keeps_its_secret(tmp_path: Path) -> None:
    first = settings(tmp_path)
    assert first.database_url == f"sqlite:///{tmp_path / 'dung-han.db'}"
    assert len(first.secret_key) == 64
    assert settings(tmp_path).secret_key == first.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_postgresql_addresses_use_the_installed_driver(tmp_path: Path) -> None:
    assert settings(tmp_path, TRACKER_DATABASE_URL="postgresql://a@b/c").database_url == "postgresql+psycopg://a@b/c"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TRACKER_ENV", "prod"),
        ("TRACKER_ENV", "production"),
        ("TRACKER_DATABASE_URL", "mysql://a"),
        ("TRACKER_BASE_URL", "dung-han.vn"),
        ("TRACKER_MAIL", "pigeon"),
        ("TRACKER_MAIL", "sendgrid"),
        ("TRACKER_TIMEZONE", "Asia/Saigonn"),
        ("TRACKER_NOW", "yesterday"),
        ("TRACKER_NOW", "2026-03-31T08:00:00"),
        ("TRACKER_DUE_COUNTS", "both"),
        ("TRACKER_MAX_UPLOAD_MB", "-1"),
        ("TRACKER_IMPORT_SECONDS", "soon"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(DomainError, match="TRACKER_"):
        settings(tmp_path, **{variable: value})


def test_production_refuses_a_frozen_clock(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="TRACKER_NOW"):
        settings(
            tmp_path, TRACKER_ENV="production", TRACKER_SECRET_KEY="x" * 32, TRACKER_NOW="2026-03-31T08:00:00+07:00"
        )


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DomainError, match="TRACKER_DATA"):
        settings(tmp_path / "file")
