"""Plans that no office has written: tables of tasks in any column order and wording, on pages that end anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tracker.imports.grid import GridRow, GridTable

LABELS = {
    "number": ("TT", "STT", "Số TT", "Stt"),
    "title": ("Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "NHIỆM VỤ, GIẢI PHÁP", "Đầu việc"),
    "lead": ("Cơ quan chủ trì", "Đơn vị thực hiện", "Chủ trì", "Cơ quan tham mưu", "ĐƠN VỊ CHỦ TRÌ"),
    "coordinating": ("Cơ quan phối hợp", "Phối hợp", "Đơn vị phối hợp thực hiện"),
    "deliverable": ("Sản phẩm", "Kết quả", "Dự kiến kết quả", "Sản phẩm đầu ra"),
    "deadline": ("Thời gian", "Thời hạn hoàn thành", "Tiến độ", "Hạn hoàn thành", "Thời gian thực hiện"),
    "responsible_head": ("Người đứng đầu chịu trách nhiệm", "Lãnh đạo phụ trách", "Đồng chí phụ trách"),
    "authority": ("Thẩm quyền", "Cấp ban hành", "Thẩm quyền triển khai/ban hành"),
    "note": ("Ghi chú",),
}
VERBS = ("Xây dựng", "Ban hành", "Tổ chức", "Rà soát, hoàn thiện", "Triển khai thực hiện", "Tham mưu", "Nghiên cứu")
THINGS = (
    "Đề án phát triển nguồn nhân lực chất lượng cao giai đoạn 2026 - 2030",
    "các nhiệm vụ chuyển đổi số trong toàn hệ thống chính trị theo Nghị quyết số 57-NQ/TW của Bộ Chính trị",
    "cơ sở dữ liệu dùng chung (LGSP, AI, IoT) của các sở, ban, ngành",
    "Kế hoạch ứng dụng trí tuệ nhân tạo; bảo đảm an toàn thông tin cấp độ 3",
    "quy chế quản lý, khai thác nền tảng số; hạ tầng 5G",
    "mô hình điểm tại 02 xã:\n- Hạ tầng;\n- Nhân lực;\n- Dữ liệu số",
    "việc số hóa 100% hồ sơ, kết quả giải quyết thủ tục hành chính\nđúng thời hạn",
    "GRDP theo giá so sánh",
)
GROUPS = ("Thể chế", "HẠ TẦNG SỐ", "Phát triển nguồn nhân lực", "KHOA HỌC, CÔNG NGHỆ", "Hợp tác quốc tế về AI")
AGENCIES = (
    "Sở Khoa học và Công nghệ",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Công an tỉnh",
    "Sở Nông nghiệp và Môi trường",
    "Văn phòng UBND tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
    "UBND các xã, phường",
)
DEADLINES = (
    "Quý II/2026",
    "Năm 2026",
    "Tháng 9/2026",
    "Thường xuyên",
    "Trước ngày 30/11/2026",
    "Quý III - IV/2026",
    "2026 - 2030",
    "Hằng năm",
    "- Trình: Quý I/2026;\n- Ban hành: Quý III/2026",
)
DELIVERABLES = ("Kế hoạch của UBND tỉnh", "Báo cáo", "Quyết định", "≥ 95%", "Nghị quyết của HĐND;\nTờ trình của UBND")
HEADS = ("Giám đốc Sở Nội vụ", "Chủ tịch UBND tỉnh", "Thủ trưởng cơ quan chủ trì")
AUTHORITIES = ("UBND tỉnh", "Tỉnh ủy", "Chủ tịch UBND tỉnh", "HĐND tỉnh")
NOTES = ("Theo Nghị quyết 10", "Nhiệm vụ mới")


@dataclass(frozen=True)
class Printed:
    """A row as it stands on paper: `cells` by field; a `group` row says nothing but its label and its words."""

    cells: dict[str, str]
    is_group: bool = False


@dataclass(frozen=True)
class Expected:
    group: str | None
    group_title: str | None
    number: str
    parent: str | None
    is_heading: bool
    cells: dict[str, str] = field(compare=True)


@dataclass(frozen=True)
class Plan:
    """`columns` in their order with their labels; `rows` as printed; `expected` as they must be read."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Printed, ...]
    expected: tuple[Expected, ...]

    @property
    def header(self) -> list[str]:
        return [label for _, label in self.columns]

    def cells(self, row: Printed) -> list[str]:
        return [row.cells.get(name, "") for name, _ in self.columns]


WANTED = ("number", "title", "lead", "deadline")
OTHERS = ("coordinating", "deliverable", "responsible_head", "authority", "note")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.permutations([*WANTED, *draw(st.lists(st.sampled_from(OTHERS), unique=True))]))
    columns = tuple((name, draw(st.sampled_from(LABELS[name]))) for name in names)
    rows: list[Printed] = []
    expected: list[Expected] = []
    has_groups, runs_on = draw(st.booleans()), draw(st.booleans())
    style = draw(st.sampled_from(("{}", "{}.", "{:02d}")))
    number = 0
    for place in range(draw(st.integers(1, 3)) if has_groups else 1):
        group = None
        if has_groups:
            group = ("I", "II", "III")[place], draw(st.sampled_from(GROUPS))
            rows.append(Printed({"number": group[0], "title": group[1]}, is_group=True))
        number = number if runs_on else 0
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            _add_task(draw, names, rows, expected, group, number, style)
    return Plan(columns, tuple(rows), tuple(expected))


