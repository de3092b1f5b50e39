"""A desk with tasks that several owe or help with."""

from collections.abc import Callable
from itertools import count

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task
from tests.tasks.conftest import Desk as TaskDesk
from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.deadlines.queries import calendar
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import Moment, expand
from tracker.users.models import User

_numbers = count(0)


class Desk(TaskDesk):
    """`health` helps; `helper` is its officer."""

    health: Agency
    helper: User

    def moment(self) -> Moment:
        return Moment(clock.now(), clock.today(), calendar(self.session))

    def led_by(self, *leads: Agency, helping: tuple[Agency, ...] = ()) -> list[Assignment]:
        """Assignments of a task that the paper gives to several, in its order."""
        plan = self.plan()
        make_task(self.session, plan, list(leads), coordinating=list(helping))
        return sorted(self.publish(plan), key=lambda one: [agency.id for agency in leads].index(one.agency_id))

    def helped(self) -> Assignment:
        return self.led_by(self.cast.science, helping=(self.health,))[0]

    def collective(self, number: int) -> Task:
        """A task of a collective with so many members, each with its part."""
        first = next(_numbers) * 1000
        names = [f"UBND phường số {first + n:04}" for n in range(number)]
        members = [make_agency(self.session, name, kind=AgencyKind.COMMUNE) for name in names]
        everybody = make_agency(self.session, f"Các phường {number}", kind=AgencyKind.COLLECTIVE, members=members)
        plan = self.plan()
        task = make_task(self.session, plan, [everybody])
        self.publish(plan)
        expand(self.session, task.agencies[0], members, actor=self.cast.officer, moment=self.moment())
        self.session.commit()
        return task

    def complete(self, assignment: Assignment, by: User | None = None) -> None:
        self.report(assignment, by=by or self.cast.leader)
        self.confirm(assignment)


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def desk(session: Session, cast: Cast, sign_in: Callable[[User], FlaskClient]) -> Desk:
    made = Desk(session, cast, sign_in)
    made.health = make_agency(session, "Sở Y tế")
    made.helper = make_user(session, "helper@example.vn", agency=made.health)
    session.commit()
    return made
