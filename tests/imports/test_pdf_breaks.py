"""Whether a space stood where a line of a PDF was broken."""

from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_lines import PrintedLine, Word

BROKEN = ("phát triển vườn ươm/", "trung tâm đổi mới")
MOVED = ("các vườn ươm/trung tâm", "viện/trường đại học", "các cơ sở ươm tạo và nghiên cứu")
FULL = ("các vườn ươm/trung tâm ở", "viện/trường đại học", "doanh nghiệp trong tỉnh")
ENDED = ("các vườn ươm/trung tâm", "viện/trường", "doanh nghiệp nhỏ và vừa trong toàn tỉnh")


def printed(texts: tuple[str, ...]) -> list[PrintedLine]:
    """Lines in letters five points wide."""
    return [_line(text, 12.0 * number) for number, text in enumerate(texts)]


def _line(text: str, base: float) -> PrintedLine:
    words, at = [], 0
    for word in text.split():
        words.append(Word(word, 5.0 * at, 5.0 * (at + len(word))))
        at += len(word) + 1
    return PrintedLine(tuple(words), base, 10.0)


def test_a_program_that_moves_words_with_a_slash_whole_breaks_only_where_a_space_stood() -> None:
    assert Breaks([printed(MOVED), printed(MOVED)]).text(printed(BROKEN)) == "\n".join(BROKEN)


def test_a_full_line_says_nothing_of_where_a_program_breaks() -> None:
    assert Breaks([printed(FULL), printed(FULL)]).text(printed(BROKEN)) == "".join(BROKEN)


def test_a_line_the_author_ended_says_nothing_of_where_a_program_breaks() -> None:
    assert Breaks([printed(ENDED), printed(ENDED)]).text(printed(BROKEN)) == "".join(BROKEN)
