"""Where each row of a draft stands: its appendix, the group it belongs to, its place in the order of the paper."""

from tracker.imports.draft import IndicatorDraft, TaskDraft
from tracker.imports.draft_rows import SHORT, RowDraft
from tracker.plans.models import Appendix, Plan, TaskGroup

_TEXTS = ("lead", "coordinating", "responsible_head", "deliverable", "authority")


class PaperOrder:
    """Makes appendices and groups as the rows that name them arrive. One count of places serves groups and rows, so a
    heading keeps its place between the tasks."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._appendices: dict[str, Appendix] = {}
        self._groups: dict[tuple[str, str, str], TaskGroup] = {}
        self._headings: dict[tuple[str, str], TaskGroup] = {}
        self._above: list[tuple[TaskGroup, TaskGroup]] = []
        self._position = 0

    def next_position(self) -> int:
        self._position += 1
        return self._position

    def appendix(self, row: RowDraft) -> Appendix:
        number = row.appendix or ""
        if number not in self._appendices:
            found = Appendix(
                number=number[:SHORT], title=row.appendix_title, position=len(self._appendices), groups=[]
            )
            self._plan.appendices.append(found)
            self._appendices[number] = found
        return self._appendices[number]

    def group(self, row: RowDraft) -> TaskGroup | None:
        """The heading row that the row is a sub-item of, else the group it stands under."""
        parent = row.parent if isinstance(row, TaskDraft) else None
        return self._headings.get((row.appendix or "", parent or "")) or self._pillar(row)

    def add_heading(self, row: TaskDraft) -> None:
        """A row of the table that only holds sub-items ("29"), with whatever its other columns say."""
        above = self.group(row)
        columns = {name: getattr(row, name) for name in _TEXTS if getattr(row, name)}
        if row.deadline.raw:
            columns["deadline"] = row.deadline.raw
        found = self._new(row, row.number, row.title)
        found.note = row.note
        found.source = {**row.source.as_dict(), **({"columns": columns} if columns else {})}
        if above is not None:
            self._above.append((found, above))
        self._headings[(row.appendix or "", row.number)] = found

    def link_parents(self) -> None:
        """Once groups have their ids: a heading row under the group it stands in."""
        for child, parent in self._above:
            child.parent_id = parent.id

    def _pillar(self, row: TaskDraft | IndicatorDraft) -> TaskGroup | None:
        if not (row.group or row.group_title):
            return None
        key = (row.appendix or "", row.group or "", row.group_title or "")
        if key not in self._groups:
            self._groups[key] = self._new(row, row.group or "", row.group_title or "")
        return self._groups[key]

    def _new(self, row: RowDraft, number: str, title: str) -> TaskGroup:
        found = TaskGroup(number=number[:SHORT], title=title, note="", position=self.next_position())
        self.appendix(row).groups.append(found)
        return found
