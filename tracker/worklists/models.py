"""How a person keeps his lists: filters with a name, and the columns he wants to see."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.users.models import User


class SavedFilter(Base):
    """The filter of a list as its address has it. With an agency its people have it too; it shows each of them what
    he himself may see."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("user_id", "page", "name"), Index(None, "agency_id", "page"))

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    page: Mapped[text_short]
    name: Mapped[text_short]
    query: Mapped[text_long]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    created_at: Mapped[created_at]

    user: Mapped[User] = relationship()


class ChosenColumns(Base):
    """The further columns of a list that a person wants, in their order."""

    __tablename__ = "chosen_columns"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    page: Mapped[text_short] = mapped_column(primary_key=True)
    columns: Mapped[list[Any]]
