"""No English in what a form objects to, whichever field or validator speaks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice, validators

from tracker.forms import Form, Objections


@pytest.fixture(autouse=True)
def request_of_a_vietnamese_page() -> Iterator[None]:
    app = Flask("tracker")
    app.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="vi")
    Babel(app)
    with app.test_request_context(method="POST"):
        yield


class EveryField(Form):
    name = wtforms.StringField(validators=[validators.DataRequired()])
    short = wtforms.StringField(validators=[validators.Length(max=3)])
    long = wtforms.StringField(validators=[validators.Length(min=9)])
    kind = wtforms.SelectField(choices=[SelectChoice("a", "A")])
    several = wtforms.SelectMultipleField(choices=[SelectChoice("a", "A")])
    day = wtforms.DateField(format=["%d/%m/%Y"])
    count = wtforms.IntegerField()
    rate = wtforms.DecimalField()
    level = wtforms.IntegerField(validators=[validators.NumberRange(min=1, max=5)])


def test_every_objection_is_said_in_vietnamese() -> None:
    wrong = {"short": "dài quá", "long": "ngắn", "kind": "x", "several": "x", "day": "31/6/2026", "level": "9"}
    form = EveryField(MultiDict({**wrong, "count": "x", "rate": "x"}))
    assert not form.validate()
    said = {name: messages[0] for name, messages in form.errors.items() if name}
    assert set(said) == set(EveryField()._fields)
    assert said["short"] == "Nội dung dài quá 3 ký tự, hãy rút gọn."
    assert said["level"] == "Hãy nhập số từ 1 đến 5."
    assert [text for text in said.values() if not re.search(r"[ãạấậầốộớờủửừậđ]", text)] == []


def test_the_wordings_of_wtforms_have_not_changed_under_us() -> None:
    """A new version of WTForms that says something else would speak English again."""
    catalogue = Path(wtforms.__file__).parent / "locale" / "wtforms.pot"
    theirs = set(re.findall(r'^msgid(?:_plural)? "(.+)"$', catalogue.read_text("utf-8"), re.MULTILINE))
    programmers = re.compile(
        r"field name|equal to|exactly|IP |Mac |URL|UUID|one of|any of|edited|disabled|CSRF|None|week|Date must"
    )
    assert [text for text in theirs if Objections().gettext(text) == text and not programmers.search(text)] == []
