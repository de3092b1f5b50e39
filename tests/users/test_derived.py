"""W10: who holds which posts while people stand in for one another. A day is named by its number in March 2026."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.users.derived import MAX_CHAIN, Absence, HeldPost, OwnPost, held_for_others, longest_chain
from tracker.users.models import Post

A, B, C, D, E = range(1, 6)
SCIENCE, FINANCE = 10, 20


def on(day: int) -> date:
    return date(2026, 3, day)


def own(user: int, agency: int = SCIENCE, post: Post = Post.HEAD, **days: date) -> OwnPost:
    return OwnPost(user * 100 + agency, user, agency, post, **days)


def absent(who: int, by: int, since: int = 1, until: int = 31, *posts: OwnPost) -> Absence:
    return Absence(who, by, on(since), on(until), frozenset(one.id for one in posts))


def held(found: list[HeldPost]) -> set[tuple[int, int, int, int]]:
    """Who holds for whom, from and to which day."""
    return {(one.user_id, one.for_id, one.from_on.day, one.to_on.day) for one in found}


def test_w10_a_substitute_holds_the_post_until_the_day_before_the_return() -> None:
    found = held_for_others([own(A)], [absent(A, B, 4, 10)])
    assert found == [HeldPost(B, SCIENCE, Post.HEAD, A, on(4), on(9))]


def test_who_is_back_on_the_day_he_left_was_never_stood_in_for() -> None:
    assert held_for_others([own(A)], [absent(A, B, 4, 4)]) == []


def test_a_post_is_held_for_others_only_while_it_is_held_at_all() -> None:
    ending = own(A, from_on=on(6), to_on=on(8))
    assert held(held_for_others([ending], [absent(A, B, 4, 20)])) == {(B, A, 6, 8)}


def test_only_the_chosen_posts_are_handed_over() -> None:
    posts = [own(A), own(A, FINANCE)]
    assert [one.agency_id for one in held_for_others(posts, [absent(A, B, 1, 9, posts[1])])] == [FINANCE]


def test_w10_a_chain_ends_after_three_and_meets_only_on_common_days() -> None:
    absences = [absent(A, B, 1, 20), absent(B, C, 5, 25), absent(C, D, 10, 15), absent(D, E, 1, 31)]
    found = held(held_for_others([own(A)], absences))
    assert found == {(B, A, 1, 19), (C, A, 5, 19), (D, A, 10, 14)}


def test_w10_a_circle_ends_and_gives_nobody_his_own_post_back() -> None:
    posts = [own(A), own(B, FINANCE)]
    found = held(held_for_others(posts, [absent(A, B, 1, 9), absent(B, A, 1, 9)]))
    assert found == {(B, A, 1, 8), (A, B, 1, 8)}


def test_a_choice_of_own_posts_does_not_hand_on_what_is_held_for_another() -> None:
    posts = [own(A), own(B, FINANCE)]
    found = held(held_for_others(posts, [absent(A, B, 1, 9), absent(B, C, 1, 9, posts[1])]))
    assert found == {(B, A, 1, 8), (C, B, 1, 8)}


def test_w10_overlapping_absences_make_one_stretch_and_two_substitutes_hold_both() -> None:
    once = held_for_others([own(A)], [absent(A, B, 1, 10), absent(A, B, 5, 15), absent(A, B, 15, 20)])
    assert held(once) == {(B, A, 1, 19)}
    assert held(held_for_others([own(A)], [absent(A, B, 1, 10), absent(A, C, 5, 15)])) == {
        (B, A, 1, 9),
        (C, A, 5, 14),
    }


def test_the_longest_chain_counts_only_absences_that_last_together() -> None:
    assert longest_chain([]) == 0
    assert longest_chain([absent(A, B, 1, 5), absent(B, C, 5, 9)]) == 1
    assert longest_chain([absent(A, B, 1, 6), absent(B, C, 5, 9), absent(C, D, 5, 9)]) == 3
    assert longest_chain([absent(A, B, 1, 6), absent(B, C, 5, 9), absent(C, A, 5, 9)]) is None
    assert longest_chain([absent(A, B, 1, 5), absent(B, A, 5, 9)]) == 1


people, days = st.integers(A, E), st.integers(1, 12)
some_absences = st.lists(
    st.builds(absent, people, people, days, days).filter(lambda one: one.absent_id != one.substitute_id), max_size=7
)


@given(some_absences, st.randoms(use_true_random=False))
def test_any_absences_give_the_same_bounded_posts_in_any_order(absences: list[Absence], random: object) -> None:
    posts = [own(one) for one in range(A, E + 1)]
    found = held_for_others(posts, absences)
    shuffled = list(absences)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert held_for_others(reversed(posts), shuffled) == found
    assert all(one.user_id != one.for_id and one.from_on <= one.to_on for one in found)
    for one, other in itertools.combinations(found, 2):
        same = (one.user_id, one.agency_id, one.for_id) == (other.user_id, other.agency_id, other.for_id)
        assert not same or one.to_on < other.from_on or other.to_on < one.from_on
    for one in found:
        assert reached(one, absences), one


def reached(one: HeldPost, absences: list[Absence]) -> bool:
    """Slow and plain: on its first day a chain of at most three absences leads from the owner to the holder."""
    today = [(x.absent_id, x.substitute_id) for x in absences if x.from_on <= one.from_on < x.until_on]
    at = {(one.for_id,)}
    for _ in range(MAX_CHAIN):
        at |= {(*path, to) for path in at for who, to in today if path[-1] == who and to not in path}
    return any(path[-1] == one.user_id and len(path) <= MAX_CHAIN + 1 for path in at)
