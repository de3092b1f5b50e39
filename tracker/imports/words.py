"""What was understood of a row, in the words of the page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from tracker.filters import instant, said
from tracker.imports.column_names import NAMES, column_name
from tracker.tasks.due import points


def columns() -> dict[str, str]:
    """What the columns of an appendix are called; "dong" is a row as a whole."""
    return {name: _(words) for name, words in NAMES.items()}


def column(name: str, row_kind: str = "") -> str:
    """What a cell's column is called in a row of this kind."""
    return said(column_name(name, row_kind))


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


def kinds() -> dict[str, str]:
    """What a row of a draft is, in the words of the page."""
    return {
        "task": _("Nhiệm vụ"),
        "heading": _("Đề mục"),
        "indicator": _("Chỉ tiêu"),
        "obligation": _("Chế độ báo cáo"),
        "repeal": _("Bãi bỏ"),
    }


def obligations() -> str:
    return _("Chế độ báo cáo theo văn bản")


def clarities() -> dict[str, str]:
    """The six clarities by their word in addresses."""
    return {
        "nguoi": _("Rõ người"),
        "viec": _("Rõ việc"),
        "trach-nhiem": _("Rõ trách nhiệm"),
        "tham-quyen": _("Rõ thẩm quyền"),
        "thoi-gian": _("Rõ thời gian"),
        "ket-qua": _("Rõ kết quả"),
    }


def mark(found: Mapping[str, Any]) -> str:
    """Who did what with a cell, and when."""
    acts = {
        "accepted": _("Đã chấp nhận"),
        "edited": _("Đã sửa"),
        "chosen": _("Đã chọn"),
        "chosen_here": _("Đã chọn cho riêng dòng này, không ghi nhớ vì cụm từ có thể chỉ cơ quan khác"),
    }
    done = acts[found["act"]]
    at = instant(datetime.fromisoformat(found["at"]))
    return _("%(done)s: %(name)s, %(at)s", done=done, name=found["by"], at=at)
