"""W22: every page as everybody, with numbers of one's own and of others: what one may not see shows nowhere, neither
in a page nor in a download, a title, a redirect, a count, an answer's status or the work of a search."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.counting import statements
from tests.permissions.conftest import Stage
from tests.permissions.people import OF_TASK, SEES
from tests.permissions.test_matrix import lines
from tests.permissions.test_ways_in import NOT_THERE, STEERING
from tests.permissions.world import CHILD, DRAFT, HELP, OWN, PLAN, REPORT, TALK
from tracker.db import db
from tracker.notifications.models import Notification

NEVER = ("stranger", "other office", "former focal", "steering viewer", "without a post")
"""Nothing of the plan is theirs."""
ABOVE = STEERING | {"leader", "inspector", "admin"}
LEAD = {
    "lead head",
    "lead deputy",
    "lead focal",
    "lead viewer",
    "substitute of the lead's focal",
    "lead and steering",
}
OPEN_TO: Mapping[str, set[str]] = {
    PLAN: {*SEES, "unit"},
    DRAFT: STEERING,
    REPORT: ABOVE | LEAD,
    CHILD: ABOVE | LEAD | {"unit"},
    HELP: ABOVE | LEAD | {"co-lead", "coordinator", "coordinating viewer"},
    TALK: ABOVE | LEAD,
    OWN: {"steering officer"},
}
VARIES = re.compile(r'name="csrf[-_]token" [^>]*|name="once"[^>]*|id="once"[^>]*|value="[0-9a-f]{16}"')

NUMBERS = re.compile(r'(?<=[="])\d+\b')
"""In addresses and in fields of forms."""


def pages(stage: Stage) -> Iterator[Rule]:
    for rule in stage.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static":
            yield rule


def things(stage: Stage) -> dict[str, list[object]]:
    """Of each kind that an address names: several things that are somebody's, and nobody else's."""
    ids, offices, people = stage.world.ids, stage.world.offices, stage.world.people
    states = ("assigned", "submitted", "completed", "suspended")
    return {
        "assignment_id": [ids[f"{kind} {one}"] for kind in ("plain", "child") for one in states],
        "task_id": [ids[f"{kind} {one}"] for kind in ("task plain", "subtask") for one in states]
        + [ids["task collective"], ids["task parent submitted"]],
        "extension_id": [ids["extension assigned"], ids["extension completed"]],
        "addressee_id": [ids[f"addressee {one}"] for one in ("waiting", "answered", "closed")],
        "submission_id": [ids["submission submitted"], ids["submission completed"]],
        "evidence_id": [ids["evidence"], ids["evidence of the unit"]],
        "enclosure_id": [ids["contribution file"]],
        "attachment_id": [ids["attachment"]],
        "plan_id": [ids["plan"], ids["draft"]],
        "base_id": [ids["plan"]],
        "row_id": [ids["row"]],
        "part_id": [ids["part"]],
        "job_id": [1],
        "mail_id": list(db.session.scalars(select(Notification.id).order_by(Notification.id.desc()).limit(3))),
        "agency_id": [offices.lead.id, offices.unit.id, offices.everybody.id],
        "user_id": [people["lead focal"].id, people["steering officer"].id],
        "membership_id": [people["lead focal"].memberships[0].id],
        "draft_file_id": [stage.world.ids["draft file"]],
        "talk_file_id": [stage.world.ids["talk file"]],
        "batch": [stage.watcher.execute("SELECT max(batch) FROM task_event").fetchone()[0]],
    }


def addresses(stage: Stage, rule: Rule, *, there: bool = True) -> list[str]:
    if not rule.arguments:
        return [rule.rule]
    (argument,) = rule.arguments
    if not there:
        numbers: list[object] = ["0" * 32 if argument == "batch" else NOT_THERE]
    else:
        numbers = things(stage)[argument]
    build = stage.app.url_map.bind("localhost").build
    return [build(rule.endpoint, {argument: number}) for number in numbers]


def said(answer: TestResponse) -> str:
    """All that an answer gives away: its words, those inside a spreadsheet, and where it leads."""
    body = answer.get_data()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return (
        VARIES.sub("", body.decode("utf-8", "replace"))
        + str(answer.headers.getlist("Location"))
        + str(answer.headers.get("Content-Disposition"))
    )


@pytest.mark.parametrize("who", OF_TASK)
def test_w22_no_page_says_what_is_not_for_this_person(stage: Stage, who: str) -> None:
    hidden = [word for word, readers in OPEN_TO.items() if who not in readers]
    met: set[str] = set()
    wrong = []
    for rule in pages(stage):
        for path in addresses(stage, rule):
            answer = stage.visit(who, path)
            words = said(answer)
            met |= {word for word in OPEN_TO if word in words}
            wrong += [
                (path, answer.status_code, word) for word in hidden if word in words and not is_asked(who, path, word)
            ]
            if answer.status_code >= 500 and rule.rule != "/healthz/jobs":
                wrong.append((path, answer.status_code, ""))
    assert not wrong, lines(wrong)
    assert not stage.changed
    assert met >= set(OPEN_TO) - set(hidden), "what a person may see is somewhere to be seen"


def is_asked(who: str, path: str, word: str) -> bool:
    """Whoever speaks for an agency that helps is shown the report that he is asked about, there alone."""
    return (who, word) == ("coordinator", REPORT) and path.startswith("/bao-cao/")


@pytest.mark.parametrize("who", NEVER)
def test_w22_foreign_and_absent_are_one(stage: Stage, who: str) -> None:
    wrong = []
    for rule in pages(stage):
        if not rule.arguments or rule.rule.startswith("/tai-khoan"):
            continue
        (absent,) = addresses(stage, rule, there=False)
        nothing = stage.visit(who, absent)
        for path in addresses(stage, rule):
            answer = stage.visit(who, path)
            seen, none = ((one.status_code, said(one)) for one in (answer, nothing))
            if seen != none and not is_ones_own(who, path):
                wrong.append((path, seen[0], none[0]))
    assert not wrong, lines(wrong)


def is_ones_own(who: str, path: str) -> bool:
    """Whoever steers some plan knows every agency."""
    return who == "other office" and path.startswith("/co-quan/")


@pytest.mark.parametrize("who", NEVER)
def test_what_happens_where_one_sees_nothing_changes_no_page(stage: Stage, who: str) -> None:
    """Counts, badges, figures and charts: the same before and after everything of the plan became overdue."""
    paths = [rule.rule for rule in pages(stage) if not rule.arguments]
    before = {path: said(stage.visit(who, path)) for path in paths}
    stage.watcher.execute(
        "UPDATE assignment SET status = 'in_progress', due_on = '2026-01-05', nominal_due = '2026-01-05',"
        " effective_due = '2026-01-05', due_order = '2026-01-05', percent = 77, held = 0"
    )
    stage.watcher.execute("DELETE FROM notification_item")
    stage.watcher.commit()
    assert not [path for path, words in before.items() if re.search("object at 0x", words)]
    wrong = [path for path in paths if said(stage.visit(who, path)) != before[path]]
    assert not wrong, lines(wrong)


ASKED = ("/tim?q=%s", "/nhiem-vu?q=%s", "/qua-han?q=%s", "/gia-han?q=%s", "/co-quan?q=%s", "/chi-tieu?q=%s")


@pytest.mark.parametrize("who", [*NEVER, "co-lead", "coordinator", "unit"])
@pytest.mark.parametrize("address", ASKED)
def test_a_hit_one_may_not_see_is_a_miss(stage: Stage, who: str, address: str) -> None:
    """Not only in what is shown: the database is asked the same number of questions."""
    for word in (word for word, readers in OPEN_TO.items() if who not in readers):
        miss = word[:-2] + "zz"
        stage.visit(who, address % miss)
        answers = []
        for asked in (word, miss):
            with statements() as sent:
                answer = stage.visit(who, address % asked)
            answers.append((answer.status_code, said(answer).replace(asked, "…"), len(sent)))
        assert answers[0] == answers[1], (word, answers[0][0], answers[0][2], answers[1][2])


FILTERS = ("/nhiem-vu?ke-hoach=%s", "/gia-han?ke-hoach=%s", "/chi-dao?ke-hoach=%s", "/gia-han/thong-ke?ke-hoach=%s")


@pytest.mark.parametrize("who", NEVER)
def test_a_filter_by_what_one_may_not_see_finds_what_an_absent_one_finds(stage: Stage, who: str) -> None:
    numbers = {
        **dict.fromkeys(FILTERS, stage.world.ids["plan"]),
        "/nhiem-vu?co-quan=%s": stage.world.offices.lead.id,
        "/chi-dao?co-quan=%s": stage.world.offices.lead.id,
        "/cho-xac-nhan?viec=%s": stage.world.ids["plain submitted"],
        "/cho-xac-nhan?nhiem-vu=%s": stage.world.ids["task plain submitted"],
    }
    wrong = []
    for address, number in numbers.items():
        seen = [
            (answer.status_code, NUMBERS.sub("…", said(answer)))
            for asked in (number, NOT_THERE)
            for answer in [stage.visit(who, address % asked)]
        ]
        if seen[0] != seen[1]:
            wrong.append((address, seen[0][0], seen[1][0]))
    assert not wrong, lines(wrong)
