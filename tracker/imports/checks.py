"""What is missing or doubtful in a row, said so that the steering office knows what to do. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.agencies.names import How, Match, Resolution
from tracker.agencies.rules import AgencyKind
from tracker.deadlines.phrases import Deadline
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import Problem
from tracker.imports.structure import Item

_MISSING = {
    Field.LEAD: ("lead_missing", "Rõ trách nhiệm: chưa có cơ quan chủ trì; hãy ghi cơ quan chủ trì."),
    Field.HEAD: ("head_missing", "Rõ người: chưa có người đứng đầu chịu trách nhiệm; hãy ghi chức danh."),
    Field.DELIVERABLE: ("deliverable_missing", "Rõ kết quả: chưa có kết quả, sản phẩm; hãy ghi sản phẩm cần đạt."),
    Field.DEADLINE: (
        "deadline_missing",
        "Rõ thời hạn: chưa có; hãy ghi thời hạn hoặc ghi rõ là nhiệm vụ thường xuyên.",
    ),
}
_COUNTS = frozenset({Field.TITLE, Field.LEAD, Field.DEADLINE, Field.TARGET})


def missing_cells(item: Item, columns: Columns, wanted: Iterable[Field]) -> list[Problem]:
    """Empty cells of the columns the table has; a column the whole table lacks is one problem of the document."""
    return [Problem(_MISSING[f][0], f.value, _MISSING[f][1]) for f in wanted if columns.has(f) and not item[f]]


def of_row(item: Item, columns: Columns) -> list[Problem]:
    problems = []
    if item.row.is_joined:
        text = "Dòng này bị ngắt trang trong văn bản và đã được ghép lại; hãy đối chiếu."
        problems.append(Problem("joined_over_page", "", text))
    if _is_ragged(item, columns):
        text = f"Dòng này có {item.row.printed} ô thay vì {len(columns.fields)}; hãy đối chiếu từng ô với văn bản."
        problems.append(Problem("row_ragged", "", text))
    if item.group_note:
        text = f"Dòng nhóm {item.group or ''} có ghi chú “{item.group_note}”.".replace("  ", " ")
        problems.append(Problem("group_note", "", text))
    if not item.number and columns.has(Field.NUMBER):
        text = "Dòng này không có số thứ tự; hãy đối chiếu với văn bản và đánh số."
        problems.append(Problem("number_missing", Field.NUMBER.value, text))
    return problems


def _is_ragged(item: Item, columns: Columns) -> bool:
    """Too many cells, or too few to reach the columns that count; editors cut empty cells off the end of a line."""
    printed = item.row.printed
    lacking = set(columns.fields[printed:]) if printed else set()
    return printed > len(columns.fields) or (not item.is_heading and bool(lacking & _COUNTS))


def of_agencies(resolution: Resolution, column: Field) -> list[Problem]:
    problems = [_of_match(match, column) for match in resolution.agencies]
    return [problem for problem in problems if problem] + [
        Problem(
            "agency_unknown", column.value, f"Không nhận ra cơ quan trong cụm “{text}”; hãy chọn hoặc thêm cơ quan."
        )
        for text in resolution.leftovers
    ]


def _of_match(match: Match, column: Field) -> Problem | None:
    if match.how is How.NEAR:
        text = f"“{match.raw}” được hiểu là “{match.name}”; hãy xác nhận."
        return Problem("agency_near", column.value, text)
    if match.how is How.FORMER:
        text = f"“{match.raw}” là tên cũ, nay là “{match.name}”; hãy xác nhận."
        return Problem("agency_former", column.value, text)
    if match.how is How.NEW:
        text = f"“{match.name}” chưa có trong danh bạ; hãy thêm mới hoặc chọn cơ quan đã có."
        return Problem("agency_new", column.value, text)
    return None


def of_lead(cell: str, agencies: Sequence[Match]) -> list[Problem]:
    if cell and agencies and all(match.kind is AgencyKind.VAGUE for match in agencies):
        text = f"Cơ quan chủ trì “{cell}” chưa chỉ rõ đơn vị nào; hãy nêu tên cơ quan."
        return [Problem("lead_vague", Field.LEAD.value, text)]
    return []


def of_title(item: Item) -> list[Problem]:
    if item[Field.TITLE]:
        return []
    return [Problem("title_missing", Field.TITLE.value, "Rõ việc: chưa có tên nhiệm vụ; hãy đối chiếu với văn bản.")]


def of_deadline(deadline: Deadline, issued_on: date | None) -> list[Problem]:
    unclear = deadline.kind == "unclear"
    problems = [
        Problem("deadline_unclear" if unclear else f"deadline_{found.code}", Field.DEADLINE.value, found.message)
        for found in deadline.problems
    ]
    if deadline.due and issued_on and deadline.due < issued_on:
        text = f"Thời hạn {deadline.due:%d/%m/%Y} trước ngày ban hành {issued_on:%d/%m/%Y}; hãy xác nhận."
        problems.append(Problem("deadline_before_issue", Field.DEADLINE.value, text))
    return problems
