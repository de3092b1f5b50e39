"""Offices, every spelling ever met of their names, and the members of collectives."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.db import Base, created_at, pk, text_long, text_short


class Agency(Base):
    """An office. Collectives ("Các sở, ban, ngành …") list members; vague groups get no mail.

    `steers` marks the agencies that may be the steering office of a plan; each plan names its own. One that ever gave
    a sub-task on `delegates`. With `needs_approval` reports go to the head first; focal officers only prepare them.
    """

    __tablename__ = "agency"

    id: Mapped[pk]
    name: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[AgencyKind] = mapped_column(default=AgencyKind.OTHER)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    steers: Mapped[bool] = mapped_column(default=False)
    delegates: Mapped[bool] = mapped_column(default=False, server_default=false())
    needs_approval: Mapped[bool] = mapped_column(default=False)
    note: Mapped[text_long]
    created_at: Mapped[created_at]

    aliases: Mapped[list["AgencyAlias"]] = relationship(back_populates="agency", order_by="AgencyAlias.id")
    members: Mapped[list["AgencyMember"]] = relationship(
        back_populates="collective", foreign_keys="AgencyMember.collective_id", order_by="AgencyMember.id"
    )

    former_names: Mapped[list["FormerName"]] = relationship(order_by="FormerName.until.desc()")
    successor: Mapped["Agency | None"] = relationship(foreign_keys=[successor_id], remote_side="Agency.id")
    parent: Mapped["Agency | None"] = relationship(foreign_keys=[parent_id], remote_side="Agency.id")

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_collective(self) -> bool:
        return self.kind == AgencyKind.COLLECTIVE

    @property
    def answers(self) -> bool:
        """Whether the agency itself can owe a task."""
        return self.kind not in NOBODY


class AgencyAlias(Base):
    __tablename__ = "agency_alias"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[created_at]

    agency: Mapped[Agency] = relationship(back_populates="aliases")


class FormerName(Base):
    """What an agency was called up to a day (inclusive), and the document that renamed it."""

    __tablename__ = "former_name"

    id: Mapped[pk]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str]
    until: Mapped[date]
    document_number: Mapped[text_short]
    document_date: Mapped[date | None]


class AgencyMember(Base):
    """An agency belongs to a collective from a day to a day (both inclusive, null: open)."""

    __tablename__ = "agency_member"
    __table_args__ = (
        UniqueConstraint("collective_id", "member_id", "valid_from"),
        Index(None, "member_id"),
    )

    id: Mapped[pk]
    collective_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    collective: Mapped[Agency] = relationship(back_populates="members", foreign_keys=[collective_id])
    member: Mapped[Agency] = relationship(foreign_keys=[member_id])
