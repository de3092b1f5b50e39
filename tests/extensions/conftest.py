"""A desk of its own for requests: asked and decided through the service or through the browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories.cast import Cast, make_cast
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.extensions import service
from tracker.extensions.models import Extension
from tracker.extensions.rules import Answer, Reason
from tracker.extensions.service import Asking, Paper, Ruling
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.users.models import User

PAPER = Paper("15/CV-VPTU", date(2026, 3, 4))
GRANT = Ruling(Answer.GRANTED, paper=PAPER)
REFUSE = Ruling(Answer.REFUSED, text="Tiến độ cần giữ để trình kỳ họp")


@dataclass
class Requests(Desk):
    @property
    def moment(self) -> Moment:
        return Moment(clock.now(), clock.today(), calendar(self.session))

    def ask(self, assignment: Assignment, due: date = date(2026, 4, 15), by: User | None = None) -> Extension:
        asking = Asking(due, Reason.PARTNERS, "Sở Tài chính chưa gửi số liệu")
        made = service.ask(self.session, assignment, asking, actor=by or self.cast.focal, moment=self.moment)
        self.session.commit()
        return made

    def rule(self, extension: Extension, ruling: Ruling = GRANT, by: User | None = None) -> None:
        service.decide(self.session, [extension], ruling, actor=by or self.cast.officer, moment=self.moment)
        self.session.commit()

    def decide(self, who: User, extension: Extension, version: int | None = None, **fields: Any) -> TestResponse:
        """Send the form of a decision, as it stands on a page that shows this version."""
        seen = extension.assignment.version if version is None else version
        given = {
            "answer": "granted",
            "document_number": "15/CV-VPTU",
            "document_date": "4/3/2026",
            "version": str(seen),
        }
        return self.sign_in(who).post(f"/gia-han/{extension.id}/quyet-dinh", data={**given, **fields})

    def kinds(self, assignment: Assignment) -> list[str]:
        query = select(TaskEvent.kind).where(TaskEvent.assignment_id == assignment.id).order_by(TaskEvent.id)
        return [kind.value for kind in self.session.scalars(query)]

    def fresh(self, *things: Any) -> None:
        for thing in things:
            self.session.refresh(thing)


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def desk(session: Session, cast: Cast, sign_in: Callable[[User], FlaskClient]) -> Requests:
    return Requests(session, cast, sign_in)


@pytest.fixture
def on_postgresql(
    postgres_url: str, settings: Settings, app: Flask, freeze: Callable[[str], datetime]
) -> Iterator[Session]:
    """The same application on PostgreSQL."""
    other = create_app(replace(settings, database_url=postgres_url))
    other.config["WTF_CSRF_ENABLED"] = False
    other.test_client_class = app.test_client_class
    freeze("2026-03-04 08:00")
    with other.app_context():
        yield db.session
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()
