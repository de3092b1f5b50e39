"""Who stands in for whom: arranged, ended early, and turned into the posts that substitutes hold. Never commits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session, joinedload

from tracker import clock
from tracker.errors import DomainError
from tracker.users.derived import MAX_CHAIN, Absence, HeldPost, OwnPost, held_for_others, longest_chain
from tracker.users.models import Membership, Post, Role, Substitution, User

ARRANGES = frozenset({Post.HEAD, Post.DEPUTY, Post.FOCAL})
"""Posts that arrange substitutes for the people of their agency."""


def posts_to_hand_over(actor: User, absent: User, day: date) -> list[Membership]:
    """The posts for which `actor` may name a substitute: his own, those in agencies he answers for, all for the
    administrator."""
    own = [one for one in absent.memberships if one.for_id is None and (one.to_on is None or one.to_on >= day)]
    if actor.id == absent.id or actor.role is Role.ADMIN:
        return own
    answers_for = actor.agency_ids(day, ARRANGES)
    return [one for one in own if one.agency_id in answers_for]


def colleagues(session: Session, posts: Collection[Membership], *, besides: Collection[int], day: date) -> list[User]:
    """Who may stand in: people with a post of their own in one of the agencies."""
    query = (
        select(User)
        .join(User.memberships)
        .where(
            User.active.is_(True),
            User.id.not_in(besides),
            Membership.for_id.is_(None),
            Membership.agency_id.in_({one.agency_id for one in posts}),
            or_(Membership.from_on.is_(None), Membership.from_on <= day),
            or_(Membership.to_on.is_(None), Membership.to_on >= day),
        )
        .order_by(User.name, User.id)
        .distinct()
    )
    return list(session.scalars(query))


def arrange(
    session: Session,
    *,
    absent: User,
    substitute: User,
    from_on: date,
    until_on: date,
    post_ids: Collection[int] = (),
    reason: str,
    actor: User,
    now: datetime,
) -> Substitution:
    """`substitute` holds the posts of `absent` until the day on which he is back. Without `post_ids`: all of them."""
    day = clock.day_of(now)
    offered = posts_to_hand_over(actor, absent, day)
    chosen = [one for one in offered if not post_ids or one.id in post_ids]
    if not chosen or len(chosen) < len(set(post_ids)):
        raise DomainError(_("Hãy chọn vị trí mà bạn được phép giao người thay."))
    if substitute.id not in {one.id for one in colleagues(session, chosen, besides=(absent.id,), day=day)}:
        raise DomainError(_("Người thay phải đang giữ một vị trí trong cùng cơ quan với người vắng."))
    if substitute.id == actor.id:
        raise DomainError(_("Không tự đặt mình làm người thay: hãy nhờ người vắng, thủ trưởng hoặc quản trị đặt."))
    if from_on < day:
        raise DomainError(_("Ngày bắt đầu không được trước hôm nay."))
    if until_on <= from_on:
        raise DomainError(_("Ngày trở lại phải sau ngày bắt đầu."))
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do vắng."))
    hands_over_all = not post_ids and (actor.id == absent.id or actor.role is Role.ADMIN)
    made = Substitution(
        absent=absent,
        substitute=substitute,
        from_on=from_on,
        until_on=until_on,
        post_ids=[] if hands_over_all else sorted(one.id for one in chosen),
        reason=reason.strip(),
        set_by=actor,
        created_at=now,
    )
    _check_against_others(session, made)
    session.add(made)
    refresh(session)
    return made


def _check_against_others(session: Session, made: Substitution) -> None:
    others = session.scalars(
        select(Substitution)
        .where(Substitution.until_on > made.from_on, Substitution.from_on < made.until_on)
        .options(joinedload(Substitution.substitute))
    ).all()
    for other in others:
        if other.absent_id == made.absent.id and _share_posts(other.post_ids, made.post_ids):
            raise DomainError(
                _(
                    "Từ %(from)s đến trước %(until)s đã có %(name)s thay: hãy kết thúc lần thay đó trước.",
                    **{
                        "from": f"{other.from_on:%d/%m/%Y}",
                        "until": f"{other.until_on:%d/%m/%Y}",
                        "name": other.substitute.name,
                    },
                )
            )
    chain = longest_chain([*map(_absence, others), _absence(made)])
    if chain is None:
        raise DomainError(_("Trong thời gian này hai người thay nhau thành vòng: hãy chọn người thay khác."))
    if chain > MAX_CHAIN:
        raise DomainError(_("Việc chỉ được thay tiếp nhiều nhất %(n)s lần: hãy chọn người thay khác.", n=MAX_CHAIN))


def _share_posts(one: Sequence[int], other: Sequence[int]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _absence(one: Substitution) -> Absence:
    absent, substitute = one.absent_id or one.absent.id, one.substitute_id or one.substitute.id
    return Absence(absent, substitute, one.from_on, one.until_on, frozenset(one.post_ids))


def end(session: Session, substitution: Substitution, *, actor: User, now: datetime) -> None:
    """The absent person is back today: from now on the substitute holds nothing for him."""
    day = clock.day_of(now)
    if substitution.until_on <= day:
        raise DomainError(_("Lần thay này đã kết thúc."))
    substitution.until_on = max(day, substitution.from_on)
    substitution.ended_at, substitution.ended_by_id = now, actor.id
    refresh(session)


def refresh(session: Session) -> None:
    """Make the derived posts those that follow from the substitutions and own posts as they are now. One at a time:
    SQLite has one writer, PostgreSQL locks the table."""
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE substitution IN SHARE ROW EXCLUSIVE MODE"))
    absences = [_absence(one) for one in session.scalars(select(Substitution))]
    absent = {one.absent_id for one in absences}
    rows = session.scalars(
        select(Membership).where(or_(Membership.user_id.in_(absent), Membership.for_id.is_not(None)))
    )
    own, held = [], {}
    for row in rows:
        if row.for_id is None:
            own.append(OwnPost(row.id, row.user_id, row.agency_id, row.post, row.from_on, row.to_on))
        else:
            held[_held(row)] = row
    wanted = set(held_for_others(own, absences))
    for gone in held.keys() - wanted:
        session.delete(held[gone])
    session.add_all(
        Membership(
            user_id=one.user_id,
            agency_id=one.agency_id,
            post=one.post,
            from_on=one.from_on,
            to_on=one.to_on,
            for_id=one.for_id,
        )
        for one in sorted(wanted - held.keys())
    )
    session.flush()


def _held(row: Membership) -> HeldPost:
    assert row.for_id is not None
    assert row.from_on is not None
    assert row.to_on is not None
    return HeldPost(row.user_id, row.agency_id, row.post, row.for_id, row.from_on, row.to_on)
