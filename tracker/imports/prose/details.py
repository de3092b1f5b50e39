"""What stands beside a task in prose: "(Chủ trì: …; phối hợp: …; hoàn thành trong Quý II/2026)", or on its own line.

Everything is kept as printed, by field. Pure.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.imports.columns import Field
from tracker.text import squeeze

_OFFICE = r"(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|phòng|ban|sở|ngành|cá nhân)(?:,\s*đơn vị)?\s+)?"
_DOING = r"(?:\s+(?:thực hiện|tham mưu|chính|triển khai|hoàn thành|dự kiến|đầu ra|cần đạt|đạt được|trình|ban hành))*"
# Labels as printed before a colon. The first that fits decides.
_LABELS: tuple[tuple[Field, str], ...] = (
    (Field.COORDINATING, rf"{_OFFICE}phối hợp{_DOING}(?:\s+với)?"),
    (Field.AUTHORITY, r"thẩm quyền(?:\s+(?:ban hành|phê duyệt|quyết định))?|cấp\s+(?:trình|ban hành|phê duyệt)"),
    (
        Field.HEAD,
        r"(?:lãnh đạo|đồng chí|người|cá nhân)\s+(?:phụ trách|chỉ đạo|chịu trách nhiệm|theo dõi)"
        r"(?:\s+(?:chính|chung))?"
        r"|người đứng đầu(?:\s+chịu trách nhiệm)?",
    ),
    (
        Field.LEAD,
        rf"{_OFFICE}(?:chủ trì|chịu trách nhiệm|đầu mối|phụ trách|được phân công){_DOING}"
        rf"|(?:cơ quan|đơn vị|bộ phận)\s+(?:thực hiện|tham mưu|triển khai)|phân công(?:\s+(?:thực hiện|nhiệm vụ))?"
        rf"|trách nhiệm(?:\s+thực hiện)?|đơn vị phụ trách|giao",
    ),
    (
        Field.DEADLINE,
        rf"(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình|hạn){_DOING}(?:\s+xong)?|hoàn thành|hạn chót",
    ),
    (Field.DELIVERABLE, rf"(?:dự kiến\s+)?(?:sản phẩm|kết quả|đầu ra)(?:,\s*kết quả|,\s*sản phẩm)?{_DOING}"),
    (Field.NOTE, r"(?:nguồn\s+)?kinh phí(?:\s+thực hiện)?|nguồn lực|ghi chú|căn cứ"),
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;(\n])|(?<=\s[-–+•]))\s*(?:[-–+•]\s*)?(?:"
    + "|".join(f"(?P<f{index}>{pattern})" for index, (_, pattern) in enumerate(_LABELS))
    + r")\s*:\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*[.;,]?\s*$")
_SPLIT = re.compile(r"\s*;\s*|\s*,\s*(?=phối hợp|hoàn thành|thời gian|thời hạn|chủ trì|đơn vị|cơ quan)", re.I)
_LEADS = re.compile(r"(?:do\s+|giao\s+)?(?P<lead>.{3,200}?)\s+(?:chủ trì|thực hiện|phụ trách|tham mưu)", re.I)
_LEADS_FIRST = re.compile(r"(?:đơn vị |cơ quan )?(?:chủ trì|giao)\s*[:-]?\s+(?P<lead>.{3,300})", re.I)
_HELPS = re.compile(r"(?:đơn vị |cơ quan )?phối hợp(?:\s+(?:với|cùng|thực hiện))?\s*[:-]?\s+(?P<who>.{3,400})", re.I)
_DUE = re.compile(r"(?:(?:thời gian|thời hạn)\s+)?(?:hoàn thành|thực hiện|xong|hạn|ban hành|trình)\s*:?\s+.+", re.I)

Details = dict[Field, str]


@dataclass(frozen=True, slots=True)
class Reads:
    """How words are judged: do they name agencies and nothing else, are they a time."""

    is_agency: Callable[[str], bool]
    is_time: Callable[[str], bool]


def labelled(text: str) -> Details:
    """The fields of a line that only holds labelled words ("Đơn vị chủ trì: …. Thời gian: …"); {} for any other."""
    first = _LABEL.match(text)
    return _by_label(text) if first is not None else {}


def taken_from(text: str, reads: Reads) -> tuple[str, Details]:
    """The task's own words, and the fields that follow them in brackets or after labels at its end."""
    label = next((found for found in _LABEL.finditer(text) if found.start() > 15), None)
    ending = _ending(text, reads)
    if ending is not None:
        return ending
    bracket = _BRACKET.search(text)
    if bracket is not None:
        found = _bracketed(bracket["inner"], reads)
        if found:
            return text[: bracket.start()].strip(), found
    if label is not None and "(" not in text[: label.start() + 1].rpartition(")")[2]:
        return text[: label.start()].strip(" ;,–-("), _by_label(text[label.start() :])
    return text, {}


def _ending(text: str, reads: Reads) -> tuple[str, Details] | None:
    """ "…; Sở Xây dựng chủ trì; hoàn thành quý IV/2026." """
    parts = text.rstrip(" .;").split(";")
    found: list[Details] = []
    while len(parts) > 1 and "(" not in parts[-1] and ")" not in parts[-1]:
        said = _said(parts[-1].strip(), reads, is_bracket=False)
        if not said:
            break
        found.insert(0, said)
        parts.pop()
    return (";".join(parts).strip(), merged(found)) if found else None


def merged(parts: Iterable[Details]) -> Details:
    """Several lines of one task; the same field twice is kept whole."""
    whole: Details = {}
    for part in parts:
        for field, words in part.items():
            whole[field] = f"{whole[field]}; {words}" if field in whole else words
    return whole


def _by_label(text: str) -> Details:
    labels = list(_LABEL.finditer(text))
    found: list[Details] = []
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        value = squeeze(text[label.end() : after.start() if after else len(text)]).strip(" ;,.–-+•")
        if value:
            found.append({_field(label): value})
    return merged(found)


def _field(label: re.Match[str]) -> Field:
    return next(field for index, (field, _) in enumerate(_LABELS) if label[f"f{index}"])


def _bracketed(inner: str, reads: Reads) -> Details:
    """The fields of a bracket, if each of its parts is one; an ordinary remark in brackets belongs to the title."""
    found: list[Details] = []
    for part in filter(None, _SPLIT.split(inner.strip(" .;"))):
        fields = labelled(part) or _said(part.strip(), reads)
        if not fields:
            return {}
        found.append(fields)
    return merged(found)


def _said(part: str, reads: Reads, *, is_bracket: bool = True) -> Details:
    """ "Sở Y tế chủ trì", "phối hợp với Sở Tài chính", "hoàn thành trong Quý II/2026", "Công an phường"."""
    if (helps := _HELPS.fullmatch(part)) and reads.is_agency(helps["who"]):
        return {Field.COORDINATING: helps["who"].strip()}
    if (leads := _LEADS.fullmatch(part) or _LEADS_FIRST.fullmatch(part)) and reads.is_agency(leads["lead"]):
        return {Field.LEAD: leads["lead"].strip()}
    if reads.is_time(part) and (_DUE.fullmatch(part) or (is_bracket and any(char.isdigit() for char in part))):
        return {Field.DEADLINE: part}
    return {Field.LEAD: part} if is_bracket and reads.is_agency(part) else {}
