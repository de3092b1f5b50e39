"""Plans as an office would type or paste them, for offices nobody has seen."""

from tracker.imports.draft import PlanDraft
from tracker.imports.reading import read_plan

HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI

Số: 15/KH-UBND

Đồng Nai, ngày 05 tháng 01 năm 2026

KẾ HOẠCH

Chuyển đổi số tỉnh Đồng Nai năm 2026

Ủy ban nhân dân tỉnh Đồng Nai ban hành Kế hoạch như sau:

"""
NINE = (
    "TT",
    "Tên nhiệm vụ",
    "Người đứng đầu chịu trách nhiệm",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Kết quả",
    "Thời gian hoàn thành",
    "Thẩm quyền ban hành",
    "Ghi chú",
)
SIX = ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn")


def rows(*lines: tuple[str, ...]) -> str:
    return "\n".join("\t".join(cells) for cells in lines) + "\n"


def six(number: str, title: str, lead: str = "Sở Nội vụ", deadline: str = "Quý II/2026") -> tuple[str, ...]:
    """A row of the table SIX."""
    return (number, title, lead, "Sở Tài chính", "Báo cáo", deadline)


def paper(*lines: tuple[str, ...]) -> bytes:
    """A whole plan with one table SIX."""
    return (HEAD + rows(SIX, *lines)).encode()


def read(text: str, head: str = HEAD) -> PlanDraft:
    return read_plan((head + text).encode(), "ke-hoach.txt")


def titles(draft: PlanDraft) -> list[tuple[str, str]]:
    return [(task.number, task.title) for task in draft.tasks]


def codes(draft: PlanDraft) -> list[str]:
    """Codes of all problems, of rows and of the document."""
    of_rows = [problem.code for row in [*draft.tasks, *draft.indicators] for problem in row.problems]
    return [problem.code for problem in draft.problems] + of_rows
