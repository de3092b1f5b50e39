"""What the importer makes of plans nobody has seen, as files of every kind.

`-s` prints the shares and every difference; `-k NAME` tells of one plan.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.imports.unseen import (
    breakthroughs,
    central,
    committees,
    communes,
    countryside,
    departments,
    districts,
    followers,
    institutions,
    ministries,
    offices,
    party,
    provinces,
    public_services,
    reforms,
    resolutions,
    services,
    short_plans,
    wards,
)
from tests.imports.unseen.paper import Paper, wanted
from tests.imports.unseen.scoring import Score, scored
from tests.imports.unseen.writing import WRITERS, as_pdf
from tracker.imports.reading import read_plan

PAPERS = (
    *(*central.PAPERS, *provinces.PAPERS, *resolutions.PAPERS),
    *(*communes.PAPERS, *districts.PAPERS, *party.PAPERS, *institutions.PAPERS),
    *(*ministries.PAPERS, *departments.PAPERS, *wards.PAPERS),
    *(*committees.PAPERS, *services.PAPERS, *countryside.PAPERS),
    *(*offices.PAPERS, *public_services.PAPERS, *short_plans.PAPERS),
    *(*breakthroughs.PAPERS, *reforms.PAPERS, *followers.PAPERS),
)
PRINTED = [paper for paper in PAPERS if paper.form == "pdf"]
CELLS = ("docx", "xlsx", "html")
LEAST = {"head": 0.97, "row": 0.97, "text": 0.95, "agencies": 0.93, "target": 0.95, "deadline": 0.95}
MOST_UNCLEAR, MOST_UNMARKED = 0.05, 0.01


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as program:
        yield program


def score_of(paper: Paper, form: str, data: bytes) -> Score:
    return scored(paper, read_plan(data, f"{paper.name}.{form}"))


def hold(score: Score, name: str) -> None:
    """The shares asked for: how much is right, and that what is wrong says so."""
    print(f"\n{name}: {score.table()}", *score.differences, sep="\n  ")
    shares = {sort: score.share(sort) for sort in LEAST if score.counts[sort]}
    assert {sort: share for sort, share in shares.items() if share < LEAST[sort]} == {}
    assert score.counts["wrong date"] == 0
    assert score.counts["unclear"] <= MOST_UNCLEAR * score.counts["deadline"]
    assert score.counts["silent"] <= MOST_UNMARKED * score.counts["wrong"]


def test_the_papers_differ() -> None:
    assert len({paper.name for paper in PAPERS}) == len(PAPERS) >= 16
    assert {paper.form for paper in PAPERS} == {*WRITERS, "pdf"}
    assert sum(len(wanted(paper)) for paper in PAPERS) > 100


def test_plans_as_they_come_are_read() -> None:
    total = Score()
    for paper in PAPERS:
        if paper.form in WRITERS:
            total.add(score_of(paper, paper.form, WRITERS[paper.form](paper)))
    hold(total, "as they come")


@pytest.mark.parametrize("form", CELLS)
def test_plans_are_read_in_every_form_that_has_cells(form: str) -> None:
    total = Score()
    for paper in PAPERS:
        total.add(score_of(paper, form, WRITERS[form](paper)))
    hold(total, form)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_no_row_or_date_of_a_plan_is_lost(paper: Paper) -> None:
    """Plan by plan, so that one name shows what differs in one."""
    form = paper.form if paper.form in WRITERS else "html"
    score = score_of(paper, form, WRITERS[form](paper))
    print(f"\n{paper.name}: {score.table()}", *score.differences, sep="\n  ")
    assert score.share("row") == 1
    assert score.counts["wrong date"] == 0


@pytest.mark.browser
def test_plans_printed_on_paper_are_read(browser: Browser) -> None:
    total = Score()
    for paper in PRINTED:
        total.add(score_of(paper, "pdf", as_pdf(paper, browser)))
    hold(total, "printed")
