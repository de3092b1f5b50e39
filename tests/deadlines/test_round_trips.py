"""A known day, period or range, written in many ways and spoiled by noise, comes back the same."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deadlines.describe import describe
from tracker.deadlines.months import month_end
from tracker.deadlines.phrases import Kind, parse_deadline

YEARS = st.integers(1990, 2100)
MONTHS = st.integers(1, 12)
QUARTERS = st.integers(1, 4)
ROMAN = ("", "I", "II", "III", "IV")
WORDS = ("", "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
QUARTER_WORDS = ("Quý", "quý", "QUÝ", "Quí", "Qúy", "Qúi", "Quy", "Ouý", "Q")
SPACES = (" ", "\u00a0", "  ", "\n", "\t", "\u2009", " \u200b", "\x0c")


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() or c == "/" else c for c in text)


def unaccented(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


@st.composite
def noisy(draw: st.DrawFn, text: str) -> str:
    """NFD, other spaces, capitals, full-width digits, closing punctuation; none of it changes a meaning."""
    space = draw(st.sampled_from(SPACES))
    change = draw(st.sampled_from([str, str.upper, wide, str.title]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    opening = draw(st.sampled_from(["", " ", "- ", "• ", "\ufeff", "“"]))
    closing = draw(st.sampled_from(["", " ", ".", ";", " .", "…", "”"]))
    return unicodedata.normalize(form, opening + change(text).replace(" ", space) + closing)


DAY_WORDINGS = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{d} / {m} / {y}", "ngày {d}/{m}/{y}",
    "ngày {d} tháng {m} năm {y}", "{d} tháng {m} năm {y}", "ngày {d:02}-{m:02}-{y}", "ngày {d} tháng {m}/{y}",
    "ngày {d}/{m} năm {y}", "{y}-{m:02}-{d:02}", "ngày {d} tháng {word} năm {y}",
)  # fmt: skip
LEADS_TO_A_DAY = ("", "chậm nhất ", "chậm nhất là ", "hoàn thành ", "Thời hạn: ", "17h00 ", "trước 17 giờ ", "vào ")


@st.composite
def days(draw: st.DrawFn, leads: tuple[str, ...]) -> tuple[date, str]:
    day = draw(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
    wording = draw(st.sampled_from(DAY_WORDINGS))
    written = wording.format(d=day.day, m=day.month, y=day.year, word=WORDS[day.month])
    return day, draw(noisy(draw(st.sampled_from(leads)) + written))


@given(days(LEADS_TO_A_DAY))
def test_a_day_in_any_wording_is_that_day(case: tuple[date, str]) -> None:
    day, wording = case
    assert describe(parse_deadline(wording)) == f"date ..{day}"


@given(days(("trước ", "xong trước ", "hoàn thành trước ", "chậm nhất trước ")))
def test_before_a_day_keeps_the_day_and_marks_it(case: tuple[date, str]) -> None:
    day, wording = case
    assert describe(parse_deadline(wording)) == f"date ..{day} before"


@st.composite
def months(draw: st.DrawFn) -> tuple[int, int, str]:
    month, year = draw(MONTHS), draw(YEARS)
    wordings = [
        f"tháng {month}/{year}", f"Tháng {month:02}/{year}", f"{month}/{year}", f"{month:02}/{year}",
        f"{month}-{year}", f"tháng {WORDS[month]}/{year}",
        f"T{month}/{year}", f"tháng {month} năm {year}", f"tháng {WORDS[month]} năm {year}",
        f"Tháng {month} / {year}",
        f"trong tháng {month}/{year}", f"hoàn thành trong tháng {month} năm {year}", f"tháng {month}, năm {year}",
        f"chậm nhất trong tháng {month}/{year}", f"Tháng {month}/{year} (theo mục tiêu)", f"thang {month} nam {year}",
    ]  # fmt: skip
    return month, year, draw(st.sampled_from(wordings))


@given(months().flatmap(lambda case: st.tuples(st.just(case), noisy(case[2]))))
def test_a_month_in_any_wording_lasts_from_its_first_day_to_its_last(case: tuple[tuple[int, int, str], str]) -> None:
    (month, year, _), wording = case
    assert describe(parse_deadline(wording)) == f"date {date(year, month, 1)}..{month_end(year, month)}"


@st.composite
def quarters(draw: st.DrawFn) -> tuple[int, int, str]:
    quarter, year, word = draw(QUARTERS), draw(YEARS), draw(st.sampled_from(QUARTER_WORDS))
    number = draw(st.sampled_from([ROMAN[quarter], str(quarter), ROMAN[quarter].replace("I", "l")]))
    tail = draw(st.sampled_from([f"/{year}", f"/ {year}", f" năm {year}", f"-{year}", f" {year}", f", năm {year}"]))
    lead = draw(st.sampled_from(["", "trong ", "hoàn thành trong ", "chậm nhất "]))
    return quarter, year, f"{lead}{word} {number}{tail}"


@given(quarters().flatmap(lambda case: st.tuples(st.just(case), noisy(case[2]))))
def test_a_quarter_in_any_wording_ends_with_its_third_month(case: tuple[tuple[int, int, str], str]) -> None:
    (quarter, year, _), wording = case
    first, last = date(year, quarter * 3 - 2, 1), month_end(year, quarter * 3)
    assert describe(parse_deadline(wording)) == f"date {first}..{last}"


@given(
    YEARS,
    YEARS,
    st.sampled_from(["{}-{}", "{} – {}", "giai đoạn {} - {}", "từ năm {} đến năm {}", "năm {}-{}", "từ {} đến {}"]),
)
def test_a_range_of_years_keeps_both_ends_and_refuses_the_wrong_order(first: int, last: int, wording: str) -> None:
    found = describe(parse_deadline(wording.format(first, last)))
    expected = f"range {first}-01-01..{last}-12-31" if first <= last else "unclear !range_reversed"
    assert found == expected


@given(st.dates(date(1990, 1, 1), date(2099, 1, 1)), st.integers(0, 700))
def test_a_range_of_days_keeps_both_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for wording in ("từ {} đến {}", "{} - {}", "từ ngày {} đến hết ngày {}", "{} đến {}"):
        phrase = wording.format(f"{first.day}/{first.month}/{first.year}", f"{last.day}/{last.month}/{last.year}")
        assert describe(parse_deadline(phrase)) == f"range {first}..{last}"


@given(YEARS)
def test_until_and_before_a_year(year: int) -> None:
    assert describe(parse_deadline(f"đến hết năm {year}")) == f"date ..{year}-12-31 until"
    assert describe(parse_deadline(f"trước năm {year}")) == f"date ..{year - 1}-12-31 before"
    assert describe(parse_deadline(f"từ năm {year}")) == f"ongoing {year}-01-01.. open_ended"


@pytest.mark.parametrize(
    "phrase", ["Thường xuyên", "hằng năm", "định kỳ 6 tháng", "giai đoạn 2026 - 2030", "trước tháng 6/2026"]
)
def test_lost_accents_change_nothing(phrase: str) -> None:
    assert describe(parse_deadline(unaccented(phrase))) == describe(parse_deadline(phrase))


FRAGMENTS = (
    "Quý|I|II|IV|tháng|năm|ngày|2026|2030|15/3|6/2026|31|29/2|trước|sau|từ|đến|hết|trong|và|hoặc|,|;|/|-|(|)"
    "|:|chậm nhất|hằng|mỗi|định kỳ|thường xuyên|lần|10|kể từ|ngày ký|khi|ngay|đầu|giữa|cuối|6|mười|hai|sáu|thứ|nửa"
    '|giai đoạn|nt|.|không|báo cáo|hoàn thành|đề án|17h00|T6|l2|2O26|quý/lần|âm lịch|năm học|trở đi|nay|tiếp theo|"'
)


@settings(max_examples=1500)
@given(
    st.lists(st.sampled_from(FRAGMENTS.split("|")), max_size=9).map(" ".join),
    st.sampled_from([None, date(2026, 2, 14)]),
)
def test_any_mixture_of_words_gives_a_sound_answer(phrase: str, issued_on: date | None) -> None:
    assert_sound(phrase, issued_on)


@settings(max_examples=500)
@given(st.text(max_size=60))
def test_any_text_at_all_gives_a_sound_answer(phrase: str) -> None:
    assert_sound(phrase, date(2026, 2, 14))


def assert_sound(phrase: str, issued_on: date | None) -> None:
    found = parse_deadline(phrase, issued_on)
    dates = [day for day in (found.start, found.due, *(one.due for one in found.milestones)) if day]
    if found.kind in (Kind.NONE, Kind.UNCLEAR):
        assert not dates
        assert found.recurrence is None
        assert found.offset is None
    assert found.problems or found.kind is not Kind.UNCLEAR
    assert (found.recurrence is not None) or found.kind is not Kind.RECURRING
    assert (found.offset is not None) == (found.kind is Kind.RELATIVE)
    assert bool(found.milestones) == (found.kind is Kind.MULTI)
    assert found.due is None or found.kind not in (Kind.RECURRING, Kind.ONGOING)
    assert found.due is not None or found.kind not in (Kind.DATE, Kind.RANGE, Kind.MULTI)
    assert not (found.start and found.due) or found.start <= found.due
    assert all(1989 <= day.year <= 2101 for day in dates)
    assert found.raw == unicodedata.normalize("NFC", found.raw) == " ".join(found.raw.split())
    assert parse_deadline(found.raw, issued_on).raw == found.raw
