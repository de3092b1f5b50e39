"""The real plan against a reading of the paper by eye, row by row (files/ke-hoach-27.*.tsv)."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from tracker.imports.draft import IndicatorDraft, PlanDraft, TaskDraft
from tracker.imports.markup import without_markup
from tracker.imports.reading import read_plan
from tracker.paths import PACKAGE

FILES = Path(__file__).parent / "files"
SAMPLE = PACKAGE / "demo" / "ke-hoach-27-kh-bcdtp.txt"


@pytest.fixture(scope="module")
def plan() -> PlanDraft:
    return read_plan(SAMPLE.read_bytes(), SAMPLE.name)


def golden(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def as_row(task: TaskDraft) -> dict[str, str]:
    return {
        "line": str(task.source.line),
        "appendix": task.appendix or "",
        "group": task.group or "",
        "number": task.number,
        "parent": task.parent or "",
        "heading": "x" if task.is_heading else "",
        "title": task.title,
        "responsible_head": task.responsible_head,
        "lead": task.lead,
        "lead_agencies": " | ".join(match.name for match in task.lead_agencies),
        "coordinating": task.coordinating,
        "coordinating_agencies": " | ".join(match.name for match in task.coordinating_agencies),
        "deliverable": task.deliverable,
        "deadline": task.deadline.raw,
        "authority": task.authority,
        "note": task.note,
    }


def as_indicator_row(indicator: IndicatorDraft) -> dict[str, str]:
    (target,) = indicator.targets
    return {
        "line": str(indicator.source.line),
        "appendix": indicator.appendix or "",
        "group": indicator.group or "",
        "number": indicator.number,
        "title": indicator.title,
        "unit": indicator.unit,
        "lead": indicator.lead,
        "lead_agencies": " | ".join(match.name for match in indicator.lead_agencies),
        "year": str(target.year),
        "raw": target.raw,
        "comparator": target.comparator,
        "min": "" if target.min is None else f"{target.min:g}",
        "max": "" if target.max is None else f"{target.max:g}",
        "target_unit": target.unit or "",
    }


def test_every_task_row_is_what_the_paper_says(plan: PlanDraft) -> None:
    assert [as_row(task) for task in plan.tasks] == golden("ke-hoach-27.tasks.tsv")


def test_every_indicator_is_what_the_paper_says(plan: PlanDraft) -> None:
    assert [as_indicator_row(indicator) for indicator in plan.indicators] == golden("ke-hoach-27.indicators.tsv")


def test_the_counts_of_the_paper_are_met(plan: PlanDraft) -> None:
    second = [task for task in plan.tasks if task.appendix == "II"]
    third = [task for task in plan.tasks if task.appendix == "III"]
    assert (len(second), sum(t.is_heading for t in second), sum(t.parent is not None for t in second)) == (52, 6, 15)
    assert (len(third), len({task.group for task in third})) == (49, 7)
    assert len(plan.indicators) == 69


def test_the_head_of_the_document_is_read(plan: PlanDraft) -> None:
    head = plan.document
    assert (head.number, head.kind, head.issued_on, head.replaces) == (
        "27-KH/BCĐTP",
        "Kế hoạch",
        date(2026, 2, 14),
        ["20-KH/BCĐTP"],
    )
    assert head.title.startswith("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị")
    assert head.title.endswith("trên địa bàn Thành phố Hồ Chí Minh năm 2026")
    assert head.issuer.startswith("Ban Chỉ đạo về phát triển khoa học, công nghệ")


def test_appendices_keep_their_titles(plan: PlanDraft) -> None:
    assert {(task.appendix, task.appendix_title) for task in plan.tasks} == {
        ("II", "DANH MỤC CÁC NHIỆM VỤ TRỌNG TÂM DO TRUNG ƯƠNG CHỈ ĐẠO TRIỂN KHAI TRONG NĂM 2026"),
        ("III", "DANH MỤC CÁC NHIỆM VỤ TRỌNG TÂM DO THÀNH PHỐ CHỦ ĐỘNG TRIỂN KHAI TRONG NĂM 2026"),
    }


def test_group_titles_are_carried_down(plan: PlanDraft) -> None:
    titles = {task.group: task.group_title for task in plan.tasks if task.appendix == "III"}
    assert list(titles) == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert titles["V"] == (
        "Thúc đẩy mạnh mẽ hoạt động khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số trong doanh nghiệp"
    )


def test_only_what_is_doubtful_asks_for_a_person(plan: PlanDraft) -> None:
    asked = [
        (f"{task.appendix}.{task.number}", problem.code)
        for task in plan.tasks
        for problem in task.problems
        if problem.code.startswith(("agency", "lead", "deadline_missing", "number", "row", "title"))
    ]
    assert asked == [
        ("II.19", "agency_new"),
        ("II.25", "agency_near"),
        ("II.30.1", "deadline_missing"),
        ("II.30.2", "deadline_missing"),
        ("II.33.2", "agency_new"),
        ("III.6", "agency_former"),
        ("III.15", "agency_new"),
        ("III.33", "agency_near"),
    ]


def test_a_row_torn_by_a_page_break_says_so(plan: PlanDraft) -> None:
    joined = {
        f"{task.appendix}.{task.number}"
        for task in plan.tasks
        if "joined_over_page" in {p.code for p in task.problems}
    }
    assert len(joined) == 27
    assert {"II.3", "II.29", "III.38"} <= joined


def words_of_columns(lines: list[str], width: int) -> Iterator[list[str]]:
    """All words of each column of the tables of that width, headers and numbers of rows left out."""
    cells = [line.split("\t") for line in lines if line.count("\t") == width - 1 and not line.startswith("TT\t")]
    for column in range(1, width):
        yield without_markup(" ".join(row[column] for row in cells)).split()


@pytest.mark.parametrize("column", range(1, 9))
def test_no_word_of_a_column_is_lost_or_moved(plan: PlanDraft, column: int) -> None:
    """Counted straight from the text, with nothing of the importer but the removal of markup."""
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    expected = list(words_of_columns(lines, 9))[column - 1]
    groups = {t.group_title: None for t in plan.tasks if t.group_title}
    read: list[str] = []
    for task in plan.tasks:
        fields = (
            *(task.title, task.responsible_head, task.lead, task.coordinating),
            *(task.deliverable, task.deadline.raw, task.authority, task.note),
        )
        if column == 1 and task.group_title in groups:
            read += task.group_title.split()
            del groups[task.group_title]
        read += fields[column - 1].split()
    assert read == expected


def test_a_lost_row_leaves_a_gap_in_the_numbers() -> None:
    """Whichever numbered row is cut out of the middle, the check of the numbers speaks up."""
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    whole = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    last_of_run = {"II.29.2", "II.30.2", "II.31.4", "II.33.2", "II.35.3", "II.37.2", "III.49"}
    silent = []
    for task in whole.tasks[::5]:
        name = f"{task.appendix}.{task.number}"
        start = task.source.line or 0
        cut = "\n".join(line for number, line in enumerate(lines, start=1) if number != start)
        draft = read_plan(cut.encode(), SAMPLE.name)
        if name not in last_of_run and "number_gap" not in {p.code for t in draft.tasks for p in t.problems}:
            silent.append(name)
    assert silent == []


def test_the_sample_reads_the_same_in_every_encoding_and_line_end(plan: PlanDraft) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for data in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode(),
        normalize("NFD", text).encode(),
        re.sub(r"(?<=\w) (?=\w)", "\u00a0", text).encode(),
    ):
        draft = read_plan(data, SAMPLE.name)
        assert [as_row(task) for task in draft.tasks] == [as_row(task) for task in plan.tasks]
