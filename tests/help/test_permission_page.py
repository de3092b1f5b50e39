"""The table of permissions on one screen, drawn from the one that decides."""

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tracker.help.words import ACTIONS, RELATIONS, RULES
from tracker.permissions import GRANTS, Action, Relation
from tracker.users.models import User

PATH = "/phan-quyen"


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


def test_every_act_and_every_way_to_stand_has_words() -> None:
    named = [action for _title, actions in ACTIONS for action in actions]
    assert sorted(named) == sorted(Action)
    assert set(RELATIONS) == set(Relation) == set(GRANTS)
    assert all(str(words).strip() for _title, actions in ACTIONS for words in actions.values())


def test_the_names_of_columns_and_acts_are_told_apart() -> None:
    names = [str(who.name) for who in RELATIONS.values()]
    acts = [str(words) for _title, actions in ACTIONS for words in actions.values()]
    assert len(set(names)) == len(names)
    assert len(set(acts)) == len(acts)


def test_the_page_shows_exactly_what_is_granted(cast: Cast, sign_in: Callable[[User], FlaskClient]) -> None:
    shown = sign_in(cast.focal).get(PATH).get_data(as_text=True)
    rows = dict(re.findall(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', shown, re.DOTALL))
    for _title, actions in ACTIONS:
        for action, words in actions.items():
            cells = re.findall(r"<td[^>]*>(.*?)</td>", rows[html.escape(str(words))], re.DOTALL)
            yes = [relation for relation, cell in zip(RELATIONS, cells, strict=True) if "<span>" in cell]
            assert yes == [relation for relation in RELATIONS if action in GRANTS[relation]]


@pytest.mark.parametrize("who", ["admin", "inspector", "leader", "officer", "focal", "stranger"])
def test_everybody_who_is_signed_in_may_read_it(cast: Cast, sign_in: Callable[[User], FlaskClient], who: str) -> None:
    shown = sign_in(getattr(cast, who)).get(PATH)
    assert shown.status_code == 200
    for name, _words in RULES:
        assert str(name) in shown.get_data(as_text=True)


def test_it_marks_where_the_reader_stands(cast: Cast, sign_in: Callable[[User], FlaskClient]) -> None:
    shown = sign_in(cast.inspector).get(PATH).get_data(as_text=True)
    mine = re.findall(r'<th scope="col" class="mine">\s*<span>(.*?)</span>', shown)
    assert mine == [str(RELATIONS[one].name) for one in (Relation.INSPECTOR, Relation.PERSON)]


def test_strangers_are_sent_to_the_door(client: FlaskClient) -> None:
    assert client.get(PATH).status_code == 302
