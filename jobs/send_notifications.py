"""Sends what is planned. No transaction is open while the network is waited for."""

import logging
import os
import secrets
import socket
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from tracker import clock
from tracker.notifications import delivery
from tracker.notifications.message import PermanentError, Sender, TemporaryError, UnreachableError

BATCH = 500
log = logging.getLogger("tracker.jobs")


def run(sessions: sessionmaker[Session], sender: Sender, base_url: str, now: datetime) -> int:
    """How many mails the other side took. When its server cannot be reached, the rest wait for the next run."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    with sessions() as session:
        ids = delivery.due_ids(session, now, BATCH)
    sent = 0
    try:
        for id_ in ids:
            sent += send_one(sessions, sender, id_, worker, base_url, now)
    except UnreachableError as error:
        log.warning("mail server cannot be reached: %s", error)
    finally:
        sender.close()
    return sent


def send_one(
    sessions: sessionmaker[Session], sender: Sender, id_: int, worker: str, base_url: str, now: datetime
) -> bool:
    """Whether this call sent the mail. Raises only when the whole batch should stop."""
    with sessions.begin() as session:
        if not delivery.claim(session, id_, worker, clock.now()):
            return False
    try:
        with sessions.begin() as session:
            message = delivery.prepare(session, id_, base_url, now)
        if message is None:
            return False
        reply = sender.send(message, now)
    except Exception as error:  # whatever the provider raises ends up in the row
        if not isinstance(error, (PermanentError, TemporaryError)):
            log.exception("mail %s was not sent", id_)
        with sessions.begin() as session:
            delivery.record_failure(session, id_, worker, error, now)
        if isinstance(error, UnreachableError):
            raise
        return False
    with sessions.begin() as session:
        delivery.record_sent(session, id_, reply, now)
    return True
