"""A desk: the cast, plans to give them, and the acts of an assignment through the browser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories.cast import Cast, make_cast
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker import clock
from tracker.agencies.models import Agency
from tracker.plans.models import Plan
from tracker.tasks import service
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.rules import Status
from tracker.users.models import User

_plans = count(1)


@dataclass
class Desk:
    session: Session
    cast: Cast
    sign_in: Callable[[User], FlaskClient]

    def plan(self, steering: Agency | None = None) -> Plan:
        return make_plan(self.session, steering or self.cast.office, number=f"{next(_plans)}-KH/BCĐTP")

    def task(self, plan: Plan, lead: Agency | None = None, **fields: Any) -> Task:
        return make_task(self.session, plan, [lead or self.cast.science], **fields)

    def publish(self, plan: Plan) -> list[Assignment]:
        made = publish_plan(self.session, plan, clock.now(), clock.today())
        self.session.commit()
        return made

    def given(self, lead: Agency | None = None, **fields: Any) -> Assignment:
        """One assignment of a plan of its own."""
        plan = self.plan()
        self.task(plan, lead, **fields)
        return self.publish(plan)[0]

    def given_many(self, number: int, lead: Agency | None = None, **fields: Any) -> list[Assignment]:
        plan = self.plan()
        for _ in range(number):
            self.task(plan, lead, **fields)
        return self.publish(plan)

    def report(self, assignment: Assignment, by: User | None = None, day: date | None = None) -> None:
        """A report straight through the service, on a day."""
        report = service.Report("Đã ban hành kế hoạch", "125/KH-UBND")
        actor, on = by or self.cast.focal, day or clock.today()
        service.report_done(self.session, assignment, report, actor=actor, now=clock.now(), day=on)
        self.session.commit()

    def confirm(self, assignment: Assignment) -> None:
        service.confirm(assignment, actor=self.cast.officer, now=clock.now())
        self.session.commit()

    def get(self, who: User, path: str, **query: Any) -> TestResponse:
        return self.sign_in(who).get(path, query_string=query)

    def page(self, who: User, path: str, **query: Any) -> str:
        answer = self.get(who, path, **query)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def act(
        self, who: User, assignment: Assignment, act: str, version: int | None = None, **fields: Any
    ) -> TestResponse:
        """Send the form of an act, as it stands on a page that shows this version."""
        fields["version"] = str(assignment.version if version is None else version)
        path = f"/viec/{assignment.id}/{act}"
        return self.sign_in(who).post(path, data=fields, content_type="multipart/form-data")

    def status(self, assignment: Assignment) -> Status:
        self.session.refresh(assignment)
        return assignment.status

    def events(self, assignment: Assignment) -> int:
        query = select(func.count(TaskEvent.id)).where(TaskEvent.assignment_id == assignment.id)
        return self.session.scalar(query) or 0


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def desk(session: Session, cast: Cast, sign_in: Callable[[User], FlaskClient]) -> Desk:
    return Desk(session, cast, sign_in)
