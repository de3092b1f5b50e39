"""The plans without tables against a reading of the papers by eye, row by row (files/*.tsv).

The papers themselves lie beside the repository; without them these tests are skipped.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.imports.paper import codes
from tracker.imports.draft import ObligationDraft, PlanDraft
from tracker.imports.reading import read_plan

FILES = Path(__file__).parents[1] / "files"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
PLAN_459, PLAN_106, LETTER_2008, NGA_NAM = "000", "001", "003", "004"
WORDS = 8
"""As many of a row's first words as the files give."""


@cache
def paper(number: str) -> PlanDraft:
    found = sorted(SEEDS.glob(f"{number}_*"))
    if not found:
        pytest.skip("the sample plans are not beside the repository")
    return read_plan(found[0].read_bytes(), found[0].name)


def golden(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def opening(text: str) -> str:
    return " ".join(text.split()[:WORDS])


def number_of(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def task_rows(plan: PlanDraft) -> list[dict[str, str]]:
    return [
        {
            "line": str(task.source.line),
            "group": task.group or "",
            "number": task.number,
            "parent": task.parent or "",
            "heading": "x" if task.is_heading else "",
            "lead": task.lead,
            "deadline": task.deadline.raw,
            "words": opening(task.title),
        }
        for task in plan.tasks
    ]


def target_rows(plan: PlanDraft) -> list[dict[str, str]]:
    return [
        {
            "line": str(indicator.source.line),
            "group": indicator.group or "",
            "year": str(target.year),
            "comparator": target.comparator,
            "min": number_of(target.min),
            "max": number_of(target.max),
            "unit": target.unit or "",
            "words": opening(indicator.title),
        }
        for indicator in plan.indicators
        for target in indicator.targets
    ]


def duties(rows: Sequence[ObligationDraft], line: int) -> list[tuple[str, list[str], str | None, str | None]]:
    """How often, who, to whom and through whom, of the duties that one line lays down."""
    return [
        (
            row.deadline.recurrence.freq.value if row.deadline.recurrence else row.deadline.kind.value,
            [match.name for match in row.who],
            row.recipient.name if row.recipient else None,
            row.through.name if row.through else None,
        )
        for row in rows
        if row.source.line == line
    ]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (PLAN_459, "ke-hoach-459"),
        (PLAN_106, "ke-hoach-106"),
        (LETTER_2008, "cong-van-2008"),
        (NGA_NAM, "ke-hoach-nga-nam"),
    ],
)
def test_every_task_is_read_where_the_paper_has_it(number: str, name: str) -> None:
    assert task_rows(paper(number)) == golden(f"{name}.tasks.tsv")


@pytest.mark.parametrize(
    ("number", "name"),
    [(PLAN_106, "ke-hoach-106"), (LETTER_2008, "cong-van-2008"), (NGA_NAM, "ke-hoach-nga-nam")],
)
def test_every_target_has_the_year_and_value_of_the_paper(number: str, name: str) -> None:
    assert target_rows(paper(number)) == golden(f"{name}.indicators.tsv")


def test_every_milestone_year_of_the_table_is_a_target() -> None:
    plan = paper(PLAN_459)
    years = [[target.year for target in indicator.targets] for indicator in plan.indicators]
    assert years == [[2025, 2030, 2035, 2040, 2045]] * 64
    first = plan.indicators[0]
    assert [target.raw for target in first.targets] == ["≥ 60%", "100%", "-", "-", "-"]
    assert [target.comparator for target in first.targets] == [">=", "=", "none", "none", "none"]


def test_reports_by_month_quarter_half_year_and_year_are_four_duties() -> None:
    who = ["Các cấp ủy, tổ chức đảng", "Ủy ban nhân dân Thành phố", "Các sở, ban, ngành"]
    found = duties(paper(PLAN_459).obligations, 510)
    assert [often for often, *_ in found] == ["monthly", "quarterly", "semiannual", "yearly"]
    assert {tuple(names[:3]) for _, names, _, _ in found} == {tuple(who)}
    assert duties(paper(PLAN_459).obligations, 51)[0][0] == "monthly"


def test_the_yearly_report_goes_through_the_office_named() -> None:
    (report,) = [row for row in paper(PLAN_106).obligations if row.source.line == 625]
    assert duties([report], 625) == [
        ("yearly", ["Các cơ quan, đơn vị"], "Ủy ban nhân dân phường", "Phòng Văn hóa - Xã hội")
    ]
    assert report.deadline.before
    assert [(by.month, by.day) for by in report.deadline.recurrence.by] == [(11, 30)]
    (other,) = [row for row in paper(NGA_NAM).obligations if row.source.line == 836]
    assert [(by.month, by.day) for by in other.deadline.recurrence.by] == [(12, 20)]
    assert other.through is not None
    assert other.through.name == "Phòng Văn hóa, Khoa học và Thông tin"


def test_a_deadline_that_waits_for_an_event_keeps_it() -> None:
    task = next(task for task in paper(LETTER_2008).tasks if task.source.line == 28)
    assert task.deadline.kind == "relative"
    assert task.deadline.due is None
    offset = task.deadline.offset
    assert offset is not None
    assert (offset.n, offset.unit, offset.direction) == (10, "day", "after")
    assert offset.anchor == "Tỉnh ủy ban hành Kế hoạch hành động"
    assert [match.name for match in task.lead_agencies] == ["Ủy ban nhân dân huyện"]


def test_a_letter_and_what_is_attached_to_it_are_told_apart() -> None:
    plan = paper(LETTER_2008)
    assert (plan.document.number, plan.document.kind) == ("2008-CV/HU", "Công văn")
    found = {problem.code: problem for problem in plan.problems}
    assert found["document_attached"].source.line == 70
    assert "01-CV/BCĐTW" in found["document_attached"].message
    assert found["appendix_in_prose"].source.line == 131
    assert duties(plan.obligations, 169)[0][0] == "monthly"


def test_what_a_paper_leaves_out_is_said_once() -> None:
    assert {"issued_on_missing", "number_missing", "tasks_from_prose"} <= set(codes(paper(NGA_NAM)))
    assert "appendix_absent" in codes(paper(PLAN_106))
    assert paper(NGA_NAM).document.issuer == "Ủy ban nhân dân thị xã"
