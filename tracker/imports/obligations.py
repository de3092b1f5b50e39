"""Duties to report that the text lays on agencies ("Định kỳ hằng năm trước ngày 30/11 … báo cáo …"). Pure.

Only a sentence that says both "báo cáo" and when is taken; who, to whom and through whom as far as it names them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.agencies.names import How, Match, Register
from tracker.agencies.tokens import tokenize
from tracker.imports.draft import ObligationDraft
from tracker.imports.grid import Source
from tracker.imports.paragraphs import UPPER, Paragraph
from tracker.imports.prose.agents import begins_with, heads_list
from tracker.imports.prose.marks import mark_of
from tracker.imports.prose.outline import outline
from tracker.imports.prose.sentences import sentences
from tracker.imports.report_times import When, when_in
from tracker.imports.work_words import begins_work
from tracker.text import fold, squeeze

_REPORT = re.compile(r"\bbáo cáo\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:rà soát|tổng hợp|báo cáo|có trách nhiệm|chịu trách nhiệm|chủ trì|thực hiện|gửi|tham mưu|"
    r"tổ chức (?=thực|triển|quán|kiểm|sơ|tổng|đánh)|chủ động|cập nhật|"
    r"nghe|tiếp tục|xây dựng|đánh giá|thường xuyên|phối hợp|hướng dẫn|lãnh đạo|chỉ đạo|căn cứ|định kỳ)\b"
)
_HEADING = re.compile(rf"\d+(?:\.\d+)*\.?\s+(?P<who>[{UPPER}].{{3,220}})")
_ITEM = re.compile(r"^(?:[-–+•]|\d+(?:\.\d+)*[.)]|[a-zđ]\))\s*")
_THROUGH = re.compile(r"\b(?:thông )?qua\s+(?=[A-ZĐ])", re.IGNORECASE)
_OWNER = re.compile(r"^(?:trách nhiệm|nhiệm vụ) của\s+", re.IGNORECASE)
_WORKS = re.compile(
    r"\b(?:chủ trì|rà soát|xây dựng|triển khai|tổ chức|kiểm tra|tham mưu|nghiên cứu|đề xuất|hoàn thành|ban hành)\b"
)
"""Work that ends with telling of it, once: a task with a day, not a duty to report."""
_NO_ACT = ("chế độ", "để", "theo", "thông tin,", "tiếp nhận", "công tác")
_BRACKETS = re.compile(r"\([^)]*\)")
_SECTION = re.compile(r"[IVX]+\s*[.–-]\s*(?P<title>\S.{3,150})")
_ON_REPORTS = re.compile(
    r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem|bao cao|thong tin|kiem tra|giam sat"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """`is_about`: the section says who reports; elsewhere only a period or day named outright counts."""

    text: str
    paragraph: Paragraph
    heading: str
    is_about: bool


def read_obligations(body: Sequence[Paragraph], register: Register, issued_on: date | None) -> list[ObligationDraft]:
    """One for each period a sentence names, so that each has its own dates."""
    found: list[ObligationDraft] = []
    for said in _sentences(body):
        when = when_in(said.text, issued_on)
        report = _reporting(said.text, when)
        if when is None or report is None or not (said.is_about or when.is_explicit):
            continue
        if when.is_once and _WORKS.search(said.text[: report.start()]):
            continue
        subject = _between(said.text, when, report)
        who: list[Match] = []
        opening = mark_of(said.paragraph.text).text
        for text in (subject, "" if begins_work(opening) else opening, _OWNER.sub("", said.heading)):
            who = who or _named(register, _before_verb(text))
        for text in (opening, said.heading) if not who else ():
            agents = begins_with(register, text) if text is opening else heads_list(register, text, may_be_new=True)
            who = who or list(agents.matches if agents else ())
        after = said.text[report.end() :]
        recipient = _first_named(register, after.split("(")[0] or after)
        if not said.is_about and not (who or recipient):
            continue
        source = Source(said.paragraph.page, said.paragraph.line)
        through = _through(register, after)
        text = squeeze(said.text)
        found += [ObligationDraft(text, who, recipient, through, due, source) for due in when.deadlines]
    return found


def _sentences(body: Sequence[Paragraph]) -> Iterator["_Said"]:
    for part in outline(body):
        yield from _of_part([node.paragraph for node in part.walk()])


def _of_part(body: Sequence[Paragraph]) -> Iterator["_Said"]:
    """Each sentence with the numbered heading it stands under, and whether its section is on carrying out."""
    heading, is_about = "", not any(_SECTION.fullmatch(paragraph.text) for paragraph in body)
    for paragraph in body:
        section = _SECTION.fullmatch(paragraph.text)
        if section:
            heading, is_about = "", bool(_ON_REPORTS.search(fold(section["title"])))
        title = _HEADING.fullmatch(paragraph.text)
        if title and not _REPORT.search(paragraph.text):
            heading = title["who"]
        elif paragraph.text.endswith(":") and not _ITEM.match(paragraph.text):
            heading = paragraph.text
        for sentence in sentences(paragraph.text):
            yield _Said(_ITEM.sub("", sentence), paragraph, heading if is_about else "", is_about)


def _reporting(sentence: str, when: When | None) -> re.Match[str] | None:
    """The "báo cáo" nearest to the time that is something to do, not a system or the purpose of something else."""
    if when is None:
        return None
    acts = [m for m in _REPORT.finditer(sentence) if not sentence[: m.start()].lower().rstrip().endswith(_NO_ACT)]
    return min(acts, key=lambda match: abs(match.start() - when.start), default=None)


def _between(sentence: str, when: When, report: re.Match[str]) -> str:
    """The words that can name who reports: between the time and "báo cáo", or before the time."""
    between = sentence[when.end : report.start()] if when.end < report.start() else ""
    text = _BRACKETS.sub(" ", between).strip(" ,:")
    if len(text) > 3 and not _VERB.match(text):
        return text
    return sentence[: min(when.start, report.start())].rpartition(":")[2]


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
