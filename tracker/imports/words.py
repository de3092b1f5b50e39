"""What was understood of a row, in the words of the page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from tracker.tasks.due import points


def columns() -> dict[str, str]:
    """What the columns of an appendix are called; "dong" is a row as a whole."""
    return {
        "title": _("Tên nhiệm vụ, chỉ tiêu"),
        "lead": _("Cơ quan chủ trì, theo dõi"),
        "coordinating": _("Cơ quan phối hợp"),
        "responsible_head": _("Người đứng đầu"),
        "deadline": _("Thời hạn"),
        "deliverable": _("Kết quả, sản phẩm"),
        "authority": _("Thẩm quyền ban hành"),
        "number": _("Số thứ tự"),
        "unit": _("Đơn vị tính"),
        "target": _("Mục tiêu"),
        "note": _("Ghi chú"),
        "recipient": _("Nơi nhận báo cáo"),
        "through": _("Qua cơ quan"),
        "dong": _("Cả dòng"),
    }


def column(name: str) -> str:
    """What a cell's column is called: "target:2030" is the target of that year."""
    kind, _colon, year = name.partition(":")
    if kind == "target" and year.isdigit():
        return _("Mục tiêu %(year)s", year=year)
    return columns()[kind]


def deadline(read: Mapping[str, Any]) -> str:
    """A parsed deadline: the days it sets, or why it sets none."""
    found = list(points(read))
    if read["kind"] == "range" and found and found[0].start:
        return _("từ %(start)s đến %(end)s", start=f"{found[0].start:%d/%m/%Y}", end=f"{found[0].due:%d/%m/%Y}")
    if found:
        days = "; ".join(f"{point.label}: {point.due:%d/%m/%Y}".removeprefix(": ") for point in found)
        return _("%(days)s (suy ra năm từ ngày ban hành)", days=days) if read.get("year_inferred") else days
    words = {
        "ongoing": _("thường xuyên, không có ngày đến hạn"),
        "recurring": _("định kỳ, hệ thống mở từng kỳ"),
        "relative": _("tính từ một sự kiện, chưa có ngày"),
        "none": _("không có thời hạn"),
    }
    return words.get(read["kind"], _("chưa hiểu được, cần ghi ngày cụ thể"))


def place(source: Mapping[str, Any]) -> str:
    """Where a row stands in the file: "trang 3, bảng 2, hàng 17, dòng 431"."""
    names = (("page", _("trang")), ("table", _("bảng")), ("row", _("hàng")), ("line", _("dòng")))
    return ", ".join(f"{word} {source[name]}" for name, word in names if source.get(name) is not None)
