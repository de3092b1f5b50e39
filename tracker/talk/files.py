"""Files beside a comment or an answer."""

from collections.abc import Iterable

from tracker.talk.models import TalkFile
from tracker.tasks.service import StoredFile


def files_of(stored: Iterable[StoredFile]) -> list[TalkFile]:
    return [
        TalkFile(filename=one.filename, media_type=one.media_type, size=one.size, sha256=one.sha256) for one in stored
    ]
