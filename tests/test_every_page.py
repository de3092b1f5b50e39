"""Every page of the sample, opened by every kind of person: it answers, it is sound HTML, it writes nothing."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.conftest import Browser, signed_in
from tests.counting import statements
from tests.sample import own_app
from tests.test_translations import CATALOGUE
from tracker.agencies.models import Agency
from tracker.coordination.models import ContributionFile
from tracker.db import Base, db
from tracker.demo.building import build
from tracker.extensions.models import Extension, ExtensionFile
from tracker.imports.models import DraftRow, ImportJob
from tracker.indicators.models import Indicator
from tracker.notifications.models import Notification
from tracker.plans.models import Plan
from tracker.talk.models import Addressee, TalkFile
from tracker.tasks.draft_models import DraftFile
from tracker.tasks.models import Assignment, Evidence, Submission, Task, TaskAgency
from tracker.users.models import Membership, User

NAMED_IN_ADDRESSES: dict[str, type[Base]] = {
    "agency_id": Agency,
    "plan_id": Plan,
    "row_id": DraftRow,
    "job_id": ImportJob,
    "mail_id": Notification,
    "task_id": Task,
    "part_id": TaskAgency,
    "assignment_id": Assignment,
    "evidence_id": Evidence,
    "submission_id": Submission,
    "enclosure_id": ContributionFile,
    "extension_id": Extension,
    "attachment_id": ExtensionFile,
    "user_id": User,
    "membership_id": Membership,
    "talk_file_id": TalkFile,
    "draft_file_id": DraftFile,
    "addressee_id": Addressee,
}
PEOPLE = (
    "thuong-truc",
    "dau-moi.so-khoa-hoc-va-cong-nghe",
    "thu-truong.so-khoa-hoc-va-cong-nghe",
    "lanh-dao",
    "kiem-tra",
    "quan-tri",
)
SAID = re.compile(r'>([^<>]+)<|(?:title|aria-label|placeholder|data-label)="([^"]+)"')
RED_WITHOUT_JOBS = "/healthz/jobs"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def sample(blank_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with the sample plan and its progress."""
    with own_app(blank_database, tmp_path_factory.mktemp("sample")) as app:
        app.test_client_class = Browser
        build(db.session, app.extensions["settings"], lambda _words: None)
        db.session.commit()
        yield app


def addresses(app: Flask) -> list[str]:
    """Each page that can be opened; where it shows one of many things, the first and the last few of them."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
    return [address for rule in rules for address in filled(app, rule)]


def filled(app: Flask, rule: Rule) -> list[str]:
    if not rule.arguments:
        return [rule.rule]
    (name,) = rule.arguments
    if name == "batch":
        return [rule.rule.replace("<batch>", "0" * 12)]
    ids = list(db.session.scalars(select(NAMED_IN_ADDRESSES[name].__mapper__.primary_key[0])))
    return [
        re.sub(r"<[^>]+>", str(one), rule.rule) for one in sorted({*ids[:2], *ids[len(ids) // 2 :][:2], *ids[-2:]})
    ]


def signed_in_as(app: Flask, name: str) -> FlaskClient:
    user = db.session.scalars(select(User).where(User.email == f"{name}@mau.example")).one()
    return signed_in(app.test_client(), user)


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_answers_and_writes_nothing(sample: Flask, name: str) -> None:
    client, wrong, opened = signed_in_as(sample, name), [], 0
    for address in addresses(sample):
        with statements() as sent:
            answer = client.get(address)
        opened += answer.status_code == 200
        if answer.status_code not in {200, 302, 403, 404} and address != RED_WITHOUT_JOBS:
            wrong.append(f"{address}: {answer.status_code}")
        wrong += [f"{address}: {one}" for one in sent if WRITES.match(one)]
        if answer.mimetype == "text/html" and answer.status_code != 302:
            wrong += [f"{address}: {problem}" for problem in problems(answer.get_data(as_text=True))]
    assert wrong == []
    assert opened > 10


def problems(page: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    found = [f"{place}: {code}" for place, code, _ in parser.errors]
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    found += [f"id {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    headings = len(list(tree.iter("h1")))
    if headings != 1:
        found.append(f"{headings} h1")
    if not (tree.findtext(".//title") or "").strip():
        found.append("no title")
    return found


@pytest.mark.parametrize("name", ["thuong-truc", "quan-tri"])
def test_english_pages_have_no_words_of_ours_in_vietnamese(sample: Flask, name: str) -> None:
    """Opened after the Vietnamese ones: nothing said in one language is remembered for the other."""
    of_the_sample = {words for column in (Indicator.unit, User.name) for words in db.session.scalars(select(column))}
    ours = {text for text, words in fixed_texts() if text != words} - of_the_sample
    client, found = signed_in_as(sample, name), []
    for lang in ("vi", "en"):
        client.set_cookie("lang", lang)
        shown = [(address, words) for address in addresses(sample) for words in words_of(client.get(address))]
        found.append([f"{address}: {words}" for address, words in shown if words in ours])
    assert len(found[0]) > 1000
    assert found[1] == []


def fixed_texts() -> Iterator[tuple[str, str]]:
    """Texts without gaps, with their English."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="en"):
            text, words = (one if isinstance(one, str) else one[0] for one in (message.id, message.string))
            if text and "%(" not in text:
                yield text.strip(), words


def words_of(answer: TestResponse) -> Iterator[str]:
    """What a page says, text by text, with what only some people see or hear."""
    if answer.mimetype == "text/html":
        for text, spoken in SAID.findall(answer.get_data(as_text=True)):
            yield " ".join(html.unescape(text or spoken).split())


def test_w23_without_signing_in_only_public_pages_open(sample: Flask) -> None:
    client = sample.test_client()
    opened = {address for address in addresses(sample) if client.get(address).status_code == 200}
    assert opened == {"/dang-nhap", "/healthz", "/kich-hoat", "/quen-mat-khau"}
