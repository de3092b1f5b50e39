"""Words of the files handed in, read once for each content."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, pk, text_long, text_short


class FileText(Base):
    """What a file says: `plain` to show, `folded` to search (indexed for whole words by the database's own full-text
    search). `refusal`: why it could not be read."""

    __tablename__ = "file_text"

    id: Mapped[pk]
    sha256: Mapped[text_short] = mapped_column(unique=True)
    plain: Mapped[text_long]
    folded: Mapped[text_long]
    refusal: Mapped[text_long]
    read_at: Mapped[datetime]
