"""The same plan handed in again: the same bytes are refused, the same content in another format is shown to be the
same."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.imports.conftest import NOW, Save
from tests.imports.printed import PrintedTable, printed_tables
from tests.imports.writers.sheet import first_page, sheets_of, xlsx
from tests.imports.writers.word import written
from tracker import clock
from tracker.deadlines.queries import calendar
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.comparing import comparison_with
from tracker.imports.issuing import publish_draft
from tracker.imports.models import DraftRow
from tracker.imports.succession import namesakes
from tracker.imports.versions import Change
from tracker.plans.models import Plan
from tracker.tasks.publishing import Moment

Write = Callable[[list[PrintedTable]], bytes]


def word(tables: list[PrintedTable]) -> bytes:
    return written(first_page(SAMPLE), tables)


def sheet(tables: list[PrintedTable]) -> bytes:
    return xlsx(sheets_of(tables, first_page(SAMPLE)))


@pytest.mark.parametrize(("write", "filename"), [(word, "ke-hoach.docx"), (sheet, "ke-hoach.xlsx")])
@pytest.mark.parametrize("is_published", [False, True])
def test_another_format_is_the_same_row_by_row(
    session: Session, save: Save, write: Write, filename: str, is_published: bool
) -> None:
    first = save(SAMPLE.read_bytes(), SAMPLE.name)
    if is_published:
        publish_draft(session, first, actor=None, moment=Moment(NOW, clock.day_of(NOW), calendar(session)))
    second = save(write(printed_tables(SAMPLE)), filename)
    second.issued_on, second.issuer = first.issued_on or date(2026, 2, 14), first.issuer
    session.flush()
    assert namesakes(session, second) == [first]
    found = comparison_with(session, second, first)
    assert found.counts == {Change.UNCHANGED: 95 + 69}
    assert found.doubtful == 0


@pytest.mark.parametrize(("write", "filename"), [(word, "ke-hoach.docx"), (sheet, "ke-hoach.xlsx")])
def test_the_same_bytes_are_refused_and_change_nothing(
    session: Session, save: Save, write: Write, filename: str
) -> None:
    data = write(printed_tables(SAMPLE))
    plan = save(data, filename)
    session.commit()
    rows = select(func.count(DraftRow.id))
    before = session.scalar(rows)
    with pytest.raises(DomainError, match=f"đã được nhập thành {plan.label}"):
        save(data, f"ban-sao-{filename}")
    session.rollback()
    assert (session.scalar(rows), session.scalar(select(func.count(Plan.id)))) == (before, 1)
