"""English: every text of the pages has its words, with the same gaps; the record and the mails stay Vietnamese.

New texts come into the catalogue by `make messages`; their English is written there.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import gettext
from sqlalchemy.orm import Session

from tests.factories.mail import Office, make_office
from tests.test_codebase import ROOT, VIETNAMESE
from tracker import clock, filters, sentences
from tracker.notifications import rendering
from tracker.tasks.models import Assignment
from tracker.users.models import User

CATALOGUE = ROOT / "tracker" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
NOT_TRANSLATED = re.compile("Đúng Hạn|125/QĐ-UBND|÷")
GAP = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def forms(words: Any) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def extracted() -> set[tuple[Any, str | None]]:
    """The texts of the sources, by the rules of pyproject.toml."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords([word for rule in rules for word in rule.get("keywords", [])])}
    methods = [(rule["pattern"], rule["method"]) for rule in rules]
    found = set()
    for folder in ("tracker", "jobs", "templates"):
        for _file, _line, text, _comments, context in extract_from_dir(ROOT / folder, methods, keywords=keywords):
            found.add((text, context))
    return found


def test_the_catalogue_has_the_texts_of_the_sources_and_no_others(catalogue: Catalog) -> None:
    known, wanted = {(message.id, message.context) for message in texts(catalogue)}, extracted()
    assert len(wanted) > 500
    assert (wanted - known, known - wanted) == (set(), set()), "run `make messages` and translate what is new"


def test_every_text_has_english_words(catalogue: Catalog) -> None:
    wrong = [message.id for message in texts(catalogue) if not all(forms(message.string)) or message.fuzzy]
    assert wrong == []


def test_english_words_keep_the_gaps_of_the_text(catalogue: Catalog) -> None:
    wrong = []
    for message in texts(catalogue):
        gaps = set(GAP.findall(forms(message.id)[0]))
        for number, words in enumerate(forms(message.string)):
            said = words % dict.fromkeys(gaps, 1) if gaps else words  # a stray % would stop here
            may_lack = {"num"} if number == 0 and message.pluralizable else set()  # "every minute"
            if not gaps - may_lack <= set(GAP.findall(words)) <= gaps or "%(" in said:
                wrong.append(words)
    assert wrong == []


def test_english_words_are_english_and_need_no_escaping(catalogue: Catalog) -> None:
    every = [words for message in texts(catalogue) for words in forms(message.string)]
    assert [words for words in every if VIETNAMESE.search(NOT_TRANSLATED.sub("", words))] == []
    assert [words for words in every if re.search('["&<>]', words)] == []


def test_pages_are_given_the_words_of_the_catalogue(catalogue: Catalog) -> None:
    fresh = BytesIO()
    write_mo(fresh, catalogue)
    compiled = CATALOGUE.with_suffix(".mo")
    assert compiled.exists(), "run `make bootstrap`"
    assert compiled.read_bytes() == fresh.getvalue(), "run `make bootstrap`: the catalogue has changed"


def test_a_mail_brings_no_text_into_the_catalogue(catalogue: Catalog) -> None:
    places = [place for message in texts(catalogue) for place, _line in message.locations]
    assert places
    assert [place for place in places if place.startswith("templates/email/")] == []


# --- What is stored ---------------------------------------------------------------------------------------------


@contextmanager
def in_english(app: Flask) -> Iterator[None]:
    """A request of its own, as the server makes one: the language is asked once a request."""
    with app.app_context(), app.test_request_context("/", headers={"Cookie": "lang=en"}):
        yield


def test_a_stored_sentence_is_said_in_the_language_of_the_page(app: Flask) -> None:
    stored = "Trả lại: Minh chứng chưa đủ hoặc không mở được"
    assert filters.said(stored) == stored
    with in_english(app):
        assert filters.said(stored) == "Returned: The evidence is not sufficient or cannot be opened"
        assert filters.said("Báo cáo hoàn thành lần 2") == "Completion reported, round 2"
        assert filters.said("Đã họp với 3 sở, 100% đồng ý") == "Đã họp với 3 sở, 100% đồng ý"


def test_of_two_sentences_that_fit_the_longer_one_is_meant(app: Flask) -> None:
    with in_english(app):
        told = filters.said("Báo quá hạn mức 2 tới: Giám đốc. Cơ quan chủ trì chưa có người nhận.")
    assert told == "Escalation level 2 to: Giám đốc. The lead agency has no recipient yet."


def test_every_stored_sentence_can_be_recognised_when_its_gaps_are_filled() -> None:
    kept = list(sentences._SHAPES)
    assert len(kept) > 60
    filled = {text: text % {name: f"«{name}»" for name in GAP.findall(text)} for text in kept}
    found = {text: sentences.recognised(words) for text, words in filled.items()}
    assert {text for text, known in found.items() if known is None or known[0] != text} == set()


@pytest.fixture
def office(app: Flask, session: Session, freeze: Callable[[str], datetime]) -> Office:
    return make_office(app, session, freeze, "2026-03-02 08:00")


def test_an_act_of_somebody_who_reads_english_is_recorded_and_mailed_in_vietnamese(
    office: Office, sign_in: Callable[[User], FlaskClient]
) -> None:
    assignment = office.give(date(2026, 3, 31))
    focal, officer = (reading_english(sign_in(user)) for user in (office.focal, office.officer))
    focal.post(f"/viec/{assignment.id}/bat-dau", data={"version": fresh(office, assignment).version})
    assert assignment.last_update == "Bắt đầu thực hiện"
    report = {"version": assignment.version, "text": "Đã ban hành", "document_number": "12/QĐ-UBND"}
    focal.post(f"/viec/{assignment.id}/bao-cao", data=report)
    assert fresh(office, assignment).last_update == "Báo cáo hoàn thành lần 1"
    decision = {"version": assignment.version, "reason": "evidence", "text": "Thiếu phụ lục"}
    officer.post(f"/viec/{assignment.id}/tra-lai", data=decision)
    reason = "Minh chứng chưa đủ hoặc không mở được. Thiếu phụ lục"
    assert fresh(office, assignment).last_update == f"Trả lại: {reason}"
    assert assignment.submissions[0].reason == reason
    (mail, *_) = office.mails("returned")
    assert mail.items[0].context["reason"] == reason
    page = focal.get(f"/nhiem-vu/{assignment.task_id}").get_data(as_text=True)
    assert "Report returned" in page
    assert reason in page


def test_a_mail_is_vietnamese_whoever_has_it_written(office: Office) -> None:
    office.give(date(2026, 3, 4), quiet=False)
    office.at("2026-03-03 08:00")
    office.remind()
    office.at("2026-03-12 08:00")
    office.digest()
    office.escalate()
    mails = office.mails()
    assert {mail.kind for mail in mails} >= {"assigned", "reminder", "digest", "escalation"}
    plain = [rendering.render(mail, mail.items, clock.today()) for mail in mails]
    with in_english(office.app):
        assert gettext("Quá hạn") == "Overdue"
        assert [rendering.render(mail, mail.items, clock.today()) for mail in mails] == plain
        assert gettext("Quá hạn") == "Overdue"
    assert all(VIETNAMESE.search(mail.subject) for mail in plain)
    assert all('lang="vi"' in mail.html for mail in plain)


def reading_english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("lang", "en")
    return client


def fresh(office: Office, assignment: Assignment) -> Assignment:
    office.session.refresh(assignment)
    return assignment
