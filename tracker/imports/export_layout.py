"""A plan as sheets of printed lines, in the importer's own columns, so that it reads back as the same plan. Pure.

The words are Vietnamese whatever language the pages are read in: what is made is a paper of the office.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby

from tracker.imports.numbering import group_label
from tracker.imports.readers.own_columns import MARK

TASK_COLUMNS = {
    "number": ("TT", 6),
    "title": ("Nhiệm vụ", 44),
    "responsible_head": ("Người đứng đầu chịu trách nhiệm", 18),
    "lead": ("Cơ quan chủ trì", 20),
    "coordinating": ("Cơ quan phối hợp", 24),
    "deliverable": ("Sản phẩm, kết quả", 22),
    "deadline": ("Thời hạn hoàn thành", 16),
    "authority": ("Thẩm quyền ban hành", 16),
    "note": ("Ghi chú", 18),
}
"""Label and width of each column."""
STATE_COLUMNS = (f"Tình trạng {MARK}", f"Hạn đang tính {MARK}", f"Ngày báo cáo {MARK}")
_STATE_WIDTHS = (24, 14, 14)
_INDICATOR_COLUMNS = {
    "number": ("TT", 6),
    "title": ("Chỉ tiêu", 60),
    "unit": ("Đơn vị tính", 14),
    "lead": ("Cơ quan chủ trì theo dõi, đánh giá", 30),
}
_TARGET_WIDTH = 16
_MAY_LACK = ("responsible_head", "lead", "deliverable", "deadline")
"""Columns that a plan either has, and then in every row, or has not at all."""


class RowKind(StrEnum):
    TASK = "task"
    HEADING = "heading"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a plan, draft or published. `parent`: the number it stands under; `cells` by the names of the columns;
    `targets` by year; `state`: what the system follows, one text for each of STATE_COLUMNS."""

    kind: RowKind
    appendix: str
    appendix_title: str
    group: str
    group_title: str
    number: str
    parent: str
    cells: Mapping[str, str]
    targets: Sequence[tuple[int | None, str]] = ()
    state: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PlanHead:
    """`duties` to report, each with who has it; `as_of`: the day of the states, None for a draft, which has none."""

    kind: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    replaces: Sequence[str] = ()
    duties: Sequence[tuple[str, str]] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row. `style`: "group" over all columns, "heading" in bold, or "row"."""

    cells: Sequence[str]
    style: str = "row"


@dataclass(slots=True)
class Page:
    """One sheet: words over the table, its header, its lines. A page without a header is words alone."""

    name: str
    above: Sequence[str]
    header: Sequence[str] = ()
    widths: Sequence[int] = ()
    lines: list[Line] = field(default_factory=list)


def pages(head: PlanHead, rows: Sequence[PlanRow]) -> list[Page]:
    """The plan's own words, then one sheet for the tasks of each appendix and one for its indicators."""
    found = [Page("Kế hoạch", list(_cover(head)))]
    taken = {"kế hoạch"}
    for (number, title, is_indicators), run in groupby(sorted(rows, key=_Order(rows)), key=_page_of):
        name = f"Phụ lục {number}" if number else ("Chỉ tiêu" if is_indicators else "Nhiệm vụ")
        above = list(_above(head, number, title))
        build = _indicators if is_indicators else _tasks
        found.append(build(_sheet_name(name, taken), above, list(run), head.as_of is not None))
    return found


def _page_of(row: PlanRow) -> tuple[str, str, bool]:
    return row.appendix, row.appendix_title, row.kind is RowKind.INDICATOR


class _Order:
    """Appendices in the order in which they are met; the rows of each stay as they are."""

    def __init__(self, rows: Sequence[PlanRow]) -> None:
        self._places: dict[tuple[str, str, bool], int] = {}
        for row in rows:
            self._places.setdefault(_page_of(row), len(self._places))

    def __call__(self, row: PlanRow) -> int:
        return self._places[_page_of(row)]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """At most 31 characters, none of those that a spreadsheet refuses, unique whatever the case."""
    plain = "".join(char for char in wanted if char not in "[]:*?/\\").strip("' ")[:26] or "Trang"
    name, again = plain, 1
    while name.lower() in taken:
        again += 1
        name = f"{plain} ({again})"
    taken.add(name.lower())
    return name


# Words over the tables


def _cover(head: PlanHead) -> Iterator[str]:
    if head.issuer:
        yield head.issuer.upper()
    if head.number:
        yield f"Số: {head.number}"
    if head.issued_on:
        yield f"Ban hành, {_day(head.issued_on)}"
    if head.kind:
        yield head.kind.upper()
    if head.title:
        yield head.title
    if head.replaces:
        yield f"- Kế hoạch này thay thế {', '.join(f'Kế hoạch số {number}' for number in head.replaces)}."
    if head.duties:
        yield "- Chế độ báo cáo:"
    for who, duty in sorted(dict.fromkeys(head.duties), key=lambda duty: bool(duty[0])):
        yield from [f"{who}:"] if who else []
        yield f"- {duty}"
    if head.as_of:
        yield f"- Các cột có ghi {MARK} là theo dõi của hệ thống đến ngày {head.as_of:%d/%m/%Y}; nhập lại sẽ bỏ qua."


