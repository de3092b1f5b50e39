"""Talk on a task: said once, withdrawn but never deleted. Never commits; checks first, changes last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.talk import signals
from tracker.talk.files import files_of
from tracker.talk.models import Comment, Follow, Mention
from tracker.talk.queries import mentionable
from tracker.tasks.models import Task
from tracker.tasks.service import StoredFile
from tracker.users.models import User


@dataclass(frozen=True)
class Words:
    """`agency_id`: the agency that this is between and those who follow the plan; None for everybody on the task.
    `once` makes a form sent twice one comment."""

    text: str
    once: str
    agency_id: int | None = None
    mentions: Collection[int] = ()
    files: Sequence[StoredFile] = ()


def say(session: Session, task: Task, words: Words, *, actor: User, now: datetime, day: date) -> Comment:
    """Add a comment. Only people who may read it can be named in it."""
    if found := session.scalar(select(Comment).where(Comment.user_id == actor.id, Comment.once == words.once)):
        return found
    if not words.text.strip():
        raise DomainError(_("Hãy ghi nội dung trao đổi."))
    may_read = {user.id for user in mentionable(session, task, words.agency_id, day)} if words.mentions else set()
    if not set(words.mentions) <= may_read:
        raise DomainError(_("Chỉ nhắc tên được người xem được nội dung này: hãy chọn lại."))
    comment = Comment(
        task=task,
        agency_id=words.agency_id,
        user_id=actor.id,
        text=words.text.strip(),
        at=now,
        once=words.once,
        mentions=[Mention(user_id=id_) for id_ in sorted(set(words.mentions) - {actor.id})],
        files=files_of(words.files),
    )
    session.add(comment)
    session.flush()
    if comment.mentions:
        signals.mentioned.send(session, comment=comment, now=now)
    return comment


def withdraw(comment: Comment, *, actor: User, now: datetime) -> None:
    """The author takes his words back: they are shown no longer, that something was said stays."""
    if comment.user_id != actor.id:
        raise DomainError(_("Chỉ người viết mới thu hồi được nội dung trao đổi của mình."))
    if comment.withdrawn_at is None:
        comment.withdrawn_at = now


def follow(session: Session, task: Task, *, actor: User, now: datetime) -> None:
    if session.get(Follow, (actor.id, task.id)) is None:
        session.add(Follow(user_id=actor.id, task_id=task.id, since=now))


def unfollow(session: Session, task: Task, *, actor: User) -> None:
    session.execute(delete(Follow).where(Follow.user_id == actor.id, Follow.task_id == task.id))
