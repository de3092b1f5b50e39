"""Acts on many assignments as one: written at once, rolled up once a task, told once a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.audit.chain import one_batch, take_turn
from tracker.tasks import signals
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.rolling import roll_up

_KEY = "together"


@dataclass
class Waiting:
    """What acts have left to do: their lines with the assignments, and the tasks whose state may change."""

    acts: list[tuple[TaskEvent, Assignment]] = field(default_factory=list)
    tasks: set[int] = field(default_factory=set)


def waiting(session: Session) -> Waiting | None:
    """Where an act leaves what can wait, while it is one of many; None when it stands alone."""
    found: Waiting | None = session.info.get(_KEY)
    return found


@contextmanager
def together(session: Session, now: datetime) -> Iterator[None]:
    """Meanwhile no act writes by itself; at the end all do. An error leaves everything as it was, by the rollback."""
    with one_batch(session):
        session.info[_KEY] = left = Waiting()
        try:
            with session.no_autoflush:
                yield
            take_turn(session, {assignment.plan_id for _event, assignment in left.acts})
            roll_up(session, left.tasks)
            for event, assignment in left.acts:  # an act may bring on others, which join the list
                signals.recorded.send(session, event=event, assignment=assignment)
            session.flush()
            signals.together.send(session, acts=left.acts, now=now)
        finally:
            del session.info[_KEY]
