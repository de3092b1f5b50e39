"""Writes mails into the outbox, one transaction a person: a bad one cannot hold back the rest."""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from tracker.notifications.outbox import Draft, plan

log = logging.getLogger("tracker.jobs")


def write_each(sessions: sessionmaker[Session], drafts: Sequence[Draft], now: datetime) -> int:
    """How many mails were new. Whoever could not be written to is in the error, after all others were."""
    written, failed = 0, []
    for draft in drafts:
        try:
            with sessions.begin() as session:
                written += plan(session, draft, now) is not None
        except Exception as error:  # this person's mail only
            log.exception("mail of kind %s for account %s was not planned", draft.kind, draft.person.id)
            failed.append(f"{draft.kind}, tài khoản {draft.person.id}: {error!r}")
    if failed:
        raise RuntimeError(f"Không ghi được {len(failed)} thư. {failed[0]}")
    return written
