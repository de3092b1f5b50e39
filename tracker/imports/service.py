"""A plan into a draft, and a draft thrown away. Never commits: one transaction holds all of it or nothing."""

import mimetypes
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.agencies.service import save_register
from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.imports.auditing import write_down
from tracker.imports.codes import SHORT
from tracker.imports.draft import PlanDraft
from tracker.imports.draft_rows import drafts_of, rows_of
from tracker.imports.home import own_home
from tracker.imports.models import Draft, DraftChange, DraftRow, ImportJob, JobState, PaperLine
from tracker.imports.own_names import sight_of
from tracker.imports.paper_lines import Places, letters_of, paper_lines
from tracker.imports.rereading import reread_names
from tracker.imports.succession import link_bases
from tracker.plans.models import Document, Plan, PlanBase
from tracker.plans.service import lock_draft
from tracker.sentences import kept
from tracker.storage import FileStore
from tracker.users.models import User

__all__ = ["delete_draft", "save_draft", "save_register"]

NAMESAKE = kept("Đã có một kế hoạch cùng số, ký hiệu và ngày ban hành. Hãy kiểm tra để không nhập trùng.")
_THERE = kept("Tệp này đã được nhập thành %(plan)s. Hãy mở kế hoạch đó; muốn nhập lại thì xóa bản nháp trước.")
_DELETED = kept("Bản nháp này đã được xóa.")
_RACED = kept("Tệp này vừa được người khác nhập. Hãy mở danh sách kế hoạch để xem.")


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
    """Keep the file and every row that was read from it, as a draft of `steering`.

    The file is stored first: should the transaction fail, a file that no row names does no harm.
    """
    stored = store.put(data)
    document = _document(session, stored.sha256, stored.size, filename, now)
    document.added_by_id = actor.id if actor else None
    plan = _plan(draft, steering, is_sample=is_sample)
    plan.document, plan.created_at = document, now
    steering.steers = True
    _warn_of_namesakes(session, plan)
    session.add(plan)
    session.flush()
    write_down(session, AuditKind.PLAN_READ, plan, actor=actor, now=now, file=filename)
    link_bases(session, plan, draft.document.amends)
    _add_rows(session, plan, draft)
    return plan


def delete_draft(session: Session, plan: Plan, *, actor: User | None, now: datetime) -> None:
    """Take a draft out with everything read from it, so that its file may be imported again."""
    lock_draft(session, plan)
    write_down(session, AuditKind.PLAN_DISCARDED, plan, actor=actor, now=now)
    document_id = plan.document_id
    gone = {"plan_id": None, "state": JobState.REFUSED, "message": _DELETED}
    session.execute(update(ImportJob).where(ImportJob.plan_id == plan.id).values(gone))
    for rows in (
        *(delete(model).where(model.plan_id == plan.id) for model in (DraftChange, DraftRow, PaperLine, Draft)),
        delete(PlanBase).where(or_(PlanBase.plan_id == plan.id, PlanBase.base_id == plan.id)),
        delete(Plan).where(Plan.id == plan.id),
        delete(Document).where(Document.id == document_id),
    ):
        session.execute(rows, execution_options={"synchronize_session": False})
    session.expire_all()


def _plan(draft: PlanDraft, steering: Agency, *, is_sample: bool) -> Plan:
    """The head of the paper."""
    head = draft.document
    return Plan(
        number=(head.number or "")[:SHORT],
        kind=head.kind[:SHORT],
        title=head.title,
        issuer=head.issuer,
        issued_on=head.issued_on,
        replaces=list(head.replaces),
        problems=draft.as_dict()["problems"],
        steering_agency=steering,
        is_sample=is_sample,
        appendices=[],
        obligations=[],
    )


def _add_rows(session: Session, plan: Plan, draft: PlanDraft) -> None:
    home = own_home(plan.issuer, draft.content.lines)
    session.add(Draft(plan_id=plan.id, places=list(home.places), names=list(home.names)))
    lines = paper_lines(draft.content)
    rows = rows_of(draft)
    letters = [letters_of([row.number, *row.cells.values()]) for row in rows]
    spans = Places(lines).spans([row.source for row in drafts_of(draft)], letters)
    for row, span in zip(rows, spans, strict=True):
        row.plan_id = plan.id
        row.paper_from, row.paper_to = span or (None, None)
    for line in lines:
        line.plan_id = plan.id
    session.add_all(lines)
    session.flush()
    reread_names(rows, sight_of(session, plan))
    session.add_all(rows)
    session.flush()


def _document(session: Session, sha256: str, size: int, filename: str, now: datetime) -> Document:
    """The row of the file; refuses bytes that a plan was already read from."""
    there = session.scalar(select(Plan).join(Plan.document).where(Document.sha256 == sha256))
    if there is not None:
        raise DomainError(_THERE % {"plan": there.label})
    document = session.scalar(select(Document).where(Document.sha256 == sha256))
    if document is None:
        media_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        document = Document(sha256=sha256, size=size, media_type=media_type, created_at=now)
        session.add(document)
    document.filename = filename
    try:
        session.flush()
    except IntegrityError as error:
        raise DomainError(_RACED) from error
    return document


def _warn_of_namesakes(session: Session, plan: Plan) -> None:
    """Another file of the same number, issuer and day: perhaps the same plan in another format."""
    same = (Plan.number == plan.number, Plan.issuer == plan.issuer, Plan.issued_on == plan.issued_on)
    if plan.number and session.scalar(select(Plan.id).where(*same).limit(1)) is not None:
        plan.problems = [*plan.problems, {"code": "plan_namesake", "message": NAMESAKE, "source": None}]
