"""The mark a paragraph begins with ("IV.", "2.1.", "a)", "-") and how deep it stands. Pure."""

import re
from dataclasses import dataclass
from enum import IntEnum

from tracker.imports.numbering import roman_value
from tracker.imports.paragraphs import UPPER


class Depth(IntEnum):
    """Marks as Vietnamese offices nest them (Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục, khoản, điểm).

    A dotted number stands one deeper for each part after the first, up to `LETTER`. `LEAD_IN` is unmarked text that
    ends with a colon, or a heading without a number: the dashes after it belong to it.
    """

    PART = 0
    CAPITAL = 1
    ROMAN = 2
    NAMED = 3
    NUMBER = 4
    LETTER = 10
    BRACKET = 11
    LEAD_IN = 12
    DASH = 13
    PLUS = 14
    PLAIN = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """`label` is the number or letter as printed without its full stop or bracket, "" for dashes and plain text."""

    depth: int
    label: str
    text: str

    @property
    def is_section(self) -> bool:
        return self.depth <= Depth.ROMAN

    @property
    def is_number(self) -> bool:
        return Depth.NAMED <= self.depth < Depth.LETTER

    @property
    def is_plain(self) -> bool:
        return self.depth == Depth.PLAIN


_PART = re.compile(
    rf"(?P<label>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d{{1,2}}))"
    rf"\s*[.:–-]?\s+(?P<text>[\"“]?[{UPPER}].*)",
    re.DOTALL,
)
_CAPITAL = re.compile(rf"(?P<label>[A-HĐ])\s*[.)–-]\s+(?P<text>[\"“]?[{UPPER}].*)", re.DOTALL)
_ROMAN = re.compile(rf"(?P<label>[IVX]{{1,5}})\s*[.)/–-]\s*(?P<text>[\"“]?[{UPPER}].*)", re.DOTALL)
_NAMED = re.compile(
    rf"(?P<label>(?:nhóm\s+)?(?:nhiệm vụ|giải pháp|mục tiêu|nội dung|hoạt động|dự án|đề án)(?:\s+số)?\s+\d{{1,2}})"
    rf"\s*[.:–-]\s*(?P<text>[\"“]?[{UPPER}].*)",
    re.DOTALL | re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,3}){1,4})[.)]?\s*(?:[-–]\s*|(?<=[.)\s]))(?P<text>\D.*)"
    rf"|(?P<single>\d{{1,2}})(?:[.)](?!\d)\s*|\s*[–-]\s+|/\s+|:\s+)(?P<rest>[^\d\s].*|\d+\s?%.*|[{UPPER}].*)",
    re.DOTALL,
)
_LETTER = re.compile(r"(?P<label>[a-zđ])(?:\)|\.(?=\s))\s*(?P<text>\S.*)", re.DOTALL)
_BRACKET = re.compile(r"\((?P<label>\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*(?P<text>\S.*)", re.DOTALL)
_DASH = re.compile(r"[-–—•●▪■*]\s*(?P<text>[^\s\d].*|\d.*)", re.DOTALL)
_PLUS = re.compile(r"(?:[+◦○✓→]|o(?=\s))\s*(?P<text>\S.*)", re.DOTALL)


_UNMARKED = re.compile(
    r"(?:đến (?:hết )?năm|tầm nhìn|giai đoạn|mục tiêu|chỉ tiêu|trong năm|năm \d)(?!\w).{0,80}[^.;,]", re.IGNORECASE
)
"""Headings that some plans print without a number: "Tầm nhìn đến năm 2045"."""


def mark_of(text: str) -> Mark:
    """What the first letters are; a number must be followed by words, not by its own decimals."""
    if found := _PART.fullmatch(text):
        return Mark(Depth.PART, found["label"], found["text"])
    if (found := _ROMAN.fullmatch(text)) and roman_value(found["label"]):
        return Mark(Depth.ROMAN, found["label"], found["text"])
    if found := _CAPITAL.fullmatch(text):
        return Mark(Depth.CAPITAL, found["label"], found["text"])
    if found := _NAMED.fullmatch(text):
        return Mark(Depth.NAMED, found["label"], found["text"])
    if found := _NUMBER.fullmatch(text):
        label = found["label"] or found["single"]
        return Mark(Depth.NUMBER + label.count("."), label, found["text"] or found["rest"])
    for depth, pattern in ((Depth.LETTER, _LETTER), (Depth.BRACKET, _BRACKET)):
        if found := pattern.fullmatch(text):
            return Mark(depth, found["label"], found["text"])
    for depth, pattern in ((Depth.DASH, _DASH), (Depth.PLUS, _PLUS)):
        if found := pattern.fullmatch(text):
            return Mark(depth, "", found["text"])
    return Mark(Depth.LEAD_IN if text.endswith(":") or _UNMARKED.fullmatch(text) else Depth.PLAIN, "", text)
