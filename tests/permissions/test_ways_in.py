"""W1, W22: every address that takes a POST, for everybody: the forms of the matrix are all there are, other addresses
keep their guard, and nothing passes without the token of the page."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.permissions.conftest import Stage
from tests.permissions.people import OF_TASK
from tests.permissions.table import ACTS, BULK, SINGLE
from tests.permissions.test_matrix import REFUSED, address, filled, granted, lines, places
from tracker.db import db
from tracker.permissions import Action, Relation
from tracker.users.credentials import UserSession

WORK = tuple(action for action in Action if action.split(":")[0] in {"task", "extension", "direction", "collective"})
"""Permissions of what is done with work: their addresses stand in the tables of this folder, one by one."""
NOT_THERE = 987_654_321
TOKEN = re.compile(r'(?<=name="csrf-token" content=)"[^"]+"')


def posts(app: Flask) -> Iterator[tuple[Rule, Action | None]]:
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            yield rule, app.view_functions[rule.endpoint].requires  # type: ignore[attr-defined]


def target(stage: Stage, rule: Rule) -> dict[str, object]:
    """A thing of the world for each number in an address; a name that nobody thought of fails the test."""
    world = stage.world
    things = {
        "plan_id": world.ids["draft"],
        "base_id": world.ids["plan"],
        "row_id": world.ids["row"],
        "part_id": world.ids["part"],
        "task_id": world.ids["task plain assigned"],
        "comment_id": world.ids["comment"],
        "filter_id": world.ids["filter"],
        "substitution_id": world.ids["substitution"],
        "agency_id": world.offices.lead.id,
        "user_id": world.people["lead viewer"].id,
        "membership_id": world.people["lead viewer"].memberships[0].id,
    }
    if "session_id" in rule.arguments:
        of = UserSession.user_id == world.people["steering officer"].id
        things["session_id"] = db.session.scalars(select(UserSession.id).where(of)).one()
    if "/thanh-vien" in rule.rule:
        things["agency_id"] = world.offices.everybody.id
    return {name: things[name] for name in rule.arguments}


STEERING = {name for name, found in OF_TASK.items() if Relation.STEERING in found}
ONLY = {
    "/nhap-ke-hoach": STEERING | {"other office"},
    "/bo-loc/<int:filter_id>/xoa": {"steering officer"},
    "/tai-khoan/thiet-bi/<int:session_id>/dang-xuat": {"steering officer"},
    "/trao-doi/<int:comment_id>/thu-hoi": {"lead focal"},
    "/nguoi-thay/<int:user_id>": {
        "lead head",
        "lead deputy",
        "lead focal",
        "lead viewer",
        "substitute of the lead's focal",
        "lead and steering",
        "admin",
    },
}
ONLY["/nguoi-thay/lan/<int:substitution_id>/ket-thuc"] = ONLY["/nguoi-thay/<int:user_id>"] - {"lead viewer"}
"""What is one's own, whatever the table grants: who may."""


def url(stage: Stage, rule: Rule, numbers: dict[str, object]) -> str:
    return stage.app.url_map.bind("localhost").build(rule.endpoint, numbers, method="POST")


def test_no_form_of_work_is_missing_in_the_tables(stage: Stage) -> None:
    written = {way.rule for way in ACTS} | set(BULK) | set(SINGLE)
    found = {rule.rule for rule, action in posts(stage.app) if action in WORK}
    assert found - written == set(), "write the new address down in table.py"
    assert written - found == set(), "no such address any more"


def test_w22_every_other_address_keeps_its_guard(stage: Stage) -> None:
    wrong, walked = [], 0
    for rule, action in posts(stage.app):
        is_own_door = action in {None, Action.OWN_PAGES} and not rule.arguments
        if is_own_door or rule.rule in {way.rule for way in ACTS} | set(BULK):
            continue
        path = url(stage, rule, target(stage, rule))
        for who, relations in OF_TASK.items():
            may = who in ONLY[rule.rule] if rule.rule in ONLY else granted(action, relations)
            code = stage.send(who, path, {}).status_code
            changed, walked = stage.changed, walked + 1
            if (code in REFUSED) is may or (changed and not may) or code >= 500:
                wrong.append((rule.rule, who, "may" if may else "may not", code, "wrote" if changed else ""))
            if changed:
                stage.restore()
    assert not wrong, lines(wrong)
    assert walked > 500


def test_what_is_not_there_looks_like_what_is_not_ones_own(stage: Stage) -> None:
    """Sent by hand to a number of others and to one that never was: the same answer, to the letter."""
    wrong = []
    for rule, _action in posts(stage.app):
        if not rule.arguments or rule.rule in BULK:
            continue
        found = next(iter(places(stage, way))) if (way := BY_RULE.get(rule.rule)) else None
        (name, *more) = rule.arguments
        foreign = {name: found[1]} if found else target(stage, rule)
        for who in ("stranger", "other office", "unit", "without a post"):
            answers = [
                stage.send(who, url(stage, rule, numbers), {})
                for numbers in (foreign, dict.fromkeys((name, *more), NOT_THERE))
            ]
            seen = [(one.status_code, one.headers.get("Location"), TOKEN.sub("", one.text)) for one in answers]
            if seen[0] != seen[1] or seen[0][0] not in REFUSED:
                wrong.append((rule.rule, who, [one[:2] for one in seen]))
    assert not wrong, lines(wrong)
    assert not stage.changed


BY_RULE = {way.rule: way for way in ACTS}


def test_nothing_passes_without_the_token_of_the_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole form, sent by one who may, from a page of somebody else."""
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", True)
    wrong = []
    for rule, action in posts(stage.app):
        who = next(name for name, found in OF_TASK.items() if action is None or granted(action, found))
        if way := BY_RULE.get(rule.rule):
            _state, number, _standing = next(one for one in places(stage, way) if one[0] in way.states)
            code = stage.send(who, address(rule.rule, number), filled(stage, way, number)).status_code
        else:
            named = {"name": "xac-nhan", "batch": "1"}
            numbers = {name: named.get(name, 1) for name in rule.arguments}
            code = stage.send(who, url(stage, rule, numbers), {}).status_code
        if code != 400:
            wrong.append((rule.rule, who, code))
    assert not wrong, lines(wrong)
    assert not stage.changed


def test_without_signing_in_nothing_is_done(stage: Stage) -> None:
    wrong = []
    for way in ACTS:
        _state, number, _standing = next(one for one in places(stage, way) if one[0] in way.states)
        answer = stage.send("nobody", address(way.rule, number), filled(stage, way, number))
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/dang-nhap"):
            wrong.append((way.rule, answer.status_code))
    assert not wrong, lines(wrong)
    assert not stage.changed
