"""Which tables of a page hold data, and which only put things side by side. Pure."""

from dataclasses import dataclass

from lxml import etree

CELLS = frozenset(("td", "th"))
_WIDE = 3


@dataclass(slots=True)
class _Shape:
    """How many of a table's own rows have three cells or more, and its widest row; `inner`: the most such rows of a
    table inside of it, -1 without one."""

    parent: "_Shape | None"
    wide_rows: int = 0
    widest: int = 0
    row: int = 0
    inner: int = -1
    is_data: bool = False

    def add_cell(self) -> None:
        self.row += 1
        self.widest = max(self.widest, self.row)
        self.wide_rows += self.row == _WIDE

    def decide(self) -> None:
        """One column is layout, and so is what holds a table that is more of a table than itself. A table in a cell
        of a data table is part of the cell."""
        is_layout = self.widest < 2 or (self.inner >= 0 and (self.wide_rows < _WIDE or self.inner > self.wide_rows))
        above = self.parent
        while above is not None and not above.is_data:
            above = above.parent
        self.is_data = not is_layout and above is None


def data_tables(root: etree._Element) -> set[etree._Element]:
    found: dict[etree._Element, _Shape] = {}
    current: _Shape | None = None
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("table", "tr", "td", "th")):
        if element.tag == "table":
            if event == "start":
                current = found[element] = _Shape(current)
            elif current is not None:
                current = _closed(current)
        elif event == "start" and current is not None:
            if element.tag in CELLS:
                current.add_cell()
            else:
                current.row = 0
    for shape in found.values():
        shape.decide()
    return {element for element, shape in found.items() if shape.is_data}


def _closed(shape: _Shape) -> _Shape | None:
    if shape.parent is not None:
        shape.parent.inner = max(shape.parent.inner, shape.inner, shape.wide_rows)
    return shape.parent
