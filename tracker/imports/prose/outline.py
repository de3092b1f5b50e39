"""Paragraphs as the tree their marks make, for each document and appendix of the file. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.imports.appendices import appendix_at
from tracker.imports.grid import Line, Source
from tracker.imports.head import NUMBER, number_text
from tracker.imports.paragraphs import Paragraph
from tracker.imports.prose.marks import Depth, Mark, mark_of
from tracker.text import fold

_NUMBER_LINE = re.compile(rf"^\W*Số\s*:?\s*{NUMBER}")
_TAIL = "noi nhan"
_ADDRESSED = "kinh gui"
_ATTACHED = re.compile(r"\W*(?:ban hanh )?(?:kem|gui) (?:theo|kem)\b")


@dataclass(slots=True, eq=False)
class Node:
    mark: Mark
    paragraph: Paragraph
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.mark.text

    @property
    def source(self) -> Source:
        return Source(self.paragraph.page, self.paragraph.line)

    def above(self) -> Iterator["Node"]:
        """The nodes it stands under, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator["Node"]:
        """Itself and everything under it, in the order of the paper."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Part:
    """The document itself, a further document in the same file (with its `number`), or an appendix."""

    top: list[Node] = field(default_factory=list)
    number: str | None = None
    appendix: str | None = None
    title: str = ""
    line: int = 1
    page: int | None = None
    is_appendix: bool = False

    def walk(self) -> Iterator[Node]:
        for node in self.top:
            yield from node.walk()

    @property
    def has_sections(self) -> bool:
        return any(node.mark.is_section for node in self.top)


def outline(body: Sequence[Paragraph]) -> list[Part]:
    """The file's parts. What stands between "Nơi nhận" and the next part (signature, letterhead) is in none."""
    return _Outline().run(body)


class _Outline:
    def __init__(self) -> None:
        self.parts = [Part()]
        self.open: list[Node] = []
        self.in_tail = False
        self.in_addresses = False
        self.in_title = False

    def run(self, body: Sequence[Paragraph]) -> list[Part]:
        for paragraph in body:
            if not self._begins_part(paragraph) and not self._is_outside(paragraph):
                self._add(Node(mark_of(paragraph.text), paragraph))
        return self.parts

    def _begins_part(self, paragraph: Paragraph) -> bool:
        appendix = appendix_at([Line(paragraph.text, paragraph.line)], 0)
        if appendix is not None:
            self._open_part(Part([], None, appendix.number, appendix.title, paragraph.line, paragraph.page, True))
            self.in_title = not appendix.title
            return True
        number = _NUMBER_LINE.match(paragraph.text) if self.in_tail else None
        if number:
            self._open_part(Part([], number_text(number), None, "", paragraph.line, paragraph.page))
        return number is not None

    def _open_part(self, part: Part) -> None:
        self.parts.append(part)
        self.open, self.in_tail, self.in_addresses, self.in_title = [], False, False, False

    def _is_outside(self, paragraph: Paragraph) -> bool:
        """The list of receivers and what follows it, the addresses of a letter, the title of an appendix."""
        folded = fold(paragraph.text[:60])
        mark = mark_of(paragraph.text)
        if folded.lstrip("-* ").startswith(_TAIL):
            self.in_tail = True
        elif self.in_tail and mark.depth in (Depth.PART, Depth.CAPITAL, Depth.ROMAN):
            self.in_tail = False
        if self.in_tail:
            return True
        if folded.lstrip("-* ").startswith(_ADDRESSED):
            self.in_addresses = True
            return True
        self.in_addresses = self.in_addresses and mark.depth == Depth.DASH
        if self.in_title and mark.is_plain and (paragraph.text.isupper() or _ATTACHED.match(folded)):
            self.parts[-1].title = self.parts[-1].title or paragraph.text
            return True
        self.in_title = False
        return self.in_addresses or bool(_ATTACHED.match(folded) and paragraph.text.startswith("("))

    def _add(self, node: Node) -> None:
        """Under the last node that stands less deep; plain text goes under headings and numbers, not under dashes."""
        depth = min(node.mark.depth, Depth.LEAD_IN) if node.mark.is_plain else node.mark.depth
        while self.open and self.open[-1].mark.depth >= depth:
            self.open.pop()
        node.parent = self.open[-1] if self.open else None
        (node.parent.children if node.parent else self.parts[-1].top).append(node)
        if not node.mark.is_plain:
            self.open.append(node)
