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
    "note": ("Ghi chú", "Căn cứ"),
    "budget": ("Kinh phí (triệu đồng)", "Địa bàn thực hiện"),
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
BUDGETS = ("500", "1.200 (vốn sự nghiệp)", "Toàn tỉnh")


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
    """`columns` in their order with their labels; `rows` as printed; `expected` as they must be read.

    `has_column_numbers`: "(1) (2) …" stands under the header; `ending` is what stands under the table.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Printed, ...]
    expected: tuple[Expected, ...]
    has_column_numbers: bool = False
    ending: str = ""

    @property
    def header(self) -> list[str]:
        return [label for _, label in self.columns]

    def cells(self, row: Printed) -> list[str]:
        if "across" in row.cells:
            return [row.cells["across"], *[""] * (len(self.columns) - 1)]
        return [row.cells.get(name, "") for name, _ in self.columns]

    def head(self, *, is_first: bool) -> list[tuple[str, ...]]:
        rows = [tuple(self.header)]
        if self.has_column_numbers and is_first:
            rows.append(tuple(f"({place})" for place in range(1, len(self.columns) + 1)))
        return rows


OTHERS = ("coordinating", "deliverable", "responsible_head", "authority", "note", "budget")
ENDINGS = ("", "", "Ghi chú: số liệu đến ngày 31/12/2025.", "Tổng cộng: %d nhiệm vụ", "(*) Nhiệm vụ chuyển tiếp.")
Group = tuple[str | None, str]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    is_numbered = draw(st.sampled_from((True, True, True, False)))
    wanted = ("number", "title", "lead", "deadline")[not is_numbered :]
    names = draw(st.permutations([*wanted, *draw(st.lists(st.sampled_from(OTHERS), unique=True))]))
    if not is_numbered:
        names = ["title", *(name for name in names if name != "title")]
    columns = tuple((name, draw(st.sampled_from(LABELS[name]))) for name in names)
    rows: list[Printed] = []
    expected: list[Expected] = []
    groups = draw(_groups()) if is_numbered else [None]
    runs_on = draw(st.booleans())
    style = draw(st.sampled_from(("{}", "{}.", "{:02d}")))
    number = 0
    for group in groups:
        if group is not None:
            rows.append(group[1])
        number = number if runs_on else 0
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            _add_task(draw, names, rows, expected, group and group[0], number, style)
    ending = draw(st.sampled_from(ENDINGS)) if is_numbered else ""
    ending = ending.replace("%d", str(len(expected)))
    return Plan(columns, tuple(rows), tuple(expected), draw(st.booleans()), ending)


@st.composite
def _groups(draw: st.DrawFn) -> list[tuple[Group, Printed] | None]:
    """What each group is read as, and the row that heads it: its label apart, before the words, or none."""
    style = draw(st.sampled_from(("none", "apart", "before", "nameless")))
    if style == "none":
        return [None]
    labels = draw(st.sampled_from((("I", "II", "III"), ("A", "B", "C"))))
    found: list[tuple[Group, Printed] | None] = []
    for label in labels[: draw(st.integers(1, 3))]:
        title = draw(st.sampled_from(GROUPS))
        if style == "apart":
            found.append(((label, title), Printed({"number": label, "title": title}, is_group=True)))
        elif style == "before":
            found.append(((label, title), Printed({"across": f"{label}. {title}"}, is_group=True)))
        else:
            found.append(((None, title.upper()), Printed({"across": title.upper()}, is_group=True)))
    return found


def _add_task(
    draw: st.DrawFn,
    names: Sequence[str],
    rows: list[Printed],
    expected: list[Expected],
    group: Group | None,
    number: int,
    style: str,
) -> None:
    label, title = group or (None, None)
    if "number" not in names:
        cells = draw(_cells(names))
        rows.append(Printed(cells))
        expected.append(Expected(None, None, "", None, False, cells))
        return
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
        "budget": st.sampled_from(("", *BUDGETS)),
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
    """Each cell cut between two words; number and title begin on the first page, others may stand on the second.

    A dash stays with the words it introduces.
    """
    first, rest = [], []
    for (name, _), cell in zip(plan.columns, cells, strict=True):
        gaps = [place for place, char in enumerate(cell) if char in " \n" and cell[place - 1] != "-"]
        is_centred = name not in ("number", "title") and draw(st.integers(0, 9)) == 0
        if is_centred:
            first.append("")
            rest.append(cell)
        elif name == "number" or not gaps or draw(st.booleans()):
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
    for index, page in enumerate(printed):
        rows = [*plan.head(is_first=index == 0), *page.rows] if page.has_header else page.rows
        lines = ["\t".join(cell.replace("\n", line_break) for cell in row) for row in rows]
        parts.append("".join(line + "\n" for line in lines))
    return "\n\f".join(parts) + f"\n{plan.ending}\n"


def as_grids(
    plan: Plan, printed: Sequence[Page], *, is_printed: bool, is_one: bool, is_merged: bool
) -> Iterator[GridTable]:
    """Each page a table of its own, or all of them one table with page breaks inside.

    `is_merged`: a lead or deadline that repeats the one above it is one cell with it.
    """
    rows: list[GridRow] = []
    for index, page in enumerate(printed):
        cells = [*plan.head(is_first=index == 0), *page.rows] if page.has_header else page.rows
        for place, texts in enumerate(cells):
            breaks = index > 0 and place == 0
            above = rows[-1] if rows and is_merged and not breaks else None
            carried = _carried(plan, texts, above)
            rows.append(
                GridRow(texts, len(rows) + 1, index + 1, None, carried, _spanned(plan, texts), after_break=breaks)
            )
        if not is_one:
            yield GridTable(rows, index + 1, index + 1, is_printed=is_printed)
            rows = []
    if plan.ending:
        texts = (plan.ending, *[""] * (len(plan.columns) - 1))
        rows.append(GridRow(texts, len(rows) + 1, len(printed), spanned=frozenset(range(1, len(texts)))))
    if rows:
        yield GridTable(rows, len(printed) + 1, len(printed), is_printed=is_printed)


def _carried(plan: Plan, texts: Sequence[str], above: GridRow | None) -> frozenset[int]:
    names = [name for name, _ in plan.columns]
    merged = (names.index(name) for name in ("lead", "deadline"))
    return frozenset(index for index in merged if above and texts[index] and above.cells[index] == texts[index])


def _spanned(plan: Plan, texts: Sequence[str]) -> frozenset[int]:
    """The heading of a group, merged to the right of its words."""
    if not any(list(texts) == plan.cells(row) for row in plan.rows if row.is_group):
        return frozenset()
    return frozenset(range(max(index for index, text in enumerate(texts) if text) + 1, len(texts)))
