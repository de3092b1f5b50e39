"""The administrator and people: nobody is deleted, every act is written down, somebody always administers."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.users.conftest import House, try_to_sign_in
from tracker import clock
from tracker.users import people
from tracker.users.auth import LOCK_AFTER
from tracker.users.models import Membership, Post, Role, User
from tracker.users.people import PeopleFilter

Freeze = Callable[[str], datetime]


def act(house: House, path: str, actor: User | None = None, **fields: object) -> int:
    return house.sign_in(actor or house.admin).post(path, data=fields).status_code


# --- Only the administrator --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/quan-tri/nguoi-dung/moi",
        "/quan-tri/nguoi-dung/phieu",
        "/quan-tri/nguoi-dung/{id}/ngung",
        "/quan-tri/nguoi-dung/{id}/kich-hoat-lai",
        "/quan-tri/nguoi-dung/{id}/dat-lai-xac-thuc",
        "/quan-tri/nguoi-dung/{id}/dang-xuat",
        "/quan-tri/nguoi-dung/{id}/vi-tri",
        "/quan-tri/nguoi-dung/{id}/sua",
        "/quan-tri/nguoi-dung/them",
        "/quan-tri/nguoi-dung/nhap-tep/luu",
    ],
)
def test_nobody_else_acts_on_accounts(house: House, path: str) -> None:
    inspector = make_user(house.session, "inspector@example.vn", role=Role.INSPECTOR)
    house.session.commit()
    for user in (house.head, house.focal, inspector):
        assert act(house, path.format(id=house.stranger.id), user, user=house.stranger.id) == 403
    assert house.events() == []


@pytest.mark.parametrize("path", ["/quan-tri/nguoi-dung/9999", "/quan-tri/vi-tri/9999"])
def test_who_is_not_there_is_not_found(house: House, path: str) -> None:
    assert house.sign_in(house.admin).get(path).status_code == 404


# --- Adding and changing -----------------------------------------------------------------------------------------


def test_a_new_account_opens_nothing_before_its_owner_has_set_a_password(house: House) -> None:
    fields = {"name": "  Trần Thị   Bình ", "email": " Binh@Example.vn ", "role": "member"}
    assert act(house, "/quan-tri/nguoi-dung/them", **fields) == 302
    made = house.session.scalars(select(User).where(User.email == "binh@example.vn")).one()
    assert (made.name, made.password_hash) == ("Trần Thị Bình", "")
    assert try_to_sign_in(house.app.test_client(), made, "").status_code == 422
    assert house.events() == [("person_added", "admin")]


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        ("", "a@b.vn", "Hãy nhập họ tên"),
        ("An", "không phải thư", "Địa chỉ thư điện tử chưa đúng"),
        ("An", "HEAD@example.vn", "Đã có tài khoản dùng địa chỉ"),
    ],
)
def test_a_wrong_account_is_refused_with_a_sentence(house: House, name: str, email: str, words: str) -> None:
    fields = {"name": name, "email": email, "role": "member"}
    answer = house.sign_in(house.admin).post("/quan-tri/nguoi-dung/them", data=fields)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_a_change_keeps_what_was_before_and_is_found_by_the_new_name(house: House) -> None:
    fields = {"name": "Đỗ Văn Đạt", "email": "dat@example.vn", "role": "leader"}
    assert act(house, f"/quan-tri/nguoi-dung/{house.head.id}/sua", **fields) == 302
    found, _ = people.listed(house.session, PeopleFilter(words="do van DAT"), clock.now(), clock.today(), 1)
    assert [one.id for one in found] == [house.head.id]
    assert house.events() == [("person_changed", "admin")]


# --- Somebody always administers ---------------------------------------------------------------------------------


def test_nobody_takes_his_own_administration_away(house: House) -> None:
    make_user(house.session, "other@example.vn", role=Role.ADMIN)
    house.session.commit()
    mine = f"/quan-tri/nguoi-dung/{house.admin.id}"
    fields = {"name": house.admin.name, "email": house.admin.email, "role": "member"}
    assert act(house, f"{mine}/sua", **fields) == 422
    act(house, f"{mine}/ngung")
    house.session.expire_all()
    assert (house.admin.role, house.admin.active) == (Role.ADMIN, True)
    assert house.events() == []


def test_two_administrators_who_close_each_other_at_once_leave_one(house: House) -> None:
    other = make_user(house.session, "other@example.vn", role=Role.ADMIN)
    house.session.commit()
    clients = [(house.sign_in(house.admin), other.id), (house.sign_in(other), house.admin.id)]

    def close(pair: tuple[object, int]) -> None:
        client, target = pair
        with house.app.app_context():
            client.post(f"/quan-tri/nguoi-dung/{target}/ngung")  # type: ignore[attr-defined]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, clients))
    house.session.expire_all()
    left = select(func.count(User.id)).where(User.role == Role.ADMIN, User.active.is_(True))
    assert house.session.scalar(left) == 1


# --- W24: nobody is deleted --------------------------------------------------------------------------------------


def test_w24_who_is_deactivated_is_out_at_once_and_keeps_his_name(house: House) -> None:
    client = house.sign_in(house.head)
    assert act(house, f"/quan-tri/nguoi-dung/{house.head.id}/ngung", reason="Nghỉ hưu") == 302
    assert client.get("/tai-khoan").status_code == 302
    assert try_to_sign_in(house.app.test_client(), house.head).status_code == 422
    admin = house.sign_in(house.admin)
    assert house.head.name in admin.get(f"/quan-tri/nguoi-dung/{house.head.id}").get_data(as_text=True)
    assert house.head.name in admin.get("/quan-tri/nguoi-dung?trang-thai=closed").get_data(as_text=True)
    assert house.session.scalar(select(func.count(Membership.id)).where(Membership.user_id == house.head.id)) == 1


def test_who_comes_back_sets_a_new_password(house: House) -> None:
    act(house, f"/quan-tri/nguoi-dung/{house.head.id}/ngung")
    act(house, f"/quan-tri/nguoi-dung/{house.head.id}/kich-hoat-lai")
    assert try_to_sign_in(house.app.test_client(), house.head).status_code == 422
    assert [kind for kind, _ in house.events()] == ["person_deactivated", "person_reactivated"]


# --- Unlocking ---------------------------------------------------------------------------------------------------


def lock(house: House, user: User) -> None:
    for _ in range(LOCK_AFTER):
        try_to_sign_in(house.app.test_client(), user, "sai")


@pytest.mark.parametrize(
    ("actor", "locked", "status"),
    [
        ("admin", "head", 302),
        ("focal", "head", 302),
        ("focal", "stranger", 404),
        ("stranger", "head", 404),
        ("head", "focal", 403),
        ("focal", "admin", 404),
    ],
)
def test_the_focal_officer_unlocks_his_own_agency_only(house: House, actor: str, locked: str, status: int) -> None:
    user = getattr(house, locked)
    lock(house, user)
    assert act(house, f"/nguoi-dung/{user.id}/mo-khoa", getattr(house, actor)) == status
    opened = try_to_sign_in(house.app.test_client(), user).status_code == 302
    assert opened is (status == 302)
    assert house.events() == ([("person_unlocked", actor)] if opened else [])


def test_a_focal_officer_does_not_unlock_an_administrator_of_his_agency(house: House) -> None:
    house.head.role = Role.ADMIN
    house.session.commit()
    lock(house, house.head)
    assert act(house, f"/nguoi-dung/{house.head.id}/mo-khoa", house.focal) == 404


# --- Posts -------------------------------------------------------------------------------------------------------


def give(house: House, **fields: object) -> int:
    given = {"agency": house.elsewhere.id, "post": "deputy", "from_on": "", "to_on": "", **fields}
    return act(house, f"/quan-tri/nguoi-dung/{house.head.id}/vi-tri", **given)


def test_a_post_is_given_from_a_day_to_a_day_and_ended_without_being_deleted(house: House, freeze: Freeze) -> None:
    assert give(house, from_on="01/03/2026", to_on="31/12/2026") == 302
    mine = (Membership.agency_id == house.elsewhere.id, Membership.user_id == house.head.id)
    held = house.session.scalars(select(Membership).where(*mine)).one()
    assert (held.from_on, held.to_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert act(house, f"/quan-tri/vi-tri/{held.id}", from_on="02/03/2026", to_on="") == 302
    assert act(house, f"/quan-tri/vi-tri/{held.id}/ket-thuc") == 302
    house.session.refresh(held)
    assert (held.from_on, held.to_on) == (date(2026, 3, 2), date(2026, 3, 3))
    assert [kind for kind, _ in house.events()] == ["post_given", "post_changed", "post_ended"]


@pytest.mark.parametrize(
    "fields",
    [
        {"agency": 0},
        {"agency": 9999},
        {"post": "chief"},
        {"from_on": "31/02/2026"},
        {"from_on": "02/03/2026", "to_on": "01/03/2026"},
    ],
)
def test_a_wrong_post_is_refused(house: House, fields: dict[str, object]) -> None:
    assert give(house, **fields) == 422
    assert house.events() == []


def test_the_same_post_is_not_held_twice_at_a_time(house: House) -> None:
    assert give(house, to_on="31/03/2026") == 302
    assert give(house, from_on="31/03/2026") == 422
    assert give(house, from_on="01/04/2026") == 302


# --- The list ----------------------------------------------------------------------------------------------------


def found(house: House, query: str) -> set[str]:
    page = house.sign_in(house.admin).get(f"/quan-tri/nguoi-dung?{query}").get_data(as_text=True)
    return set(re.findall(r'cell-note">(\w+)@example\.vn<', page))


def test_people_are_found_without_diacritics_and_by_agency_role_and_state(house: House, freeze: Freeze) -> None:
    now = freeze("2026-06-01 08:00")
    house.head.name, house.head.folded = "Nguyễn Thị Đào", " nguyen thi dao head@example.vn head "
    house.head.created_at = house.admin.created_at = now - timedelta(days=100)
    house.head.last_sign_in_at = now - timedelta(days=46)
    house.admin.last_sign_in_at = now - timedelta(days=45)
    house.focal.locked_until = now + timedelta(hours=1)
    house.deputy.password_hash = ""
    house.stranger.active = False
    house.focal.created_at = house.deputy.created_at = now
    house.session.commit()
    assert found(house, "q=dao+thi") == {"head"}
    assert found(house, f"co-quan={house.agency.id}") == {"head", "deputy", "focal"}
    assert found(house, "vai-tro=admin") == {"admin"}
    by_state = {
        state: found(house, f"trang-thai={state}") for state in ("active", "waiting", "locked", "unused", "closed")
    }
    assert by_state == {
        "active": {"admin"},
        "waiting": {"deputy"},
        "locked": {"focal"},
        "unused": {"head"},
        "closed": {"stranger"},
    }
    for user in house.session.scalars(select(User)):
        assert user.email.partition("@")[0] in by_state[people.state_of(user, now)]
    assert people.state_counts(house.session, now) == dict.fromkeys(by_state, 1)


@pytest.mark.parametrize("query", ["trang=0", "trang=99", "co-quan=x&vai-tro=y&trang-thai=z", "trang=a"])
def test_a_mangled_address_still_shows_a_list(house: House, query: str) -> None:
    assert house.sign_in(house.admin).get(f"/quan-tri/nguoi-dung?{query}").status_code == 200


def test_the_list_costs_the_same_for_many_people(house: House) -> None:
    from tests.counting import statements

    client = house.sign_in(house.admin)
    client.get("/quan-tri/nguoi-dung")
    with statements() as few:
        client.get("/quan-tri/nguoi-dung")
    for n in range(60):
        make_user(house.session, f"p{n}@example.vn", agency=house.agency, post=Post.VIEWER)
    house.session.commit()
    with statements() as many:
        assert client.get("/quan-tri/nguoi-dung?trang=2").status_code == 200
    assert len(many) == len(few)
