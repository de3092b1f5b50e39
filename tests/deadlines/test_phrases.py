"""Every wording in `cases/` means what stands beside it, for a document issued on 14/02/2026.

A line is a phrase, a tab, and its meaning as `describe` writes it; "\\n" in a phrase is a line break. The tables are
the specification: a meaning changes only when somebody has read the phrase and judged the old one wrong.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.deadlines.describe import describe
from tracker.deadlines.calendar import load_calendar
from tracker.deadlines.phrases import Kind, Recurrence, last_good_day, parse_deadline

ISSUED = date(2026, 2, 14)
CASES = Path(__file__).parent / "cases"


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            phrase, _, meaning = line.partition("\t")
            yield phrase.replace("\\n", "\n").replace("\\u00a0", "\u00a0"), meaning


ALL = list(cases())


def test_the_tables_are_not_empty() -> None:
    assert len(ALL) > 900
    assert {meaning.split()[0] for _, meaning in ALL} == {kind.value for kind in Kind}


@pytest.mark.parametrize(("phrase", "meaning"), ALL, ids=[phrase for phrase, _ in ALL])
def test_a_phrase_means_what_its_table_says(phrase: str, meaning: str) -> None:
    assert describe(parse_deadline(phrase, ISSUED)) == meaning


@pytest.mark.parametrize(("phrase", "meaning"), ALL, ids=[phrase for phrase, _ in ALL])
def test_an_unclear_or_empty_deadline_has_no_day_and_says_why(phrase: str, meaning: str) -> None:
    for issued_on in (ISSUED, None):
        found = parse_deadline(phrase, issued_on)
        if found.kind in (Kind.NONE, Kind.UNCLEAR):
            assert (found.start, found.due, found.milestones, found.recurrence, found.offset) == (
                None,
                None,
                (),
                None,
                None,
            )
        assert bool(found.problems) or found.kind is not Kind.UNCLEAR
        assert all(problem.code and problem.message.endswith(".") for problem in found.problems)


# The 25 wordings of the plan 27-KH/BCĐTP, as its annexes print them.
REAL_PLAN = {
    "Quý I/ 2026": "date 2026-01-01..2026-03-31",
    "Quý III/ 2026": "date 2026-07-01..2026-09-30",
    "Quý IV/2026": "date 2026-10-01..2026-12-31",
    "Quý I/2026 (Theo mục tiêu)": "date 2026-01-01..2026-03-31",
    "Quý II/2026 (Theo mục tiêu NQ 2026)": "date 2026-04-01..2026-06-30",
    "Quý III-IV/2026": "range 2026-07-01..2026-12-31",
    "Tháng 01/2026": "date 2026-01-01..2026-01-31",
    "Tháng 2/2026": "date 2026-02-01..2026-02-28",
    "Tháng 12/2026": "date 2026-12-01..2026-12-31",
    "Năm 2026": "date 2026-01-01..2026-12-31",
    "Hàng năm": "recurring yearly",
    "Thường xuyên": "ongoing",
    "Thường xuyên, hằng năm": "recurring yearly",
    "Định kỳ 6 tháng hoặc đột xuất": "recurring semiannual",
    "Duy trì/Hoàn thành tháng 12/2026": "multi ..2026-12-31 [Hoàn thành: 2026-12-31]",
    "- Ban hành đề án trong Quý I/2026 - Báo cáo kết quả thí điểm Tháng 7/2026": (
        "multi ..2026-07-31 [Ban hành đề án: 2026-03-31] [Báo cáo kết quả thí điểm: 2026-07-31]"
    ),
}


@pytest.mark.parametrize(("phrase", "meaning"), REAL_PLAN.items(), ids=list(REAL_PLAN))
def test_the_wordings_of_a_real_plan_are_understood(phrase: str, meaning: str) -> None:
    assert describe(parse_deadline(phrase)) == meaning


@pytest.mark.parametrize(
    "phrase", ["ngày 15/3", "Quý II", "Tháng 9", "6 tháng đầu năm", "cuối năm", "trước 30/11", "Quý I, II"]
)
def test_a_year_left_out_is_that_of_the_document_or_unknown(phrase: str) -> None:
    assert parse_deadline(phrase, date(2027, 5, 5)).due == _in_2027(phrase)
    assert parse_deadline(phrase, ISSUED).year_inferred
    assert describe(parse_deadline(phrase)) == "unclear !year_missing"


def _in_2027(phrase: str) -> date | None:
    return parse_deadline(f"{phrase}/2027" if phrase[-1] in "0123456789I" else f"{phrase} 2027").due


def test_a_leap_day_needs_a_leap_year() -> None:
    assert parse_deadline("29/2", date(2028, 1, 5)).due == date(2028, 2, 29)
    assert parse_deadline("29/2", date(2026, 1, 5)).kind is Kind.UNCLEAR
    assert parse_deadline("Tháng 2/2028").due == date(2028, 2, 29)


def test_the_json_has_the_fields_of_the_schema_in_its_order() -> None:
    found = parse_deadline("- Ban hành trong Quý I/2026\n- Báo cáo tháng 7/2026").as_dict()
    assert list(found) == [
        "raw", "kind", "start", "due", "before", "until", "open_ended", "year_inferred", "same_as_above",
        "recurrence", "milestones", "offset", "problems",
    ]  # fmt: skip
    assert found["raw"] == "- Ban hành trong Quý I/2026 - Báo cáo tháng 7/2026"
    assert found["milestones"] == [
        {"label": "Ban hành", "due": "2026-03-31"},
        {"label": "Báo cáo", "due": "2026-07-31"},
    ]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("phrase", "flag"),
    [
        ("trước ngày 15/3/2026", "before"),
        ("đến hết năm 2030", "until"),
        ("từ năm 2026", "open_ended"),
        ("Quý I", "year_inferred"),
        ("như trên", "same_as_above"),
    ],
)
def test_each_flag_reaches_the_json_alone(phrase: str, flag: str) -> None:
    found = parse_deadline(phrase, ISSUED).as_dict()
    assert [name for name, value in found.items() if value is True] == [flag]


def test_recurrence_in_json_has_no_one_or_several_anchors() -> None:
    def by(phrase: str) -> object:
        return parse_deadline(phrase).as_dict()["recurrence"]["by"]

    assert by("hằng quý") is None
    assert by("trước ngày 20/12 hằng năm") == {"month": 12, "day": 20}
    assert by("Tháng 3 và tháng 9 hằng năm") == [{"month": 3}, {"month": 9}]


@pytest.mark.parametrize("phrase", ["hằng quý", "5 năm/lần", "thứ Sáu hằng tuần", "Tháng 3 và tháng 9 hằng năm"])
def test_a_stored_recurrence_reads_back(phrase: str) -> None:
    recurrence = parse_deadline(phrase).recurrence
    assert recurrence is not None
    assert Recurrence.from_dict(recurrence.as_dict()) == recurrence


def test_working_days_after_signing_need_a_calendar() -> None:
    phrase = "trong vòng 15 ngày làm việc kể từ ngày ký"
    assert parse_deadline(phrase, ISSUED).due is None
    # Tết 2026: 16-20 February off, so the first working day after 14/02 is the 23rd.
    with_calendar = parse_deadline(phrase, ISSUED, add_working_days=load_calendar().add_working_days)
    assert with_calendar.due == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("phrase", "last"),
    [
        ("trước ngày 15/3/2026", date(2026, 3, 14)),
        ("trước ngày 31/5/2026", date(2026, 5, 30)),
        ("trước tháng 6/2026", date(2026, 5, 31)),
        ("trước Quý II/2026", date(2026, 3, 31)),
        ("trước năm 2030", date(2029, 12, 31)),
        ("ngày 15/3/2026", date(2026, 3, 15)),
        ("trước 17h00 ngày 15/3/2026", date(2026, 3, 15)),
        ("trước ngày 15/6 và trước ngày 15/12/2026", date(2026, 12, 14)),
    ],
)
def test_before_a_day_ends_on_its_eve_and_before_a_period_with_the_one_before(phrase: str, last: date) -> None:
    found = parse_deadline(phrase)
    assert found.due is not None
    assert last_good_day(found.raw, found.due, found.before) == last


def test_a_recurrence_that_ends_says_when() -> None:
    problem = parse_deadline("Hằng năm, giai đoạn 2026 - 2030").problems[0]
    assert problem.code == "recurrence_ends"
    assert "31/12/2030" in problem.message


def test_a_very_long_cell_is_refused_at_once() -> None:
    assert describe(parse_deadline("Ban hành đề án " * 5000)) == "unclear !not_understood"
