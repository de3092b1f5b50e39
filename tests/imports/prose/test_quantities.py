"""Quantities in sentences, and the years they are wanted by."""

import pytest

from tracker.imports.prose.quantities import quantities
from tracker.imports.prose.years import years_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Có ≥ 80% cơ sở giáo dục đạt mức 2 trở lên", [(">=", 80, None, "%")]),
        ("Tỷ lệ hồ sơ đúng hạn đạt từ 98% trở lên", [(">=", 98, None, "%")]),
        ("Trên 95% hồ sơ đúng hạn, dưới 2% hồ sơ trễ hạn", [(">", 95, None, "%"), ("<", None, 2, "%")]),
        ("80% - 90% dân số dùng dịch vụ số", [("range", 80, 90, "%")]),
        ("Tăng bình quân 8 - 10%/năm", [("range", 8, 10, "%/năm")]),
        ("Ít nhất 03 mô hình thôn thông minh", [(">=", 3, None, "mô hình")]),
        ("Có từ 07 người nghiên cứu trên 01 vạn dân", [(">=", 7, None, "người")]),
        ("Đạt 12 bác sĩ/1 vạn dân", [("=", 12, 12, "bác sĩ/1 vạn dân")]),
        ("Thu nhập bình quân đạt 120 triệu đồng/năm", [("=", 120, 120, "triệu đồng/năm")]),
        ("Tổng vốn đầu tư trên 45.000 tỷ đồng", [(">", 45000, None, "tỷ đồng")]),
        ("Chỉ số chuyển đổi số đạt 1,0", [("=", 1, 1, None)]),
        ("Chỉ số HDI duy trì trên 0,7", [(">", 0.7, None, None)]),
        ("Thuộc nhóm 5 địa phương dẫn đầu", [("<=", None, 5, None)]),
        ("Có 80/102 xã đạt chuẩn", [("=", 80, 80, "xã")]),
        ("Thu hút tối thiểu từ 01 - 02 doanh nghiệp", [(">=", 1, 2, "doanh nghiệp")]),
        ("Không để quá 60 ngày", [("<=", None, 60, "ngày")]),
        ("Kiểm tra ít nhất 10 chi bộ; giám sát 05 chi bộ", [(">=", 10, None, "chi bộ"), ("=", 5, 5, "chi bộ")]),
        ("Mỗi tỉnh có tối thiểu 01 bệnh viện thông minh", [(">=", 1, None, "bệnh viện")]),
    ],
)
def test_a_quantity_has_its_comparison_and_unit(
    text: str, found: list[tuple[str, float | None, float | None, str | None]]
) -> None:
    assert [(one.comparator, one.low, one.high, one.unit) for one in quantities(text)] == found
    assert all(one.raw in text for one in quantities(text))


@pytest.mark.parametrize(
    "text",
    [
        "Phủ sóng 5G, 6G toàn tỉnh",
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 và Quyết định 749",
        "Vận hành 24/7 theo ISO 9001:2015",
        "Không để xảy ra sự cố cấp độ 3 trở lên",
        "Theo lộ trình 5 năm, giai đoạn 2026 - 2030",
        "Đến năm 2045 là trung tâm của vùng",
        "Trẻ em dưới 5 tuổi, người từ 14 tuổi trở lên",
        "Kết nối với tốc độ trên 01 Gb/s",
        "Cách mạng công nghiệp 4.0",
    ],
)
def test_numbers_that_measure_nothing_are_left_alone(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("Đến hết năm 2025", (2025,)),
        ("Mục tiêu cụ thể đến năm 2030, tầm nhìn đến năm 2045", (2030,)),
        ("Tầm nhìn 2045", (2045,)),
        ("Giai đoạn 2026 - 2030", (2030,)),
        ("Trong các năm 2026, 2027 và 2028", (2026, 2027, 2028)),
        ("Chỉ tiêu năm 2026", (2026,)),
        ("So với năm 2020", ()),
        ("Theo Nghị quyết ngày 30 tháng 12 năm 2022", ()),
        ("Phát triển hạ tầng", ()),
    ],
)
def test_a_heading_names_the_years_of_its_targets(heading: str, years: tuple[int, ...]) -> None:
    assert years_of(heading) == years
