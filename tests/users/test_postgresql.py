"""What the two databases do in their own ways: locks, compare-and-swap, and the conditions of the list."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import at
from tests.factories.people import make_agency, make_user
from tests.users.conftest import NEW_PASSWORD, new_password
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.errors import DomainError
from tracker.users import administration, people, second_factor, substitutes, tickets
from tracker.users.credentials import Ticket, TicketKind
from tracker.users.models import Membership, Post, Role, User
from tracker.users.people import PeopleFilter

pytestmark = pytest.mark.postgres
KEY = "test"


@pytest.fixture
def grown_up(postgres_url: str, settings: Settings, app: Flask) -> Iterator[Flask]:
    """The same application on PostgreSQL."""
    other = create_app(replace(settings, database_url=postgres_url))
    other.config["WTF_CSRF_ENABLED"] = False
    clock.freeze(at("2026-03-04 08:00"))
    with other.app_context():
        yield other
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


def cast(session: Session) -> tuple[User, User, User]:
    agency = make_agency(session, "Sở Tài chính")
    made = (
        make_user(session, "head@example.vn", agency=agency, post=Post.HEAD),
        make_user(session, "focal@example.vn", agency=agency),
        make_user(session, "admin@example.vn", role=Role.ADMIN),
    )
    session.commit()
    return made


def test_substitutes_are_worked_out_and_worked_out_anew(grown_up: Flask) -> None:
    session, now = db.session, clock.now()
    head, focal, _ = cast(session)
    day = clock.today()
    made = substitutes.arrange(
        session,
        absent=head,
        substitute=focal,
        from_on=day,
        until_on=day + timedelta(days=3),
        reason="Đi học",
        actor=head,
        now=now,
    )
    session.commit()
    held = select(func.count(Membership.id)).where(Membership.for_id == head.id)
    assert session.scalar(held) == 1
    substitutes.end(session, made, actor=head, now=now)
    session.commit()
    assert session.scalar(held) == 0


def test_a_ticket_is_used_once_by_requests_at_the_same_moment(grown_up: Flask) -> None:
    session, now = db.session, clock.now()
    _, focal, admin = cast(session)
    ticket = tickets.issue(session, focal, TicketKind.INVITATION, KEY, made_by=admin, now=now)
    token = tickets.link_token(ticket.id, ticket.made_at, grown_up.extensions["settings"].secret_key)
    session.commit()

    def knock(number: int) -> int:
        fields = new_password(f"{NEW_PASSWORD}{number}")
        with grown_up.app_context():
            return grown_up.test_client().post(f"/dat-mat-khau?ma={token}", data=fields).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(knock, range(4)))
    assert answers[0] == 302
    assert set(answers[1:]) <= {410, 422}
    assert session.scalar(select(func.count(Ticket.id)).where(Ticket.used_at.is_not(None))) == 1


def test_two_administrators_who_close_each_other_at_once_leave_one(grown_up: Flask) -> None:
    session = db.session
    _, _, one = cast(session)
    two = make_user(session, "other@example.vn", role=Role.ADMIN)
    session.commit()

    def close(pair: tuple[int, int]) -> None:
        with grown_up.app_context():
            actor, user = (db.session.get_one(User, number) for number in pair)
            try:
                administration.deactivate(db.session, user, "", actor=actor, now=clock.now(), day=clock.today())
                db.session.commit()
            except DomainError:
                db.session.rollback()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, [(one.id, two.id), (two.id, one.id)]))
    session.rollback()
    left = select(func.count(User.id)).where(User.role == Role.ADMIN, User.active.is_(True))
    assert session.scalar(left) == 1


def test_the_second_factor_and_the_list_of_people(grown_up: Flask) -> None:
    session, now = db.session, clock.now()
    head, _, admin = cast(session)
    second_factor.begin(session, head, KEY, now)
    uri = second_factor.waiting_uri(session, head, KEY)
    assert uri
    totp = pyotp.parse_uri(uri)
    assert isinstance(totp, pyotp.TOTP)
    assert len(second_factor.confirm(session, head, totp.at(now), KEY, now)) == 10
    assert not second_factor.is_right(session, head, totp.at(now), KEY, now)
    administration.change(session, head, name="Đỗ Thị Hoà", email=head.email, role=Role.MEMBER, actor=admin, now=now)
    session.commit()
    found, total = people.listed(session, PeopleFilter(words="do hoa", state="waiting"), now, clock.today(), 1)
    assert ([one.id for one in found], total) == ([head.id], 1)
    assert people.state_counts(session, now)["waiting"] == 3
