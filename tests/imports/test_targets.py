"""Values that indicators must reach."""

import pytest

from tests.imports.paper import codes, read, rows
from tracker.imports.targets import is_no_target, read_target


@pytest.mark.parametrize(
    ("raw", "comparator", "low", "high", "unit"),
    [
        ("15%", "=", 15, 15, "%"),
        ("Đạt 2% GRDP", "=", 2, 2, "%"),
        ("≥ 95", ">=", 95, None, None),
        (">= 30", ">=", 30, None, None),
        ("≥ 1.100", ">=", 1100, None, None),
        ("≥ 0,63", ">=", 0.63, None, None),
        ("> 0,7", ">", 0.7, None, None),
        ("<90", "<", None, 90, None),
        ("Không quá 5 ngày", "<=", None, 5, "ngày"),
        ("Tối thiểu 36%", ">=", 36, None, "%"),
        ("từ 36% trở lên", ">=", 36, None, "%"),
        ("Bố trí ít nhất 4%-5%", ">=", 4, 5, "%"),
        ("đạt 9,5 người/1 vạn dân", "=", 9.5, 9.5, "người/1 vạn dân"),
        ("Có 07 – 10 trung tâm", "range", 7, 10, "trung tâm"),
        ("Ở mức trên 55%", ">", 55, None, "%"),
        ("≥ 3% và tăng dần", ">=", 3, None, "%"),
        ("≥ 300 (trong đó ≥ 10% doanh nghiệp nội địa)", ">=", 300, None, None),
        ("Mỗi năm ≥ 200", ">=", 200, None, None),
    ],
)
def test_a_number_is_read_with_its_comparison(
    raw: str, comparator: str, low: float | None, high: float | None, unit: str | None
) -> None:
    target = read_target(raw, 2026)
    assert (target.raw, target.comparator, target.min, target.max, target.unit) == (raw, comparator, low, high, unit)


@pytest.mark.parametrize(
    "raw",
    [
        "Xây dựng lộ trình hình thành ít nhất 02 Trung tâm",
        "Đề xuất thử nghiệm tại 01 khu vực",
        "Đẩy mạnh",
        "5G phủ toàn thành phố",
        "24/7",
        "Cao nhất cả nước",
        "Tăng 10%",
    ],
)
def test_work_to_do_stays_words(raw: str) -> None:
    target = read_target(raw, 2026)
    assert (target.comparator, target.min, target.max) == ("text", None, None)


@pytest.mark.parametrize("cell", ["", "-", " – ", "..."])
def test_a_dash_asks_for_nothing(cell: str) -> None:
    assert is_no_target(cell)


def test_columns_of_years_give_a_target_each() -> None:
    draft = read(
        "Phụ lục I\nCHỈ TIÊU\n\n"
        + rows(
            ("STT", "Chỉ tiêu", "ĐVT", "Đến hết năm 2025", "Mục tiêu năm 2030", "2035"),
            ("1) Hạ tầng", "", "", "", "", ""),
            ("1", "Phủ sóng 5G", "%", "≥ 60", "100", "-"),
        )
    )
    (indicator,) = draft.indicators
    assert (indicator.appendix, indicator.group, indicator.group_title) == ("I", "1", "Hạ tầng")
    assert [(t.year, t.raw, t.comparator, t.min) for t in indicator.targets] == [
        (2025, "≥ 60", ">=", 60),
        (2030, "100", "=", 100),
        (2035, "-", "none", None),
    ]


def test_the_year_of_one_column_is_the_plans_own() -> None:
    table = rows(
        ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì"), ("1", "Hồ sơ số", "%", "90", "Sở Nội vụ")
    )
    (indicator,) = read(table).indicators
    assert [target.year for target in indicator.targets] == [2026]
    assert (indicator.unit, [m.name for m in indicator.lead_agencies]) == ("%", ["Sở Nội vụ"])
    (later,) = read("Phụ lục\nCHỈ TIÊU NĂM 2027\n\n" + table).indicators
    assert [target.year for target in later.targets] == [2027]


def test_a_missing_value_or_year_is_a_problem() -> None:
    header = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Cơ quan theo dõi")
    draft = read(
        rows(header, ("1", "Một", "%", "", "Sở Y tế"), ("2", "Hai", "%", "4%-5%", "")), "KẾ HOẠCH\n\nVề y tế\n\n"
    )
    assert codes(draft) == [
        "issued_on_missing",
        "number_missing",
        "target_missing",
        "lead_missing",
        "target_year_missing",
    ]
