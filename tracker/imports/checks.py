"""What is missing or doubtful in a row, said so that the steering office knows what to do. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.agencies.names import How, Match, Resolution
from tracker.agencies.rules import AgencyKind
from tracker.deadlines.phrases import Deadline
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import Problem
from tracker.imports.structure import Item
from tracker.sentences import kept

_MISSING = {
    Field.TITLE: ("title_missing", kept("Rõ việc: chưa có tên nhiệm vụ; hãy đối chiếu với văn bản.")),
    Field.LEAD: ("lead_missing", kept("Rõ trách nhiệm: chưa có cơ quan chủ trì; hãy ghi cơ quan chủ trì.")),
    Field.HEAD: ("head_missing", kept("Rõ người: chưa có người đứng đầu chịu trách nhiệm; hãy ghi chức danh.")),
    Field.DELIVERABLE: (
        "deliverable_missing",
        kept("Rõ kết quả: chưa có kết quả, sản phẩm; hãy ghi sản phẩm cần đạt."),
    ),
    Field.DEADLINE: (
        "deadline_missing",
        kept("Rõ thời hạn: chưa có; hãy ghi thời hạn hoặc ghi rõ là nhiệm vụ thường xuyên."),
    ),
}
_BELOW = kept("Ô trống dưới “%(words)s”: nếu là ô gộp với dòng trên, hãy xác nhận; nếu không, hãy ghi rõ.")
_CARRIED = kept("Ô gộp nhiều dòng trong văn bản: nội dung lấy theo dòng trên.")
_LINES = kept("%(lines)s dòng của bảng được ghép thành một nhiệm vụ; hãy đối chiếu, tách ra nếu là nhiều nhiệm vụ.")
_JOINED = kept("Dòng này bị ngắt trang trong văn bản và đã được ghép lại; hãy đối chiếu.")
_RAGGED = kept("Dòng này có %(cells)s ô thay vì %(columns)s; hãy đối chiếu từng ô với văn bản.")
_GROUP_NOTE = kept("Dòng nhóm %(group)s có ghi chú “%(note)s”.")
_NAMELESS_GROUP_NOTE = kept("Dòng nhóm có ghi chú “%(note)s”.")
_NO_NUMBER = kept("Dòng này không có số thứ tự; hãy đối chiếu với văn bản và đánh số.")
_UNKNOWN = kept("Không nhận ra cơ quan trong cụm “%(words)s”; hãy chọn hoặc thêm cơ quan.")
_NEAR = kept("“%(words)s” được hiểu là “%(agency)s”; hãy xác nhận.")
_FORMER = kept("“%(words)s” là tên cũ, nay là “%(agency)s”; hãy xác nhận.")
_NEW = kept("“%(agency)s” chưa có trong danh bạ; hãy thêm mới hoặc chọn cơ quan đã có.")
_VAGUE = kept("Cơ quan chủ trì “%(words)s” chưa chỉ rõ đơn vị nào; hãy nêu tên cơ quan.")
_START_AFTER_END = kept("Thời điểm bắt đầu “%(start)s” sau thời hạn hoàn thành; hãy đối chiếu hai ô với văn bản.")
_EACH_PERIOD = kept(
    "Bảng đánh dấu nhiều kỳ liền nhau (%(periods)s), hiểu là làm trong cả khoảng; nếu mỗi kỳ một lần, hãy sửa lại."
)
_LEAD_OF_GROUP = kept("Bảng không có cột chủ trì; cơ quan chủ trì lấy theo tên nhóm “%(group)s”; hãy xác nhận.")
_LEAD_IN_TEXT = kept("Bảng không có cột chủ trì; cơ quan chủ trì “%(lead)s” lấy từ lời nhiệm vụ; hãy xác nhận.")
_BEFORE_ISSUE = kept("Thời hạn %(due)s trước ngày ban hành %(issued)s; hãy xác nhận.")
_COUNTS = frozenset({Field.TITLE, Field.LEAD, Field.DEADLINE, Field.TARGET})


def missing_cells(item: Item, columns: Columns, wanted: Iterable[Field]) -> list[Problem]:
    """Empty cells of the columns the table has; a column the whole table lacks is one problem of the document."""
    return [_empty(item, field) for field in wanted if columns.has(field) and not item[field]]


def _empty(item: Item, field: Field) -> Problem:
    above = item.above.get(field)
    if above is None:
        return missing(field)
    return Problem(_MISSING[field][0], field.value, _BELOW % {"words": above}, proposal=above)


def missing(field: Field) -> Problem:
    """The problem of an empty cell that must not be empty."""
    code, message = _MISSING[field]
    return Problem(code, field.value, message)


def of_row(item: Item, columns: Columns) -> list[Problem]:
    problems = []
    if item.row.is_joined:
        problems.append(Problem("joined_over_page", "", _JOINED))
    if item.row.lines > 1:
        problems.append(Problem("rows_joined", "", _LINES % {"lines": item.row.lines}))
    problems += [
        Problem("carried_down", field.value, _CARRIED)
        for field in (columns.fields[index] for index in sorted(item.row.carried))
        if field is not None and field is not Field.NUMBER
    ]
    if _is_ragged(item, columns):
        text = _RAGGED % {"cells": item.row.printed, "columns": len(columns.fields)}
        problems.append(Problem("row_ragged", "", text))
    if item.group_note:
        text = (_GROUP_NOTE if item.group else _NAMELESS_GROUP_NOTE) % {"group": item.group, "note": item.group_note}
        problems.append(Problem("group_note", "", text))
    if not item.number and columns.has(Field.NUMBER):
        problems.append(Problem("number_missing", Field.NUMBER.value, _NO_NUMBER))
    return problems


def _is_ragged(item: Item, columns: Columns) -> bool:
    """Too many cells, or too few to reach the columns that count; editors cut empty cells off the end of a line."""
    printed = item.row.printed
    lacking = set(columns.fields[printed:]) if printed else set()
    return printed > len(columns.fields) or (not item.is_heading and bool(lacking & _COUNTS))


def of_agencies(resolution: Resolution, column: Field) -> list[Problem]:
    problems = [_of_match(match, column) for match in resolution.agencies]
    return [problem for problem in problems if problem] + [
        Problem("agency_unknown", column.value, _UNKNOWN % {"words": text}, words=text)
        for text in resolution.leftovers
    ]


def _of_match(match: Match, column: Field) -> Problem | None:
    if match.how is How.NEAR:
        return Problem(
            "agency_near", column.value, _NEAR % {"words": match.raw, "agency": match.name}, words=match.raw
        )
    if match.how is How.FORMER:
        return Problem(
            "agency_former", column.value, _FORMER % {"words": match.raw, "agency": match.name}, words=match.raw
        )
    if match.how is How.NEW:
        return Problem("agency_new", column.value, _NEW % {"agency": match.name}, words=match.raw)
    return None


def of_lead(cell: str, agencies: Sequence[Match]) -> list[Problem]:
    if cell and agencies and all(match.kind is AgencyKind.VAGUE for match in agencies):
        return [Problem("lead_vague", Field.LEAD.value, _VAGUE % {"words": cell}, words=cell)]
    return []


def lead_of_group(group: str) -> Problem:
    """Not an empty cell, but one that the heading over the row fills."""
    return Problem("lead_of_group", Field.LEAD.value, _LEAD_OF_GROUP % {"group": group})


def lead_in_text(lead: str) -> Problem:
    return Problem("lead_in_text", Field.LEAD.value, _LEAD_IN_TEXT % {"lead": lead})


def ends_before_start(start: str) -> Problem:
    return Problem("deadline_reversed", Field.DEADLINE.value, _START_AFTER_END % {"start": start})


def each_period(periods: str) -> Problem:
    """Ticks side by side: one piece of work that lasts, or one piece in each period."""
    return Problem("deadline_periods", Field.DEADLINE.value, _EACH_PERIOD % {"periods": periods})


def of_title(item: Item) -> list[Problem]:
    if item[Field.TITLE]:
        return []
    return [missing(Field.TITLE)]


def of_deadline(deadline: Deadline, issued_on: date | None) -> list[Problem]:
    unclear = deadline.kind == "unclear"
    problems = [
        Problem("deadline_unclear" if unclear else f"deadline_{found.code}", Field.DEADLINE.value, found.message)
        for found in deadline.problems
    ]
    if deadline.due and issued_on and deadline.due < issued_on:
        text = _BEFORE_ISSUE % {"due": f"{deadline.due:%d/%m/%Y}", "issued": f"{issued_on:%d/%m/%Y}"}
        problems.append(Problem("deadline_before_issue", Field.DEADLINE.value, text))
    return problems
