"""Duties to report that the text lays on agencies ("Định kỳ hằng năm trước ngày 30/11 … báo cáo …"). Pure.

Only a sentence that says both "báo cáo" and when is taken; who, to whom and through whom as far as it names them.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.agencies.names import How, Match, Register
from tracker.agencies.tokens import tokenize
from tracker.deadlines.phrases import parse_deadline
from tracker.imports.draft import ObligationDraft
from tracker.imports.grid import Source
from tracker.imports.paragraphs import UPPER, Paragraph
from tracker.text import fold, squeeze

_EACH = r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"
_PERIOD = r"(?:\d{1,2}\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|sáu\s+tháng|tháng|quý|\d\s+năm|năm)"
_DAY = r"ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"
_BY = rf"(?:trước|chậm nhất(?:\s+(?:là|vào|trước))?|muộn nhất(?:\s+(?:là|vào))?|vào)\s+{_DAY}"
_WHEN = re.compile(
    rf"(?:định kỳ\s+)?(?:{_EACH}(?:\s*,?\s*{_BY})|{_BY}\s+(?:của\s+)?{_EACH})"
    rf"|{_BY}|chậm nhất\s+(?:sau\s+)?\d{{1,3}}\s+ngày(?:\s+làm việc)?\s+(?:sau khi|kể từ)[^,;.(]{{3,120}}"
    rf"|định kỳ\s+(?:{_EACH}|{_PERIOD})(?:\s*(?:,|và|hoặc)\s*(?:{_EACH}|{_PERIOD}))*(?:\s+hoặc đột xuất)?"
    rf"|{_EACH}(?:\s*,\s*{_PERIOD})*"
    r"|định kỳ(?:\s+hoặc đột xuất)?(?=\s+báo cáo)"
    r"|(?:(?<=báo cáo )|(?<=báo cáo tiến độ ))định kỳ(?:\s+hoặc đột xuất)?",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\bbáo cáo\b", re.IGNORECASE)
_SENTENCE = re.compile(rf"(?<=;)\s+|(?<=[.!])\s+(?=[“\"(]?[{UPPER}])")
_VERB = re.compile(
    r"\b(?:rà soát|tổng hợp|báo cáo|có trách nhiệm|chịu trách nhiệm|chủ trì|thực hiện|gửi|tham mưu|"
    r"tổ chức (?=thực|triển|quán|kiểm|sơ|tổng|đánh)|chủ động|cập nhật|"
    r"nghe|tiếp tục|xây dựng|đánh giá|thường xuyên|phối hợp|hướng dẫn|lãnh đạo|chỉ đạo|căn cứ|định kỳ)\b"
)
_HEADING = re.compile(rf"\d+(?:\.\d+)*\.?\s+(?P<who>[{UPPER}].{{3,220}})")
_ITEM = re.compile(r"^(?:[-–+•]|\d+(?:\.\d+)*[.)]|[a-zđ]\))\s*")
_THROUGH = re.compile(r"\b(?:thông )?qua\s+(?=[A-ZĐ])", re.IGNORECASE)
_NO_ACT = ("chế độ", "để", "theo", "thông tin,", "tiếp nhận", "công tác")
_BRACKETS = re.compile(r"\([^)]*\)")
_STOPS = ("noi nhan",)
_SECTION = re.compile(r"[IVX]+\s*[.–-]\s*(?P<title>\S.{3,150})")
_ON_REPORTS = re.compile(
    r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem|bao cao|thong tin|kiem tra|giam sat"
)


def read_obligations(body: Sequence[Paragraph], register: Register, issued_on: date | None) -> list[ObligationDraft]:
    found = []
    for sentence, paragraph, heading in _sentences(body):
        when = _WHEN.search(sentence)
        report = _reporting(sentence, when)
        if when is None or report is None:
            continue
        subject = _between(sentence, when, report)
        who: list[Match] = []
        for text in (subject, _ITEM.sub("", paragraph.text), heading):
            who = who or _named(register, _before_verb(text))
        after = sentence[report.end() :]
        found.append(
            ObligationDraft(
                text=squeeze(sentence),
                who=who,
                recipient=_first_named(register, after.split("(")[0] or after),
                through=_through(register, after),
                deadline=parse_deadline(squeeze(when.group()), issued_on),
                source=Source(paragraph.page, paragraph.line),
            )
        )
    return found


def _sentences(body: Sequence[Paragraph]) -> Iterator[tuple[str, Paragraph, str]]:
    """Each sentence of the sections on carrying out, with the numbered heading it stands under."""
    heading, is_about = "", not any(_SECTION.fullmatch(paragraph.text) for paragraph in body)
    for paragraph in body:
        if fold(paragraph.text).startswith(_STOPS):
            return
        section = _SECTION.fullmatch(paragraph.text)
        if section:
            is_about = bool(_ON_REPORTS.search(fold(section["title"])))
        if not is_about:
            continue
        title = _HEADING.fullmatch(paragraph.text)
        if title and not _REPORT.search(paragraph.text):
            heading = title["who"]
        elif paragraph.text.endswith(":") and not _ITEM.match(paragraph.text):
            heading = paragraph.text
        for sentence in _SENTENCE.split(paragraph.text):
            yield _ITEM.sub("", sentence), paragraph, heading


def _reporting(sentence: str, when: re.Match[str] | None) -> re.Match[str] | None:
    """The "báo cáo" nearest to the time that is something to do, not a system or the purpose of something else."""
    if when is None:
        return None
    acts = [m for m in _REPORT.finditer(sentence) if not sentence[: m.start()].lower().rstrip().endswith(_NO_ACT)]
    return min(acts, key=lambda match: abs(match.start() - when.start()), default=None)


def _between(sentence: str, when: re.Match[str], report: re.Match[str]) -> str:
    """The words that can name who reports: between the time and "báo cáo", or before the time."""
    between = sentence[when.end() : report.start()] if when.end() < report.start() else ""
    text = _BRACKETS.sub(" ", between).strip(" ,:")
    return text if len(text) > 3 and not _VERB.match(text) else sentence[: min(when.start(), report.start())]


def _before_verb(text: str) -> str:
    verb = _VERB.search(text)
    return text[: verb.start()] if verb else text


def _named(register: Register, text: str) -> list[Match]:
    matches = register.resolve(_BRACKETS.sub(" ", text).strip(" ,:-")).agencies
    return [match for match in matches if match.how is not How.NEW]


def _first_named(register: Register, text: str) -> Match | None:
    """The first agency the text names, wherever in it that is."""
    tokens = tokenize(text)
    for index in range(min(len(tokens), 40)):
        if not tokens[index].is_upper:
            continue
        found = register.name_at(tokens, index)
        if found:
            end = register.place_after(tokens, found[0])
            entry = found[1].entry
            return Match(entry.name, entry.kind, text[tokens[index].start : tokens[end - 1].end], exact=found[2])
    return None


def _through(register: Register, text: str) -> Match | None:
    found = _THROUGH.search(text)
    return _first_named(register, text[found.end() : found.end() + 120]) if found else None
