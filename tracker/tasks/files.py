"""Files that an agency hands in, as rows: their bytes lie in the store already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.tasks.models import Assignment, Evidence, Submission
from tracker.users.models import User


@dataclass(frozen=True)
class StoredFile:
    filename: str
    media_type: str
    size: int
    sha256: str


def evidence_of(
    session: Session, assignment: Assignment, files: Sequence[StoredFile], added_by: User | None = None
) -> list[Evidence]:
    """Rows for new files; a name that was handed in before gets the next version."""
    query = (
        select(Evidence.filename, func.max(Evidence.version))
        .join(Evidence.submission)
        .where(Submission.assignment_id == assignment.id, Evidence.filename.in_([file.filename for file in files]))
        .group_by(Evidence.filename)
    )
    versions: defaultdict[str, int] = defaultdict(int)
    for name, version in session.execute(query) if files else ():
        versions[name] = version
    made = []
    for file in files:
        versions[file.filename] += 1
        made.append(
            Evidence(
                filename=file.filename,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                version=versions[file.filename],
                added_by_id=added_by.id if added_by else None,
            )
        )
    return made
