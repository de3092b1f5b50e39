"""Which posts substitutes hold, from the posts people hold themselves and from who stands in for whom. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.users.models import Post

MAX_CHAIN = 3
"""A for B for C for D: a post is handed on three times at most."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class OwnPost:
    """A post that somebody holds himself, from a day to a day (both inclusive, None: open)."""

    id: int
    user_id: int
    agency_id: int
    post: Post
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, order=True)
class Absence:
    """Half-open: on `until_on` the absent person is back. Without `post_ids` everything is handed over."""

    absent_id: int
    substitute_id: int
    from_on: date
    until_on: date
    post_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, order=True)
class HeldPost:
    """A post held for an absent person, from a day to a day (both inclusive)."""

    user_id: int
    agency_id: int
    post: Post
    for_id: int
    from_on: date
    to_on: date


@dataclass(frozen=True)
class _Hand:
    """Where a post has come to: the people it went through, the last of whom holds it, and the days."""

    path: tuple[int, ...]
    since: date
    until: date


def held_for_others(own: Iterable[OwnPost], absences: Iterable[Absence]) -> list[HeldPost]:
    """What the substitutes hold, each stretch of days once, whatever the order of what is given.

    A post follows absences of those who hold it for others, never back to somebody it went through, so circles end.
    The absent keep their own posts. A choice of posts hands over only own ones; what is held for others goes along
    only with everything.
    """
    by_absent: dict[int, list[Absence]] = {}
    for absence in absences:
        by_absent.setdefault(absence.absent_id, []).append(absence)
    days: dict[tuple[int, int, str, int], list[tuple[date, date]]] = {}
    for post in own:
        for hand in _handed_on(post, by_absent):
            key = (hand.path[-1], post.agency_id, post.post.value, post.user_id)
            days.setdefault(key, []).append((hand.since, hand.until))
    return [
        HeldPost(user_id, agency_id, Post(post), for_id, since, until - _DAY)
        for (user_id, agency_id, post, for_id), stretches in sorted(days.items())
        for since, until in joined(stretches)
    ]


def _handed_on(post: OwnPost, by_absent: Mapping[int, Collection[Absence]]) -> Iterator[_Hand]:
    until = post.to_on + _DAY if post.to_on and post.to_on < date.max else date.max
    waiting = [_Hand((post.user_id,), post.from_on or date.min, until)]
    while waiting:
        hand = waiting.pop()
        for absence in by_absent.get(hand.path[-1], ()):
            if absence.substitute_id in hand.path or (absence.post_ids and not _is_chosen(post, hand, absence)):
                continue
            path = (*hand.path, absence.substitute_id)
            given = _Hand(path, max(hand.since, absence.from_on), min(hand.until, absence.until_on))
            if given.since < given.until:
                yield given
                if len(path) <= MAX_CHAIN:
                    waiting.append(given)


def _is_chosen(post: OwnPost, hand: _Hand, absence: Absence) -> bool:
    return len(hand.path) == 1 and post.id in absence.post_ids


def joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Half-open stretches of days in order, those that touch or overlap as one."""
    found: list[tuple[date, date]] = []
    for since, until in sorted(stretches):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def longest_chain(absences: Collection[Absence]) -> int | None:
    """How many times a post is handed on at most while the absences last together; None when it comes back to one
    who handed it on. Looks at people and days only, so it also foresees posts that are given later."""
    longest = 0
    by_absent: dict[int, list[Absence]] = {}
    for absence in absences:
        by_absent.setdefault(absence.absent_id, []).append(absence)
    waiting = [_Hand((one,), date.min, date.max) for one in sorted(by_absent)]
    while waiting:
        hand = waiting.pop()
        for absence in by_absent.get(hand.path[-1], ()):
            since, until = max(hand.since, absence.from_on), min(hand.until, absence.until_on)
            if since >= until:
                continue
            if absence.substitute_id in hand.path:
                return None
            longest = max(longest, len(hand.path))
            waiting.append(_Hand((*hand.path, absence.substitute_id), since, until))
    return longest
