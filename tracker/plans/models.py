"""A plan, the document it came as, its appendices and their groups."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.permissions import Scope
from tracker.users.models import User


class PlanState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class BaseKind(StrEnum):
    """What a plan does to an earlier one: takes its place, or changes some of its rows while it stays in force."""

    REPLACES = "replaces"
    AMENDS = "amends"


class Document(Base):
    """The file a plan came as, kept byte for byte; its hash stops a second import."""

    __tablename__ = "document"

    id: Mapped[pk]
    sha256: Mapped[text_short] = mapped_column(unique=True)
    filename: Mapped[text_long]
    size: Mapped[int]
    media_type: Mapped[text_short]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[created_at]


class Plan(Base):
    """An action plan. `released_at`: the day the steering office let mail about the already overdue go."""

    __tablename__ = "plan"

    id: Mapped[pk]
    number: Mapped[text_short]
    kind: Mapped[text_short]
    title: Mapped[text_long]
    issuer: Mapped[text_long]
    issued_on: Mapped[date | None]
    replaces: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[PlanState] = mapped_column(default=PlanState.DRAFT)
    steering_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    problems: Mapped[list[Any]] = mapped_column(default=list)
    is_sample: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    released_at: Mapped[datetime | None]
    created_at: Mapped[created_at]

    steering_agency: Mapped[Agency] = relationship()
    document: Mapped[Document | None] = relationship()
    published_by: Mapped[User | None] = relationship()
    appendices: Mapped[list["Appendix"]] = relationship(back_populates="plan", order_by="Appendix.position")
    obligations: Mapped[list["ReportObligation"]] = relationship(
        back_populates="plan", order_by="ReportObligation.id"
    )

    @property
    def scope(self) -> Scope:
        return Scope(steering=self.steering_agency_id)

    @property
    def label(self) -> str:
        """What people call it: "Kế hoạch 27-KH/BCĐTP"; its title when the paper bears no number."""
        return f"{self.kind} {self.number}".strip() if self.number else self.title or self.kind

    @property
    def is_draft(self) -> bool:
        return self.state is PlanState.DRAFT


class PlanBase(Base):
    """An earlier plan that a plan replaces or amends: so laid down in the draft, done by its publication.

    `is_carried`: publishing changed tasks of the earlier plan, so that it cannot be taken back.
    """

    __tablename__ = "plan_base"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    base_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True, index=True)
    kind: Mapped[BaseKind]
    is_carried: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship(foreign_keys=[plan_id])
    base: Mapped[Plan] = relationship(foreign_keys=[base_id])


class Appendix(Base):
    __tablename__ = "appendix"
    __table_args__ = (UniqueConstraint("plan_id", "position"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[text_short]
    title: Mapped[text_long]
    position: Mapped[int]

    plan: Mapped[Plan] = relationship(back_populates="appendices")
    groups: Mapped[list["TaskGroup"]] = relationship(back_populates="appendix", order_by="TaskGroup.position")


class TaskGroup(Base):
    """A heading of an appendix: a pillar ("IV"), or a row that only holds sub-items ("29")."""

    __tablename__ = "task_group"
    __table_args__ = (Index(None, "appendix_id", "position"),)

    id: Mapped[pk]
    appendix_id: Mapped[int] = mapped_column(ForeignKey("appendix.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task_group.id"))
    number: Mapped[text_short]
    title: Mapped[text_long]
    note: Mapped[text_long]
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)
    position: Mapped[int]

    appendix: Mapped[Appendix] = relationship(back_populates="groups")


class ReportObligation(Base):
    """A duty to report that the plan's text lays on agencies ("trước ngày 30/11 hằng năm … báo cáo …")."""

    __tablename__ = "report_obligation"

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    text: Mapped[text_long]
    who: Mapped[list[Any]] = mapped_column(default=list)
    recipient: Mapped[text_long]
    through: Mapped[text_long]
    deadline: Mapped[dict[str, Any]] = mapped_column(default=dict)
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)

    plan: Mapped[Plan] = relationship(back_populates="obligations")