def _above(head: PlanHead, number: str, title: str) -> Iterator[str]:
    yield f"PHỤ LỤC {number}".strip()
    if title:
        yield title
    if head.number:
        day = f" {_day(head.issued_on)}" if head.issued_on else ""
        issuer = f" của {head.issuer}" if head.issuer else ""
        yield f"(Kèm theo {head.kind or 'Kế hoạch'} số {head.number}{day}{issuer})"


def _day(day: date) -> str:
    return f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"


# Tables


def _tasks(name: str, above: Sequence[str], rows: Sequence[PlanRow], has_state: bool) -> Page:
    columns = _task_columns(rows)
    states = STATE_COLUMNS if has_state else ()
    header = [TASK_COLUMNS[column][0] for column in columns]
    widths = [TASK_COLUMNS[column][1] for column in columns]
    page = Page(name, above, (*header, *states), (*widths, *_STATE_WIDTHS[: len(states)]))
    groups = _Groups(rows)
    for row in rows:
        page.lines += [Line(cells, "group") for cells in groups.before(row)]
        texts = {**row.cells, "number": row.number or _dash(row)}
        cells = [texts.get(column, "") for column in columns]
        cells += [*row.state, *[""] * len(states)][: len(states)]
        page.lines.append(Line(cells, "heading" if row.kind is RowKind.HEADING else "row"))
    return page


def _task_columns(rows: Sequence[PlanRow]) -> list[str]:
    """All but those the paper has not: empty ones would ask for something in every row when they are read."""
    lacking = {column for column in _MAY_LACK if not any(row.cells.get(column) for row in rows)}
    return [column for column in TASK_COLUMNS if column not in lacking]


def _dash(row: PlanRow) -> str:
    """What stands for a number: under another row, or where the title alone would read as a heading, a dash does."""
    says_more = any(text for column, text in row.cells.items() if column != "title")
    return "-" if row.parent or not says_more else ""


def _indicators(name: str, above: Sequence[str], rows: Sequence[PlanRow], _has_state: bool) -> Page:
    """Targets of other years stand under a header of their own: an empty cell says that a year has no target."""
    fixed = list(_INDICATOR_COLUMNS)[: 4 if any(row.cells.get("lead") for row in rows) else 3]
    runs = [(years, list(run)) for years, run in groupby(rows, key=_years)]
    most = max(len(years) for years, _ in runs)
    widths = [*(_INDICATOR_COLUMNS[column][1] for column in fixed), *[_TARGET_WIDTH] * most]
    labels = [_INDICATOR_COLUMNS[column][0] for column in fixed]
    page = Page(name, above, _header(labels, runs[0][0]), widths)
    for index, (years, run) in enumerate(runs):
        page.lines += [Line(_header(labels, years), "header")] if index else []
        groups = _Groups(rows)
        for row in run:
            page.lines += [Line(cells, "group") for cells in groups.before(row)]
            texts = {**row.cells, "number": row.number or _dash(row)}
            values = ["; ".join(text for year, text in row.targets if year == wanted) for wanted in years]
            page.lines.append(Line([*(texts.get(column, "") for column in fixed), *values]))
    return page


def _years(row: PlanRow) -> tuple[int | None, ...]:
    """The years of a row's targets; a target that names none comes first."""
    years = {year for year, _ in row.targets}
    return (*([None] if None in years or not years else []), *sorted(year for year in years if year is not None))


def _header(labels: Sequence[str], years: Sequence[int | None]) -> list[str]:
    if len(years) == 1 and years[0] is not None:
        return [*labels, f"Mục tiêu năm {years[0]}"]
    return [*labels, *("Mục tiêu" if year is None else f"Năm {year}" for year in years)]


class _Groups:
    """The group rows that have to stand before a row, so that it reads back into its group."""

    def __init__(self, rows: Sequence[PlanRow]) -> None:
        self._titles: dict[str, str] = {}
        for row in rows:
            self._titles.setdefault(row.group, row.group_title)
        self._open: tuple[str, str] = ("", "")

    def before(self, row: PlanRow) -> Iterator[list[str]]:
        """Groups above the row's own that are not open yet ("A" before "A.II"), then its own."""
        here = (row.group, row.group_title)
        if here in (self._open, ("", "")):
            return
        labels, open_labels = row.group.split(".") if row.group else [], self._open[0].split(".")
        for depth in range(1, len(labels)):
            if open_labels[:depth] != labels[:depth]:
                yield _group_cells(labels[depth - 1], self._titles.get(".".join(labels[:depth]), ""))
        is_said = row.group == self._open[0] and group_label(row.group_title) is None
        yield _group_cells("" if is_said or not labels else labels[-1], row.group_title)
        self._open = here


def _group_cells(label: str, title: str) -> list[str]:
    """A roman number or a letter in the column of numbers; a figure before the title, where no row can have it."""
    if label.isdigit() and title:
        return ["", f"{label}) {title}"]
    return [label, title]
