"""A desk with a unit and wards to give work on to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tests.factories.people import make_agency, make_user
from tests.tasks.conftest import Desk as TaskDesk
from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.deadlines.queries import calendar
from tracker.delegation import service
from tracker.delegation.service import Part
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import Moment
from tracker.users.models import User


class Desk(TaskDesk):
    """`unit` and `ward` get what the Sở Khoa học gives on; they have an officer each."""

    unit: Agency
    ward: Agency
    in_unit: User
    in_ward: User

    def moment(self) -> Moment:
        return Moment(clock.now(), clock.today(), calendar(self.session))

    def give(
        self,
        parent: Assignment,
        *agencies: Agency,
        title: str = "Rà soát dữ liệu",
        due: date | None = None,
        **more: Any,
    ) -> list[Assignment]:
        part = Part(title, "Báo cáo", agencies or (self.unit,), due, **more)
        made = service.delegate(self.session, parent, [part], actor=self.cast.focal, moment=self.moment())
        self.session.commit()
        return made

    def form(self, parent: Assignment, *parts: dict[str, str], **more: str) -> dict[str, str]:
        """What the form sends for these sub-tasks."""
        sent = {"version": str(parent.version), **more}
        for number, part in enumerate(parts):
            sent |= {f"parts-{number}-{name}": value for name, value in part.items()}
        return sent

    def children(self, parent: Assignment) -> list[Task]:
        query = select(Task).where(Task.delegated_from_id == parent.id).order_by(Task.id)
        return list(self.session.scalars(query))


@dataclass
class Wards:
    first: Agency
    second: Agency
    all: Agency


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def desk(session: Session, cast: Cast, sign_in: Callable[[User], FlaskClient]) -> Desk:
    made = Desk(session, cast, sign_in)
    made.unit = make_agency(session, "Phòng Quản lý khoa học", kind=AgencyKind.DEPARTMENT)
    made.ward = make_agency(session, "Ủy ban nhân dân phường Sài Gòn", kind=AgencyKind.COMMUNE)
    made.in_unit = make_user(session, "unit@example.vn", agency=made.unit)
    made.in_ward = make_user(session, "in-ward@example.vn", agency=made.ward)
    session.commit()
    return made


@pytest.fixture
def wards(session: Session) -> Wards:
    first = make_agency(session, "UBND phường Một", kind=AgencyKind.COMMUNE)
    second = make_agency(session, "UBND phường Hai", kind=AgencyKind.COMMUNE)
    both = make_agency(session, "Các phường", kind=AgencyKind.COLLECTIVE, members=[first, second])
    session.commit()
    return Wards(first, second, both)
