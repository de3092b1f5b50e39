"""The list is cut the same way on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.journal.conftest import START, History
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.journal.filtering import Filter
from tracker.journal.queries import Place, Source, cut
from tracker.users.models import SignInEvent

FILTERS = (
    (Filter(), 9),
    (Filter(words="buoc"), 3),
    (Filter(words="khong co"), 0),
    (Filter(person="officer@example.vn"), 9),
    (Filter(plan=1), 2),
    (Filter(agency=1), 6),
    (Filter(kind="viec.progress"), 3),
    (Filter(kind="he-thong.agency_renamed"), 3),
    (Filter(kind="dang-nhap.vao"), 3),
    (Filter(kind="dang-nhap.tu-choi"), 0),
    (Filter(from_on=date(2026, 3, 4), to_on=date(2026, 3, 4)), 9),
    (Filter(to_on=date(2026, 3, 3)), 0),
    (Filter(batch="ab"), 0),
)


@pytest.fixture
def session(history: History, engine: Engine) -> Iterator[Session]:
    history.write("bước một", "bước hai")
    history.write("bước ba", plan=1)
    with Session(engine) as session:
        for _number in range(3):
            who = SignInEvent(user_id=history.person, email="officer@example.vn", address="", ok=True, at=START)
            session.add(who)
            about = About(Subject.AGENCY, 1, "Văn phòng")
            note(session, AuditKind.AGENCY_RENAMED, about, actor_id=history.person, now=START)
        session.commit()
        yield session


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_each_filter_finds_as_many(session: Session, wanted: Filter, expected: int) -> None:
    assert len(cut(session, wanted).places) == expected


def test_lines_of_one_instant_are_cut_without_loss_in_both_directions(session: Session) -> None:
    whole = list(cut(session, Filter()).places)
    assert whole == sorted(whole, key=lambda one: (one.at, one.source, one.id), reverse=True)
    assert [one.source for one in whole] == [Source.TASK] * 3 + [Source.SYSTEM] * 3 + [Source.SIGN_IN] * 3
    forward: list[Place] = []
    page = cut(session, Filter(), size=2)
    while True:
        forward += page.places
        last = page
        if page.older is None:
            break
        page = cut(session, Filter(), after=page.older, size=2)
    assert forward == whole
    backward = list(last.places)
    while last.newer is not None:
        last = cut(session, Filter(), before=last.newer, size=2)
        backward = [*last.places, *backward]
    assert backward == whole
