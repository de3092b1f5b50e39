"""Measured targets of a plan (Phụ lục I). Values reported against them come with the indicator screens."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.db import Base, pk, text_long, text_short
from tracker.plans.models import Appendix, Plan, TaskGroup


class Indicator(Base):
    __tablename__ = "indicator"
    __table_args__ = (Index(None, "plan_id", "position"), UniqueConstraint("plan_id", "code"))

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    appendix_id: Mapped[int] = mapped_column(ForeignKey("appendix.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("task_group.id"))
    code: Mapped[text_short]
    number: Mapped[text_short]
    title: Mapped[text_long]
    unit: Mapped[text_long]
    lead_text: Mapped[text_long]
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    position: Mapped[int]
    search_text: Mapped[text_long]

    plan: Mapped[Plan] = relationship()
    appendix: Mapped[Appendix] = relationship()
    group: Mapped[TaskGroup | None] = relationship()
    targets: Mapped[list["Target"]] = relationship(back_populates="indicator", order_by="Target.year")
    agencies: Mapped[list["IndicatorAgency"]] = relationship(order_by="IndicatorAgency.id")


class Target(Base):
    """The value to reach in a year; `raw` keeps the paper's words, numbers are null where it names none."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("indicator_id", "year"),)

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int | None]
    raw: Mapped[text_long]
    comparator: Mapped[text_short]
    minimum: Mapped[float | None]
    maximum: Mapped[float | None]
    unit: Mapped[str | None]

    indicator: Mapped[Indicator] = relationship(back_populates="targets")


class IndicatorAgency(Base):
    """An agency that tracks an indicator."""

    __tablename__ = "indicator_agency"
    __table_args__ = (UniqueConstraint("indicator_id", "agency_id"), Index(None, "agency_id"))

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))

    agency: Mapped[Agency] = relationship()
