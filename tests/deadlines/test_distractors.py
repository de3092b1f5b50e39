"""A phrase of known words and one that deadlines do not know is never a day by luck."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.deadlines.phrases import Deadline, Kind, parse_deadline

ISSUED = date(2026, 2, 14)
DEADLINES = (
    "Quý II/2026", "Tháng 6/2026", "6/2026", "trước ngày 30/6/2026", "năm 2026", "30/6", "từ tháng 3 đến 6/2026",
    "Quý I, II/2026", "hằng năm", "trước ngày 15/12 hằng năm", "Thường xuyên", "định kỳ 6 tháng", "đến năm 2030",
    "giai đoạn 2026 - 2030", "trong Quý II/2026", "ngày 20 hằng tháng", "6 tháng đầu năm 2026", "15/6 và 15/12/2026",
    "17h00 ngày 30/6/2026", "chậm nhất 30/6/2026", "ngày 15 tháng cuối quý", "2 lần/năm", "cuối tháng 6/2026",
    "30 ngày", "thứ Sáu hằng tuần", "Năm 2026 và các năm tiếp theo",
)  # fmt: skip
DISTRACTORS = (
    "57-NQ/TW", "123/KH-UBND", "500 triệu đồng", "2.000 tỷ", "1.500.000 đồng", "95%", "≥ 80%", "12/3 Lê Lợi",
    "0912345678", "028.3829.1234", "khoản 2 Điều 5", "điểm a", "Phụ lục II", "Sở Y tế", "ngân sách", "B12", "nguồn",
    "không", "chưa", "trừ", "khoảng", "ngoài", "nếu", "khác", "sớm", "hơn", "gần", "≠", "200 dự án", "45 xã",
)  # fmt: skip


def is_settled(found: Deadline) -> bool:
    """Whether the product would take it as it is: understood, and nothing for a person to look at."""
    return found.kind is not Kind.UNCLEAR and not found.problems


@settings(max_examples=1500)
@given(st.sampled_from(DEADLINES), st.sampled_from(DISTRACTORS), st.data())
def test_one_unknown_word_anywhere_leaves_the_deadline_open(phrase: str, stranger: str, data: st.DataObject) -> None:
    words = phrase.split(" ")
    at = data.draw(st.integers(0, len(words)), label="at")
    # "trong khoảng Quý II" is a wording of its own.
    if stranger == "khoảng" and words[at - 1 : at] == ["trong"]:
        return
    mixed = " ".join([*words[:at], stranger, *words[at:]])
    assert not is_settled(parse_deadline(mixed, ISSUED)), mixed


@settings(max_examples=500)
@given(st.lists(st.sampled_from(DISTRACTORS), min_size=1, max_size=5).map(" ".join))
def test_words_of_other_columns_are_no_deadline(phrase: str) -> None:
    assert not is_settled(parse_deadline(phrase, ISSUED))


@given(st.integers(0, 999_999), st.sampled_from(["đồng", "triệu đồng", "%", "hộ", "xã", "dự án", "m2", "chỉ tiêu"]))
def test_an_amount_is_no_deadline(amount: int, unit: str) -> None:
    for wording in (f"{amount} {unit}", f"{amount:,} {unit}".replace(",", "."), f"Đạt {amount}{unit}"):
        assert not is_settled(parse_deadline(wording, ISSUED))


@given(
    st.integers(1, 400), st.sampled_from(["NQ/TW", "KH/TU", "QĐ-TTg", "KH-UBND", "CTr/TU", "2026/NĐ-CP"]), st.dates()
)
def test_a_number_and_day_of_a_document_are_no_deadline(number: int, tail: str, day: date) -> None:
    mark = "/" if "Đ" in tail or "UBND" in tail else "-"
    for wording in ("{0}", "Nghị quyết số {0}", "Kế hoạch {0} ngày {1:%d/%m/%Y}", "{0}, ngày {1:%d/%m/%Y}"):
        assert not is_settled(parse_deadline(wording.format(f"{number}{mark}{tail}", day), ISSUED))


@given(st.integers(0, 40), st.integers(0, 15))
def test_a_count_of_times_never_fails(times: int, months: int) -> None:
    for wording in (f"{times} lần/năm", f"{times} lần/{months} tháng", f"{months} tháng/{times} lần"):
        found = parse_deadline(wording, ISSUED)
        assert (found.kind is Kind.RECURRING) == (found.recurrence is not None)
