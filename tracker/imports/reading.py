"""From the bytes of a plan to a draft: read, find tables, join, recognise, check. Pure: no database, no Flask."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from tracker.agencies.explained import explained
from tracker.agencies.names import Register
from tracker.errors import DomainError
from tracker.imports.blanks import propose_above
from tracker.imports.checks import each_period
from tracker.imports.columns import Columns, Field, read_header
from tracker.imports.draft import PlanDraft, Problem, TaskDraft
from tracker.imports.due import plan_year
from tracker.imports.grid import Content, Line, Source, Table
from tracker.imports.grid_tables import find_tables
from tracker.imports.group_leads import ask_of_groups, fill_from_groups
from tracker.imports.head import read_head
from tracker.imports.home import PLACE_GUESSED, Home, own_home
from tracker.imports.indicators import IndicatorReader
from tracker.imports.joining import Joiner
from tracker.imports.obligations import read_obligations
from tracker.imports.paragraphs import Paragraph, paragraphs
from tracker.imports.places import place_of_table
from tracker.imports.prose.reading import read_prose
from tracker.imports.readers import read_content
from tracker.imports.repeals import read_repeals
from tracker.imports.sequence import NumberCheck
from tracker.imports.stamps import refuse_secret, refuse_secret_name
from tracker.imports.stitch import Stitcher
from tracker.imports.structure import Builder, Item, Structure
from tracker.imports.tasks import TaskReader, is_deadline
from tracker.imports.text_leads import ask_of_texts, fill_from_texts
from tracker.imports.ticks import with_ticks_read
from tracker.imports.time_columns import with_steps_joined, with_years_joined
from tracker.sentences import kept
from tracker.text import fold

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)

_NO_PLAN = kept(
    "Không thấy trong tệp “%(name)s” số, tên loại văn bản hay bảng nào của một kế hoạch; "
    "hãy chọn đúng tệp văn bản kế hoạch."
)
_DATE_DIFFERS = kept(
    "Văn bản ghi ngày %(printed)s, khác ngày nhập vào %(given)s; dùng ngày trên văn bản, hãy kiểm tra."
)
_NO_DATE = kept("Chưa rõ ngày ban hành; hãy ghi ngày ban hành của văn bản.")
_NO_NUMBER = kept("Chưa rõ số, ký hiệu văn bản; hãy ghi số, ký hiệu.")
_PLACE_GUESSED = kept(
    "Văn bản không nêu thuộc tỉnh hay thành phố nào nên được hiểu là thuộc thành phố; "
    "hãy chọn lại ở thông tin văn bản nếu thuộc tỉnh."
)
_NOT_READ = kept("Bảng %(place)s không phải danh mục nhiệm vụ hay chỉ tiêu nên không nhập; hãy kiểm tra.")
_NOTE = kept("Chú thích cuối bảng %(place)s không nhập thành nhiệm vụ: “%(words)s”.")
_NO_HEADER = kept("Bảng %(place)s không có dòng tiêu đề; các cột được hiểu như bảng trước, hãy đối chiếu.")
_UNKNOWN_COLUMN = kept("Không rõ cột “%(label)s” của bảng %(place)s là gì; nội dung được đưa vào ghi chú.")
_NO_COLUMN = {
    Field.LEAD: kept("Bảng %(place)s không có cột cơ quan chủ trì; hãy bổ sung cho từng nhiệm vụ."),
    Field.DEADLINE: kept("Bảng %(place)s không có cột thời hạn; hãy bổ sung cho từng nhiệm vụ."),
}
_TOTAL_DIFFERS = kept("Văn bản ghi tổng số %(total)s nhưng đọc được %(read)s dòng; hãy kiểm tra có sót dòng không.")
_NO_TABLE = kept("Không thấy bảng nhiệm vụ hay chỉ tiêu; hãy kiểm tra tệp có phụ lục dạng bảng không.")


def read_plan(
    data: bytes, filename: str, issued_on: date | None = None, register: Register | None = None
) -> PlanDraft:
    """The whole plan; a state secret is refused. `issued_on` is used where the paper prints no day; `register`
    defaults to the shipped one."""
    refuse_secret_name(filename)
    content = read_content(data, filename)
    refuse_secret(content)
    return plan_of(content, filename, hashlib.sha256(data).hexdigest(), issued_on, register)


def plan_of(
    content: Content,
    filename: str,
    sha256: str = "",
    issued_on: date | None = None,
    register: Register | None = None,
) -> PlanDraft:
    """The plan in what a reader found, as `read_plan` gives it."""
    return _Reading(content, filename, sha256, issued_on, register).draft


def own_register(issuer: str, lines: Sequence[Line]) -> Register:
    """The shipped register as it reads from where the plan was issued."""
    return _register_of(own_home(issuer, lines))


def _register_of(home: Home) -> Register:
    return Register.load_default(*home.places, names=home.names)


def _as_registered(name: str, register: Register) -> str:
    """An issuer printed in capitals gets the letters the register gives it."""
    agencies = register.resolve(name).agencies if name else ()
    return agencies[0].name if len(agencies) == 1 and fold(agencies[0].name) == fold(name) else name


def _source(table: Table) -> Source:
    return Source(table.page, table.line, table.number)


def _place(table: Table) -> str:
    return place_of_table(_source(table))


class _Reading:
    def __init__(
        self, content: Content, filename: str, sha256: str, issued_on: date | None, register: Register | None
    ) -> None:
        lines = content.lines
        layout = find_tables(content.blocks)
        body = paragraphs(layout.texts)
        head = read_head(lines, layout.appendices, body)
        if not layout.tables and not head.number and not head.kind:
            raise DomainError(_NO_PLAN % {"name": filename})
        head.sha256 = sha256
        self.draft = PlanDraft(head, content)
        self.draft.problems += [Problem(note.code, "", note.message, note.source) for note in content.notes]
        self._date(issued_on)
        home = own_home(head.issuer, lines)
        if home.is_guessed:
            self._problem(PLACE_GUESSED, _PLACE_GUESSED)
        known = register or _register_of(home)
        self.register = register = known.with_short(explained(line.text for line in lines))
        head.issuer = _as_registered(head.issuer, register)
        self.joiner = Joiner(line.text for line in lines)
        self.numbers: dict[tuple[str | None, str, bool], NumberCheck] = {}
        for table in layout.tables:
            self._table(table)
        self.draft.obligations = read_obligations(body, register, self.draft.document.issued_on)
        if head.amends:
            self.draft.repeals, body = read_repeals(body)
        self._prose(body)
        self._whole()

    def _prose(self, body: Sequence[Paragraph]) -> None:
        draft = self.draft
        found = read_prose(
            body,
            self.register,
            draft.document,
            draft.obligations,
            with_tasks=not draft.tasks,
            with_targets=not draft.indicators,
        )
        draft.tasks += found.tasks
        draft.indicators += found.indicators
        draft.problems += found.problems

    def _date(self, issued_on: date | None) -> None:
        head = self.draft.document
        printed, head.issued_on = head.issued_on, head.issued_on or issued_on
        if printed and issued_on and printed != issued_on:
            days = {"printed": f"{printed:%d/%m/%Y}", "given": f"{issued_on:%d/%m/%Y}"}
            self._problem("issued_on_differs", _DATE_DIFFERS % days)
        if head.issued_on is None:
            self._problem("issued_on_missing", _NO_DATE)
        if head.number is None:
            self._problem("number_missing", _NO_NUMBER)

    def _problem(self, code: str, message: str, table: Table | None = None) -> None:
        self.draft.problems.append(Problem(code, "", message, _source(table) if table else None))

    def _table(self, table: Table) -> None:
        table, several = with_ticks_read(table)
        table = with_years_joined(with_steps_joined(table))
        columns = read_header(table.header)
        if columns is None or not (columns.is_tasks or columns.is_indicators):
            self._problem("table_unread", _NOT_READ % {"place": _place(table)}, table)
            return
        self._columns(table, columns)
        rows = Stitcher(columns, self.joiner, is_deadline(self.draft.document.issued_on)).rows(table)
        structure = Builder(columns).build(rows)
        propose_above(structure.items)
        key = (table.appendix, table.appendix_title, columns.is_indicators)
        numbering = self.numbers.setdefault(key, NumberCheck()).run(structure.items)
        if columns.is_indicators:
            indicators = IndicatorReader(table, columns, self.register, self._year(table))
            read = [indicators.read(item) for item in structure.items]
            self.draft.indicators += read
            for indicator, problems in zip(read, numbering, strict=True):
                indicator.problems += problems
        else:
            drafts = self._tasks(table, columns, structure.items, several)
            self.draft.tasks += drafts
            for task, problems in zip(drafts, numbering, strict=True):
                task.problems += problems
        self._total(table, structure)
        for words in structure.notes:
            self._problem("footnote", _NOTE % {"place": _place(table), "words": words}, table)

    def _tasks(
        self, table: Table, columns: Columns, items: Sequence[Item], several: frozenset[str]
    ) -> list[TaskDraft]:
        """`several`: deadlines made of ticks side by side, which are asked about."""
        head = self.draft.document
        is_led_by_group = fill_from_groups(items, columns, self.register)
        is_led_by_text = not is_led_by_group and fill_from_texts(items, columns, self.register)
        year = plan_year(table.appendix_title, head.issued_on) or plan_year(head.title, head.issued_on)
        tasks = TaskReader(table, columns, self.register, head.issued_on, year)
        drafts = [tasks.read(item) for item in items]
        if is_led_by_group:
            ask_of_groups(drafts)
        if is_led_by_text:
            ask_of_texts(drafts)
        for task in drafts:
            if task.deadline.raw in several:
                task.problems.append(each_period(task.deadline.raw))
        return drafts

    def _columns(self, table: Table, columns: Columns) -> None:
        if not table.has_header:
            self._problem("header_missing", _NO_HEADER % {"place": _place(table)}, table)
        for label, field in zip(columns.labels, columns.fields, strict=True):
            if field is None and label:
                text = _UNKNOWN_COLUMN % {"label": label, "place": _place(table)}
                self._problem("column_unknown", text, table)
        if columns.is_indicators:
            return
        for field, sentence in _NO_COLUMN.items():
            if not columns.has(field):
                self._problem(f"{field.value}_column_missing", sentence % {"place": _place(table)}, table)

    def _total(self, table: Table, structure: Structure) -> None:
        """The total the paper states against the rows read: all of them, or only those that are no sub-items."""
        items = structure.items
        counts = {
            len(items),
            sum(not item.is_heading for item in items),
            sum(item.parent is None for item in items),
        }
        if structure.total is not None and structure.total not in counts:
            self._problem("total_differs", _TOTAL_DIFFERS % {"total": structure.total, "read": len(items)}, table)

    def _year(self, table: Table) -> int | None:
        """The year of a plan's targets: named in the appendix's title, else in the plan's."""
        for title in (table.appendix_title, self.draft.document.title):
            years = _YEAR.findall(title)
            if years:
                return int(years[-1])
        return None

    def _whole(self) -> None:
        if not (self.draft.tasks or self.draft.indicators or self.draft.repeals):
            self._problem("table_missing", _NO_TABLE)
