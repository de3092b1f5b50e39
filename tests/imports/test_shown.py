"""What a cell of a spreadsheet shows, by its value and its format."""

from datetime import date, datetime, time, timedelta

import pytest

from tracker.imports.readers.shown import Value, shown

ACCOUNT = '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.95, "0%", "95%"),
        (0.985, "0.0%", "98,5%"),
        (0.125, "0%", "13%"),
        (1, "0%", "100%"),
        (95, '0"%"', "95%"),
        (1234.5, "#,##0.0", "1.234,5"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, "General", "1234,5"),
        (2026, "General", "2026"),
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0,3"),
        (123456789012, "General", "123456789012"),
        (1e-7, "General", "0,0000001"),
        (7, "00", "07"),
        (3, '0"."', "3."),
        (12.5, "0.##", "12,5"),
        (12, "0.##", "12"),
        (0, "#,###", ""),
        (-5.5, "0.0", "-5,5"),
        (-5.5, "0.0;(0.0)", "(5,5)"),
        (-0.001, "0.0", "0,0"),
        (0, '0;-0;"chưa có"', "chưa có"),
        (1500000000, '#,##0,, "triệu đồng"', "1.500 triệu đồng"),
        (500, "#,##0 [$₫-42A]", "500 ₫"),
        (5, '[>=100]0" nhiều";0" ít"', "5 ít"),
        (100, '[>=100]0" nhiều";0" ít"', "100 nhiều"),
        (5, "[Red]0", "5"),
        (12345.678, ACCOUNT, "12.345,68"),
        (0, ACCOUNT, "-"),
        (8, 'General" dự án"', "8 dự án"),
        (0.5, "# ?/?", "0,5"),
        ("Nội vụ", '"Sở "@', "Sở Nội vụ"),
        ("Nội vụ", "@", "Nội vụ"),
        ("Nội vụ", ACCOUNT, "Nội vụ"),
        (True, "General", "TRUE"),
        (None, "0%", ""),
    ],
)
def test_a_number_is_shown_by_its_format_in_vietnamese_writing(value: Value, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (date(2026, 6, 30), "dd/mm/yyyy", "30/06/2026"),
        (date(2026, 6, 30), "m/d/yyyy", "30/06/2026"),
        (date(2026, 6, 30), "mm-dd-yy", "30/06/2026"),
        (date(2026, 6, 30), '[$-42A]dd" tháng "mm" năm "yyyy', "30/06/2026"),
        (datetime(2026, 6, 30), "m/d/yy h:mm;@", "30/06/2026"),
        (datetime(2026, 6, 30, 17, 0), "dd/mm/yyyy hh:mm", "17:00 30/06/2026"),
        (datetime(2026, 6, 30, 17, 0), "dd/mm/yyyy", "30/06/2026"),
        (date(2026, 6, 1), "mmm-yy", "06/2026"),
        (date(2026, 6, 1), '"Tháng "m/yyyy', "06/2026"),
        (date(2026, 1, 1), "yyyy", "2026"),
        (date(2026, 6, 30), "d-mmm", "30/06"),
        (date(2026, 6, 1), '"Tháng "m', "tháng 6"),
        (time(8, 30), "h:mm", "08:30"),
        (timedelta(hours=36), "[h]:mm", "36:00"),
    ],
)
def test_a_day_is_shown_with_the_parts_its_format_shows(value: Value, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
