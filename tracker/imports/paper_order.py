"""Where each row of a draft stands: its appendix, the group it belongs to, its place in the order of the paper."""

from tracker.imports.codes import SHORT
from tracker.imports.models import DraftRow
from tracker.plans.models import Appendix, Plan, TaskGroup

_TEXTS = ("lead", "coordinating", "responsible_head", "deliverable", "deadline", "authority")


class PaperOrder:
    """Makes appendices and groups as the rows that name them arrive. One count of places serves groups and rows, so a
    heading keeps its place between the tasks. In a plan that has rows already, up to place `last`, appendices and
    groups are those that are there."""

    def __init__(self, plan: Plan, last: int = 0) -> None:
        self._plan = plan
        self._appendices = {appendix.number: appendix for appendix in plan.appendices}
        self._groups: dict[tuple[str, str, str], TaskGroup] = {}
        self._headings: dict[tuple[str, str, str], TaskGroup] = {}
        self._above: list[tuple[TaskGroup, TaskGroup]] = []
        self._position = last
        for appendix in plan.appendices:
            self._know(appendix)

    def next_position(self) -> int:
        self._position += 1
        return self._position

    def appendix(self, row: DraftRow) -> Appendix:
        if row.appendix not in self._appendices:
            found = Appendix(number=row.appendix, title=row.appendix_title, position=len(self._appendices), groups=[])
            self._plan.appendices.append(found)
            self._appendices[row.appendix] = found
        return self._appendices[row.appendix]

    def group(self, row: DraftRow) -> TaskGroup | None:
        """The heading row that the row is a sub-item of, else the group it stands under."""
        parent = self._headings.get((row.appendix, row.group, row.parent)) if row.parent else None
        return parent or self._pillar(row)

    def add_heading(self, row: DraftRow) -> None:
        """A row of the table that only holds sub-items ("29"), with whatever its other columns say."""
        above = self.group(row)
        columns = {name: row.cells[name] for name in _TEXTS if row.cells.get(name)}
        found = self._new(row, row.number, row.cells.get("title", ""))
        found.note = row.cells.get("note", "")
        found.source = {**row.source, **({"columns": columns} if columns else {})}
        if above is not None:
            self._above.append((found, above))
        self._headings[(row.appendix, row.group, row.number)] = found

    def link_parents(self) -> None:
        """Once groups have their ids: a heading row under the group it stands in."""
        for child, parent in self._above:
            child.parent_id = parent.id

    def _know(self, appendix: Appendix) -> None:
        groups = {group.id: group for group in appendix.groups}
        for group in appendix.groups:
            if not group.source:
                self._groups[(appendix.number, group.number, group.title)] = group
                continue
            above = groups.get(group.parent_id or 0)
            while above is not None and above.source:
                above = groups.get(above.parent_id or 0)
            self._headings[(appendix.number, above.number if above else "", group.number)] = group

    def _pillar(self, row: DraftRow) -> TaskGroup | None:
        if not (row.group or row.group_title):
            return None
        key = (row.appendix, row.group, row.group_title)
        if key not in self._groups:
            self._groups[key] = self._new(row, row.group, row.group_title)
        return self._groups[key]

    def _new(self, row: DraftRow, number: str, title: str) -> TaskGroup:
        found = TaskGroup(number=number[:SHORT], title=title, note="", position=self.next_position())
        self.appendix(row).groups.append(found)
        return found