def _add_task(
    draw: st.DrawFn,
    names: Sequence[str],
    rows: list[Printed],
    expected: list[Expected],
    group: tuple[str, str] | None,
    number: int,
    style: str,
) -> None:
    label, title = group or (None, None)
    kind = draw(st.sampled_from(("alone", "alone", "heading", "dotted", "lettered")))
    is_heading = kind == "heading"
    cells = {"title": draw(_titles())} if is_heading else draw(_cells(names))
    rows.append(Printed({**cells, "number": style.format(number)}))
    expected.append(Expected(label, title, str(number), None, is_heading, cells))
    if kind == "alone":
        return
    for index in range(draw(st.integers(1, 3))):
        cells = draw(_cells(names))
        letter = "abc"[index]
        shown = f"{letter})" if kind == "lettered" else f"{number}.{index + 1}"
        rows.append(Printed({**cells, "number": shown}))
        read = f"{number}.{letter}" if kind == "lettered" else shown
        expected.append(Expected(label, title, read, str(number), False, cells))


def _titles() -> st.SearchStrategy[str]:
    things = st.lists(st.sampled_from(THINGS), min_size=1, max_size=4, unique=True).map("; ".join)
    return st.builds("{} {}".format, st.sampled_from(VERBS), things)


@st.composite
def _cells(draw: st.DrawFn, names: Sequence[str]) -> dict[str, str]:
    agencies = st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=3, unique=True)
    some = st.lists(st.sampled_from(AGENCIES), max_size=6, unique=True)
    strategies = {
        "title": _titles(),
        "lead": st.builds(str.join, st.sampled_from((", ", ";\n", "; ")), agencies),
        "coordinating": st.builds(str.join, st.sampled_from((", ", ";\n", "; ")), some),
        "deliverable": st.sampled_from(("", *DELIVERABLES)),
        "deadline": st.sampled_from(DEADLINES),
        "responsible_head": st.sampled_from(("", *HEADS)),
        "authority": st.sampled_from(("", *AUTHORITIES)),
        "note": st.sampled_from(("", "", *NOTES)),
    }
    return {name: draw(strategy) for name, strategy in strategies.items() if name in names}


# Pages


@dataclass(frozen=True)
class Page:
    rows: tuple[tuple[str, ...], ...]
    has_header: bool


@st.composite
def pages(draw: st.DrawFn, plan: Plan) -> list[Page]:
    """The rows on pages that end between rows or inside one, each with or without the header again."""
    found: list[list[tuple[str, ...]]] = [[]]
    for row in plan.rows:
        cells = tuple(plan.cells(row))
        cut = draw(st.sampled_from(("", "", "", "before", "inside")))
        if cut == "before" and found[-1]:
            found.append([])
        if cut == "inside" and not row.is_group:
            first, rest = _torn(draw, plan, cells)
            if any(rest):
                found[-1].append(first)
                found.append([rest])
                continue
        found[-1].append(cells)
    return [Page(tuple(rows), index == 0 or draw(st.booleans())) for index, rows in enumerate(found)]


def _torn(draw: st.DrawFn, plan: Plan, cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each cell cut between two words, its first line always on the first page; the number stays there."""
    first, rest = [], []
    for (name, _), cell in zip(plan.columns, cells, strict=True):
        gaps = [place for place, char in enumerate(cell) if char in " \n"]
        if name == "number" or not gaps or draw(st.booleans()):
            first.append(cell)
            rest.append("")
        else:
            cut = draw(st.sampled_from(gaps))
            first.append(cell[:cut])
            rest.append(cell[cut + 1 :])
    return tuple(first), tuple(rest)


def as_text(plan: Plan, printed: Sequence[Page]) -> str:
    """Lines of cells; a line break inside a cell shows where its row begins only if the number stands first."""
    line_break = "\n" if plan.columns[0][0] == "number" else "<br>"
    parts = []
    for page in printed:
        rows = [tuple(plan.header), *page.rows] if page.has_header else page.rows
        lines = ["\t".join(cell.replace("\n", line_break) for cell in row) for row in rows]
        parts.append("".join(line + "\n" for line in lines))
    return "\n\f".join(parts)


def as_grids(plan: Plan, printed: Sequence[Page], *, is_printed: bool, is_one: bool) -> Iterator[GridTable]:
    """Each page a table of its own, or all of them one table with page breaks inside."""
    rows: list[GridRow] = []
    for number, page in enumerate(printed, start=1):
        cells = [tuple(plan.header), *page.rows] if page.has_header else page.rows
        for index, texts in enumerate(cells):
            breaks = number > 1 and index == 0
            rows.append(GridRow(texts, len(rows) + 1, number, spanned=_spanned(texts), after_break=breaks))
        if not is_one:
            yield GridTable(rows, number, number, is_printed=is_printed)
            rows = []
    if is_one:
        yield GridTable(rows, 1, is_printed=is_printed)


def _spanned(texts: Sequence[str]) -> frozenset[int]:
    """A row of a group, its words merged to the right."""
    filled = [index for index, text in enumerate(texts) if text]
    is_group = len(filled) == 2 and texts[filled[0]] in ("I", "II", "III")
    return frozenset(range(filled[1] + 1, len(texts))) if is_group and filled[1] > filled[0] else frozenset()
