"""Plans saved as drafts straight through the service."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.factories.people import make_agency
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.imports.reading import read_plan
from tracker.imports.service import save_draft
from tracker.plans.models import Plan
from tracker.storage import FileStore

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
Save = Callable[..., Plan]


@pytest.fixture
def office(session: Session) -> Agency:
    return make_agency(session, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE)


@pytest.fixture
def save(session: Session, office: Agency, tmp_path: Path) -> Save:
    return saver(session, office, tmp_path)


def saver(session: Session, office: Agency, folder: Path) -> Save:
    def saved(data: bytes, filename: str = "ke-hoach.txt", **given: bool) -> Plan:
        draft = read_plan(data, filename)
        store = FileStore(folder / "files")
        return save_draft(
            session, draft, data=data, filename=filename, store=store, steering=office, actor=None, now=NOW, **given
        )

    return saved
