"""A draft into the database, and out of it again. Never commits: one transaction holds all of it or nothing."""

import mimetypes
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.agencies.names import Match, Register
from tracker.agencies.service import save_register
from tracker.errors import DomainError
from tracker.imports.agency_book import AgencyBook
from tracker.imports.draft import PlanDraft
from tracker.imports.draft_rows import Codes, RowDraft, indicator_of, plan_of, task_of
from tracker.imports.paper_order import PaperOrder
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.plans.models import Appendix, Document, Plan, ReportObligation, TaskGroup
from tracker.plans.service import lock_draft
from tracker.sentences import kept
from tracker.storage import FileStore
from tracker.tasks.models import Task, TaskAgency
from tracker.users.models import User

__all__ = ["delete_draft", "save_draft", "save_register"]

NAMESAKE = kept("Đã có một kế hoạch cùng số, ký hiệu và ngày ban hành. Hãy kiểm tra để không nhập trùng.")


def save_draft(
    session: Session,
    draft: PlanDraft,
    *,
    data: bytes,
    filename: str,
    store: FileStore,
    steering: Agency,
    actor: User | None,
    now: datetime,
    is_sample: bool = False,
) -> Plan:
    """Keep the file and write everything that was read from it, as a draft of `steering`.

    The file is stored first: should the transaction fail, a file that no row names does no harm.
    """
    stored = store.put(data)
    document = _document(session, stored.sha256, stored.size, filename, now)
    document.added_by_id = actor.id if actor else None
    plan = plan_of(draft, steering, is_sample=is_sample)
    plan.document, plan.created_at = document, now
    steering.steers = True
    _warn_of_namesakes(session, plan)
    book = AgencyBook(session, Register.load_default(), _matches(draft))
    session.add(plan)
    _add_rows(session, plan, draft, book)
    return plan


def delete_draft(session: Session, plan: Plan) -> None:
    """Take a draft out with everything read from it, so that its file may be imported again."""
    lock_draft(session, plan)
    tasks = select(Task.id).where(Task.plan_id == plan.id)
    indicators = select(Indicator.id).where(Indicator.plan_id == plan.id)
    appendices = select(Appendix.id).where(Appendix.plan_id == plan.id)
    document_id = plan.document_id
    for rows in (
        delete(TaskAgency).where(TaskAgency.task_id.in_(tasks)),
        delete(Task).where(Task.plan_id == plan.id),
        delete(Target).where(Target.indicator_id.in_(indicators)),
        delete(IndicatorAgency).where(IndicatorAgency.indicator_id.in_(indicators)),
        delete(Indicator).where(Indicator.plan_id == plan.id),
        delete(TaskGroup).where(TaskGroup.appendix_id.in_(appendices)),
        delete(Appendix).where(Appendix.plan_id == plan.id),
        delete(ReportObligation).where(ReportObligation.plan_id == plan.id),
        delete(Plan).where(Plan.id == plan.id),
        delete(Document).where(Document.id == document_id),
    ):
        session.execute(rows, execution_options={"synchronize_session": False})
    session.expire_all()


def _document(session: Session, sha256: str, size: int, filename: str, now: datetime) -> Document:
    """The row of the file; refuses bytes that a plan was already read from."""
    there = session.scalar(select(Plan).join(Plan.document).where(Document.sha256 == sha256))
    if there is not None:
        raise DomainError(
            _(
                "Tệp này đã được nhập thành %(plan)s. Hãy mở kế hoạch đó; muốn nhập lại thì xóa bản nháp trước.",
                plan=there.label,
            )
        )
    document = session.scalar(select(Document).where(Document.sha256 == sha256))
    if document is None:
        media_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        document = Document(sha256=sha256, size=size, media_type=media_type, created_at=now)
        session.add(document)
    document.filename = filename
    try:
        session.flush()
    except IntegrityError as error:
        raise DomainError(_("Tệp này vừa được người khác nhập. Hãy mở danh sách kế hoạch để xem.")) from error
    return document


def _warn_of_namesakes(session: Session, plan: Plan) -> None:
    """Another file of the same number, issuer and day: perhaps the same plan in another format."""
    same = (Plan.number == plan.number, Plan.issuer == plan.issuer, Plan.issued_on == plan.issued_on)
    if plan.number and session.scalar(select(Plan.id).where(*same).limit(1)) is not None:
        plan.problems = [*plan.problems, {"code": "plan_namesake", "message": NAMESAKE, "source": None}]


def _matches(draft: PlanDraft) -> Iterator[Match]:
    for task in draft.tasks:
        if not task.is_heading:
            yield from (*task.lead_agencies, *task.coordinating_agencies)
    for indicator in draft.indicators:
        yield from indicator.lead_agencies


def _add_rows(session: Session, plan: Plan, draft: PlanDraft, book: AgencyBook) -> None:
    order = PaperOrder(plan)
    codes = Codes(draft.indicators)
    for indicator in draft.indicators:
        code, problems = codes.code(indicator)
        _place(session, indicator_of(indicator, code, plan.number, book.agency), indicator, problems, plan, order)
    codes = Codes([task for task in draft.tasks if not task.is_heading])
    for task in draft.tasks:
        if task.is_heading:
            order.add_heading(task)
            continue
        code, problems = codes.code(task)
        _place(session, task_of(task, code, plan.number, book.agency), task, problems, plan, order)
    session.flush()
    order.link_parents()
    session.flush()


def _place(
    session: Session,
    made: Task | Indicator,
    row: RowDraft,
    problems: list[dict[str, Any]],
    plan: Plan,
    order: PaperOrder,
) -> None:
    made.problems = [*made.problems, *problems]
    made.plan, made.appendix, made.group = plan, order.appendix(row), order.group(row)
    made.position = order.next_position()
    session.add(made)
