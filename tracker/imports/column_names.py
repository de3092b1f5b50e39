"""What the columns of an appendix are called. Pure."""

from tracker.sentences import kept

NAMES = {
    "title": kept("Tên việc, chỉ tiêu"),
    "lead": kept("Chủ trì, theo dõi"),
    "coordinating": kept("Phối hợp"),
    "responsible_head": kept("Người đứng đầu"),
    "deadline": kept("Thời hạn"),
    "deliverable": kept("Kết quả, sản phẩm"),
    "authority": kept("Thẩm quyền"),
    "number": kept("Số thứ tự"),
    "unit": kept("Đơn vị tính"),
    "target": kept("Mục tiêu"),
    "note": kept("Ghi chú"),
    "recipient": kept("Nơi nhận báo cáo"),
    "through": kept("Qua cơ quan"),
    "dong": kept("Cả dòng"),
}
"""By column; "dong" is a row as a whole."""
OF_KINDS = {
    "task": {"title": kept("Tên nhiệm vụ"), "lead": kept("Chủ trì")},
    "heading": {"title": kept("Tên đề mục"), "lead": kept("Chủ trì")},
    "indicator": {"title": kept("Tên chỉ tiêu"), "lead": kept("Theo dõi")},
    "obligation": {"title": kept("Nội dung báo cáo"), "lead": kept("Cơ quan báo cáo")},
}
"""What some columns are called in a row of one kind."""
_OF_YEAR = kept("Mục tiêu %(year)s")


def column_name(name: str, row_kind: str = "") -> str:
    """The name of a cell's column: "target:2030" is the target of that year."""
    kind, _colon, year = name.partition(":")
    if kind == "target" and year.isdigit():
        return _OF_YEAR % {"year": year}
    return OF_KINDS.get(row_kind, {}).get(kind) or NAMES[kind]
