"""A draft from the paper to tasks and back, on the database of large installations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tests.imports.conftest import NOW
from tests.imports.paper import paper, six
from tracker import clock
from tracker.deadlines.queries import calendar
from tracker.imports import draft_page, queries, restructuring, review
from tracker.imports.desk import Desk, undo
from tracker.imports.issuing import publish_draft, take_back
from tracker.imports.models import RowKind
from tracker.imports.preview import preview
from tracker.imports.queries import Wanted
from tracker.imports.reading import read_plan
from tracker.imports.rules import Clarity
from tracker.imports.service import delete_draft, save_draft
from tracker.storage import FileStore
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import Moment

LINES = (
    six("1", "Xây dựng: a) Quy chế; b) Đề án", "Sở Khoa hoc và Công nghê"),
    six("2", "Việc hai", "Các sở, ban, ngành", "Theo tiến độ"),
    six("3", "Việc ba", "theo phân công"),
)


@pytest.fixture
def large(app: Flask, postgres_url: str) -> Iterator[Session]:
    engine = create_engine(postgres_url)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


@pytest.mark.postgres
def test_a_draft_is_reviewed_published_and_taken_back(large: Session, tmp_path: Path) -> None:
    office = make_agency(large, "Văn phòng Thành ủy", steers=True)
    officer = make_user(large, "officer@example.vn", agency=office)
    data = paper(*LINES)
    plan = save_draft(
        large,
        read_plan(data, "kh.txt"),
        data=data,
        filename="kh.txt",
        store=FileStore(tmp_path),
        steering=office,
        actor=officer,
        now=NOW,
    )
    large.commit()
    for wanted, count in (
        (Wanted(), 3),
        (Wanted(doubtful=True), 3),
        (Wanted(column="lead"), 2),
        (Wanted(lacks=Clarity.WHEN), 1),
        (Wanted(kind=RowKind.INDICATOR), 0),
    ):
        assert len(queries.page(large, plan, None, wanted).rows) == count
    desk = Desk(large, plan, officer, NOW)
    first, second, third = queries.rows_of_plan(large, plan)
    assert len(draft_page.entries(large, plan, [first, second, third], in_full=True)) == 3
    review.accept(desk, first, "lead")
    review.choose_agency(desk, third, "lead", "theo phân công", "Sở Nội vụ", remember=False)
    restructuring.split(desk, first, "title")
    large.commit()
    undo(desk)
    large.commit()
    assert [row.doubts for row in queries.rows_of_plan(large, plan)] == [0, 1, 0]
    moment = Moment(NOW, clock.day_of(NOW), calendar(large))
    said = preview(large, plan, moment)
    assert (said.tasks, said.given, said.waiting) == (3, 2, 1)
    assert len(publish_draft(large, plan, actor=officer, moment=moment)) == said.assignments
    large.commit()
    take_back(large, plan, actor=None, now=NOW)
    large.commit()
    assert large.scalar(select(func.count(Task.id))) == large.scalar(select(func.count(Assignment.id))) == 0
    delete_draft(large, plan, actor=None, now=NOW)
    large.commit()
