"""What the Word reader makes of raw XML, in short."""

from tests.imports.writers.word_xml import word_file
from tracker.imports.grid import Content, GridTable, Line
from tracker.imports.readers import read_content


def read(body: str, **more: object) -> Content:
    return read_content(word_file(body, **more), "ke-hoach.docx")


def lines(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Line) and not block.is_blank]


def tables(content: Content) -> list[GridTable]:
    return [block for block in content.blocks if isinstance(block, GridTable)]


def cells(content: Content) -> list[tuple[str, ...]]:
    (table,) = tables(content)
    return [row.cells for row in table.rows]


def codes(content: Content) -> list[str]:
    return [note.code for note in content.notes]
