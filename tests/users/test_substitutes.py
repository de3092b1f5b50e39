"""Standing in for the absent: who may arrange it, and what the substitute then holds."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.factories.people import make_user
from tests.users.conftest import House
from tracker import clock
from tracker.permissions import Action, Scope, can
from tracker.users import administration, substitutes
from tracker.users.models import Membership, Post, Substitution, User

Freeze = Callable[[str], datetime]


def arrange(house: House, actor: User, absent: User, substitute: User, **fields: object) -> int:
    given = {
        "substitute": substitute.id,
        "from_on": "04/03/2026",
        "until_on": "10/03/2026",
        "scope": "all",
        "reason": "Đi công tác",
        **fields,
    }
    return house.sign_in(actor).post(f"/nguoi-thay/{absent.id}", data=given).status_code


def may_report(house: House, user: User, day: date) -> bool:
    house.session.expire_all()
    return can(user, Action.TASK_APPROVE, Scope(lead=house.agency.id), day)


def held(house: House) -> list[tuple[str, str, str, date | None, date | None]]:
    rows = house.session.scalars(select(Membership).where(Membership.for_id.is_not(None)).order_by(Membership.id))
    return [
        (one.user.email[:5], one.absent.email[:5] if one.absent else "", one.post.value, one.from_on, one.to_on)
        for one in rows
    ]


def test_w10_a_substitute_acts_from_the_first_day_until_the_day_before_the_return(house: House) -> None:
    assert arrange(house, house.head, house.head, house.focal) == 302
    assert held(house) == [("focal", "head@", "head", date(2026, 3, 4), date(2026, 3, 9))]
    days = [date(2026, 3, day) for day in (3, 4, 9, 10)]
    assert [may_report(house, house.focal, day) for day in days] == [False, True, True, False]
    assert may_report(house, house.head, days[1]), "the absent person keeps what is his"
    assert house.focal.stands_in_for({house.agency.id}, days[1], frozenset({Post.HEAD})) == house.head.id
    assert house.focal.stands_in_for({house.agency.id}, days[1], frozenset(Post)) is None
    assert house.focal.stands_in_for({house.agency.id}, days[3], frozenset({Post.HEAD})) is None
    assert house.events() == [("substitute_named", "head")]


@pytest.mark.parametrize(
    ("actor", "status"), [("head", 302), ("deputy", 302), ("admin", 302), ("stranger", 404), ("focal", 422)]
)
def test_who_may_arrange_it(house: House, actor: str, status: int) -> None:
    """The focal officer may for others, but nobody makes himself the substitute of another."""
    assert arrange(house, getattr(house, actor), house.head, house.focal) == status
    assert len(held(house)) == (status == 302)


def test_a_focal_officer_arranges_a_third_person(house: House) -> None:
    assert arrange(house, house.focal, house.head, house.deputy) == 302


def test_a_focal_officer_hands_over_only_posts_of_his_own_agency(house: House) -> None:
    house.head.memberships.append(Membership(agency=house.elsewhere, post=Post.HEAD))
    house.session.commit()
    assert arrange(house, house.focal, house.head, house.deputy) == 302
    assert {
        one.agency_id for one in house.session.scalars(select(Membership).where(Membership.for_id.is_not(None)))
    } == {house.agency.id}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"from_on": "03/03/2026"}, "không được trước hôm nay"),
        ({"until_on": "04/03/2026"}, "Ngày trở lại phải sau"),
        ({"from_on": "không rõ"}, "Hãy nhập ngày dạng"),
        ({"reason": " "}, "Hãy ghi lý do vắng"),
        ({"scope": "some"}, "Hãy chọn ít nhất một vị trí"),
        ({"scope": "some", "posts": 9999}, "Hãy chọn"),
        ({"substitute": 9999}, "Hãy chọn một mục"),
    ],
)
def test_a_wrong_arrangement_is_refused_with_a_sentence(house: House, fields: dict[str, object], words: str) -> None:
    given = {"substitute": house.focal.id, "from_on": "04/03/2026", "until_on": "10/03/2026", "scope": "all"}
    answer = house.sign_in(house.head).post(
        f"/nguoi-thay/{house.head.id}", data={**given, "reason": "Nghỉ phép", **fields}
    )
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert held(house) == []


def test_somebody_of_another_agency_cannot_stand_in(house: House) -> None:
    assert arrange(house, house.head, house.head, house.stranger) == 422


def test_w10_two_substitutes_for_the_same_days_are_refused(house: House) -> None:
    assert arrange(house, house.head, house.head, house.focal) == 302
    assert arrange(house, house.head, house.head, house.deputy, from_on="09/03/2026", until_on="12/03/2026") == 422
    assert arrange(house, house.head, house.head, house.deputy, from_on="10/03/2026", until_on="12/03/2026") == 302


def test_w10_a_circle_and_a_chain_of_four_are_refused(house: House) -> None:
    more = [make_user(house.session, f"x{n}@example.vn", agency=house.agency, post=Post.VIEWER) for n in range(2)]
    house.session.commit()
    for absent, by in pairwise([house.head, house.deputy, house.focal, more[0]]):
        assert arrange(house, absent, absent, by) == 302
    assert arrange(house, more[0], more[0], more[1]) == 422
    assert arrange(house, house.focal, house.focal, house.head, from_on="10/03/2026", until_on="11/03/2026") == 302
    assert arrange(house, more[0], more[0], house.head) == 422
    chained = [one for one in held(house) if one[1] == "head@"]
    assert [one[0] for one in chained] == ["deput", "focal", "x0@ex"]


def test_ending_early_takes_the_post_away_at_once(house: House, freeze: Freeze) -> None:
    arrange(house, house.head, house.head, house.focal)
    freeze("2026-03-06 10:00")
    made = house.session.scalars(select(Substitution)).one()
    path = f"/nguoi-thay/lan/{made.id}/ket-thuc"
    assert house.sign_in(house.stranger).post(path).status_code == 404
    assert house.sign_in(house.head).post(path).status_code == 302
    assert not may_report(house, house.focal, date(2026, 3, 6))
    assert held(house) == [("focal", "head@", "head", date(2026, 3, 4), date(2026, 3, 5))]
    assert house.events()[-1] == ("substitute_ended", "head")
    assert house.sign_in(house.head).post(path).status_code in {302, 409}
    assert len(house.events()) == 2, "ended once"


def test_one_that_has_not_begun_is_called_off(house: House) -> None:
    arrange(house, house.head, house.head, house.focal, from_on="06/03/2026")
    made = house.session.scalars(select(Substitution)).one()
    assert house.sign_in(house.focal).post(f"/nguoi-thay/lan/{made.id}/ket-thuc").status_code == 302
    assert held(house) == []


def test_posts_given_and_ended_later_follow(house: House) -> None:
    arrange(house, house.head, house.head, house.focal)
    now = clock.now()
    administration.give_post(
        house.session, house.head, house.elsewhere, Post.VIEWER, from_on=None, to_on=None, actor=house.admin, now=now
    )
    house.session.commit()
    assert [one[2] for one in held(house)] == ["head", "viewer"]
    own = next(one for one in house.head.memberships if one.post is Post.HEAD)
    administration.end_post(house.session, own, actor=house.admin, now=now, day=clock.today())
    house.session.commit()
    assert [one[2] for one in held(house)] == ["viewer"]


def test_refreshing_twice_changes_nothing(house: House) -> None:
    arrange(house, house.head, house.head, house.focal)
    before = house.session.scalars(select(Membership.id).order_by(Membership.id)).all()
    substitutes.refresh(house.session)
    house.session.commit()
    assert house.session.scalars(select(Membership.id).order_by(Membership.id)).all() == before


def test_who_is_deactivated_stands_in_for_nobody(house: House) -> None:
    arrange(house, house.head, house.head, house.focal)
    path = f"/quan-tri/nguoi-dung/{house.focal.id}/ngung"
    assert house.sign_in(house.admin).post(path).status_code == 302
    assert held(house) == []
    assert house.session.scalars(select(Substitution)).one().until_on == clock.today()


def test_both_see_it_on_their_account_page_and_the_agency_sees_it_too(house: House) -> None:
    arrange(house, house.head, house.head, house.focal)
    for user in (house.head, house.focal):
        page = house.sign_in(user).get("/tai-khoan").get_data(as_text=True)
        assert f"{house.focal.name} thay {house.head.name}" in page
        assert "từ 04/03/2026, trở lại 10/03/2026" in page
    page = house.sign_in(house.deputy).get(f"/co-quan/{house.agency.id}").get_data(as_text=True)
    assert f"thay {house.head.name}" in page


def test_an_absence_of_a_thousand_days_is_still_one_row(house: House) -> None:
    until = clock.today() + timedelta(days=1000)
    assert arrange(house, house.head, house.head, house.focal, until_on=f"{until:%d/%m/%Y}") == 302
    assert len(held(house)) == 1
