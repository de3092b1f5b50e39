"""The tasks of a plan written in prose, in the order of the paper. Pure.

Read from the sections on tasks, solutions and carrying out, and only of a plan that has no table of tasks: there the
tables give the work, and the prose explains it. The deepest numbers are tasks, with the dashes and paragraphs under
them as their parts; a number above other numbers, or one that only names an agency, is a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.agencies.names import Register
from tracker.imports.draft import TaskDraft
from tracker.imports.prose.agents import begins_with, given_to, heads_list
from tracker.imports.prose.details import Details, labelled
from tracker.imports.prose.marks import Depth
from tracker.imports.prose.outline import Node, Part
from tracker.imports.prose.sentences import is_closing
from tracker.imports.prose.topics import Topic, names_topic
from tracker.imports.prose.work_rows import Place, Reported, RowMaker, Said
from tracker.imports.work_words import begins_work

_WORKING = frozenset({Topic.WORK, Topic.DUTIES, Topic.REPORTS})
_ARTICLE = re.compile("điều", re.IGNORECASE)
_SHORTEST = 12
"""Fewer letters say no work."""


class WorkReader:
    def __init__(self, register: Register, issued_on: date | None, reported: Reported) -> None:
        self.register = register
        self.rows = RowMaker(register, issued_on, reported)
        self.tasks: list[TaskDraft] = []
        self.topics: dict[Node, Topic] = {}
        self.numbers: set[str] = set()

    def read(self, part: Part, topics: dict[Node, Topic]) -> list[TaskDraft]:
        self.tasks, self.topics, self.numbers = [], topics, set()
        self._children(part.top, Place(part.appendix, part.title if part.is_appendix else ""), is_section=True)
        return _with_headings(self.tasks)

    def _children(self, nodes: Sequence[Node], place: Place, *, is_section: bool) -> None:
        """The nodes of one level; labelled lines among them were read with the node they belong to."""
        beside = _beside(nodes, is_section=is_section)
        for index, node in enumerate(nodes):
            if labelled(node.text) and not node.children:
                continue
            if node.mark.is_section:
                self._section(node, place)
            elif node.mark.depth == Depth.LEAD_IN:
                place = self._lead_in(node, place)
            elif self.topics.get(node) not in _WORKING:
                self._children(node.children, place, is_section=True)
            elif not self._is_aside(nodes, index, place):
                self._item(node, place, beside.get(node, []))

    def _section(self, node: Node, place: Place) -> None:
        if not node.children and _ARTICLE.match(node.mark.label) and self._gives_work(node):
            self._item(node, place, [])
            return
        label = ".".join([*([place.group] if place.group else []), *([node.mark.label] if node.mark.label else [])])
        self.numbers = set()
        below = replace(place, group=label, group_title=node.text.rstrip(" .:"), parent=None, lead=None)
        self._children(node.children, below, is_section=True)

    def _gives_work(self, node: Node) -> bool:
        """ "Điều 2. Giao Sở Nội vụ chủ trì …", not "Điều 2. Quyết định này có hiệu lực …"."""
        is_given = given_to(self.register, node.text) or begins_with(self.register, node.text)
        return is_given is not None and not is_closing(node.text)

    def _lead_in(self, node: Node, place: Place) -> Place:
        """ "Giao Công an phường:" names whose duties follow; any other words before a colon only lead in."""
        agents = heads_list(self.register, node.text, may_be_new=self._is_on_duties(node))
        below = replace(place, lead=agents or place.lead)
        if self.topics.get(node) in _WORKING and node.children and not agents and _is_one_task(node):
            self._fold(node, place)
            return place
        self._children(node.children, below, is_section=True)
        return below if agents and not node.children else place

    def _is_aside(self, nodes: Sequence[Node], index: int, place: Place) -> bool:
        """Words before the numbers begin, and closing words, give nobody work."""
        node = nodes[index]
        if is_closing(node.text) or (len(node.text) < _SHORTEST and not node.children):
            return True
        if not node.mark.is_plain or place.parent is not None:
            return False
        has_marks_after = any(not after.mark.is_plain for after in nodes[index + 1 :])
        has_marks = any(not other.mark.is_plain for other in nodes)
        is_led = not has_marks_after and begins_with(self.register, node.text) is not None
        return has_marks_after or (not is_led and not (begins_work(node.text) and not has_marks))

    def _item(self, node: Node, place: Place, beside: list[Details]) -> None:
        parts = _parts(node)
        if parts and _is_one_task(node):
            self._fold(node, place, beside)
            return
        own = beside + _own_details(node)
        said = self.rows.said(node, own, has_parts=bool(parts), is_on_duties=self._is_on_duties(node))
        number, parent = self._numbered(node, place)
        here = replace(place, parent=parent)
        if len(said.title) >= _SHORTEST or parts or said.is_agency_heading:
            self._add(node, said, here, number, parts)
        below = replace(place, parent=number or parent, lead=said.agents or place.lead)
        self._children(node.children, below, is_section=said.is_agency_heading)

    def _is_on_duties(self, node: Node) -> bool:
        return self.topics.get(node) in (Topic.DUTIES, Topic.REPORTS)

    def _add(self, node: Node, said: Said, place: Place, number: str, parts: Sequence[Node]) -> None:
        is_heading = bool(parts) and (said.is_agency_heading or names_topic(node))
        if number:
            self.numbers.add(number)
        if said.title:
            row = self.rows.row(node, said, place, number, parts=len(parts), is_heading=is_heading)
            self.tasks.append(row)

    def _fold(self, node: Node, place: Place, beside: Sequence[Details] = ()) -> None:
        """A sentence and the list it ends in, as one task."""
        own = [*beside, *_own_details(node)]
        said = self.rows.said(node, own, has_parts=False, is_on_duties=self._is_on_duties(node))
        listed = (_printed(below) for child in _parts(node) for below in child.walk())
        said.title = " ".join([said.title + ":", *listed])
        number, parent = self._numbered(node, place)
        self._add(node, said, replace(place, parent=parent), number, [])

    def _numbered(self, node: Node, place: Place) -> tuple[str, str | None]:
        """Its number, as printed or under the one above ("2.1.a"), and that number."""
        label = node.mark.label
        if node.mark.is_section:
            return label, None
        if node.mark.is_number:
            above = label.rpartition(".")[0]
            return label, above if above in self.numbers else (place.parent if "." not in label else None)
        if node.mark.depth in (Depth.LETTER, Depth.BRACKET):
            own = label if node.mark.depth == Depth.LETTER else f"({label})"
            return (f"{place.parent}.{own}" if place.parent else own), place.parent
        return "", place.parent


def _with_headings(tasks: Sequence[TaskDraft]) -> list[TaskDraft]:
    """As in a table: what says neither who nor when is a heading, if its parts have numbers or say so themselves. A
    heading that nothing came under is left out."""
    below: dict[tuple[str | None, str | None], list[TaskDraft]] = {}
    for task in tasks:
        below.setdefault((task.group, task.parent), []).append(task)
    found = []
    for task in tasks:
        parts = below.get((task.group, task.number), []) if task.number else []
        if not task.is_heading and not _says(task) and any(part.number or _says(part) for part in parts):
            task.is_heading = True
            task.problems = []
        if parts or not task.is_heading:
            found.append(task)
    return found


def _says(task: TaskDraft) -> bool:
    return bool(task.lead or task.coordinating or task.deadline.raw)


def _is_one_task(node: Node) -> bool:
    """Words that end with a colon and a list of things, not of work: "… bằng các hình thức: - hội nghị; - tờ rơi"."""
    if not node.text.rstrip().endswith(":") and node.mark.depth != Depth.DASH:
        return False
    if node.mark.depth == Depth.DASH and all(child.mark.depth == Depth.PLUS for child in node.children):
        return not any(labelled(child.text) for child in node.children)
    below = [child.text for child in node.children if not labelled(child.text)]
    return begins_work(node.text) and bool(below) and not any(begins_work(text) for text in below)


def _parts(node: Node) -> list[Node]:
    """What stands under it, but for its labelled lines and closing words."""
    return [
        child for child in node.children if child.children or not (labelled(child.text) or is_closing(child.text))
    ]


def _printed(node: Node) -> str:
    mark = "+" if node.mark.depth == Depth.PLUS else "-"
    return f"{mark} {node.text}"


def _own_details(node: Node) -> list[Details]:
    """Labelled lines under the node that are its own: the first of each field, if none comes twice."""
    lines = list(_labelled_children(node.children))
    return [] if _is_repeated(lines) else lines


def _labelled_children(nodes: Sequence[Node]) -> Iterator[Details]:
    for node in nodes:
        found = labelled(node.text)
        if found and not node.children:
            yield found


def _is_repeated(lines: Sequence[Details]) -> bool:
    fields = [field for line in lines for field in line]
    return len(fields) > len(set(fields))


def _beside(nodes: Sequence[Node], *, is_section: bool) -> dict[Node, list[Details]]:
    """The labelled lines after each node that belong to it and not to the node above them all."""
    lines = list(_labelled_children(nodes))
    if not lines or not (is_section or _is_repeated(lines)):
        return {}
    found: dict[Node, list[Details]] = {}
    owner: Node | None = None
    for node in nodes:
        details = {} if node.children else labelled(node.text)
        if not details:
            owner = node
        elif owner is not None:
            found.setdefault(owner, []).append(details)
    return found
