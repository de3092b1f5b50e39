"""Sentences of a paragraph, and the kinds of sentence that give nobody work. Pure."""

import re

from tracker.imports.paragraphs import UPPER
from tracker.text import fold

_SENTENCE = re.compile(rf"(?<=;)\s+|(?<=[.!])\s+(?=[“\"(]?[{UPPER}])")
_CLOSING = re.compile(
    r"trong qua trinh (?:to chuc )?(?:trien khai|thuc hien)|tren day la"
    r"|(?:yeu cau|de nghi) (?:cac|thu truong|giam doc|nguoi dung dau)[^.]{0,200}"
    r"(?:nghiem tuc|ke hoach nay|cong van nay|to chuc thuc hien|trien khai thuc hien)"
    r"|.{3,120}\bthong bao (?:de|den) .{3,120}\bbiet\b|nhan duoc (?:cong van|ke hoach|van ban)"
    r"|.{3,300}\bchiu trach nhiem (?:thi hanh|thuc hien) (?:quyet dinh|ke hoach) nay"
    r"|\(?chi tiet (?:tai|theo)|\(?(?:co|theo) (?:danh muc|phu luc|bieu)|ke hoach nay (?:thay the|co hieu luc)"
    r"|dau moi lien he|moi (?:vuong mac|chi tiet)|neu co (?:kho khan|vuong mac)|thong tin lien he|ho so kem theo"
)
_TO_APPENDIX = re.compile(r"\b(?:phụ lục|biểu)\b[^.;]{0,60}\b(?:kèm theo|đính kèm)|kèm theo\s+phụ lục", re.IGNORECASE)
_ISSUER_ASKS = re.compile(
    r".{5,120}?\byêu cầu (?:các|thủ trưởng|giám đốc)\b.*\b(?:Kế hoạch này|nghiêm túc)", re.DOTALL
)
_SHORT = 260


def sentences(text: str) -> list[str]:
    """Split after full stops and semicolons."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def is_closing(text: str) -> bool:
    """What plans end with: whom to ask, that everybody is to carry it out, where the details are."""
    return bool(_CLOSING.match(fold(text))) or bool(_ISSUER_ASKS.match(text)) or points_to_appendix(text)


def points_to_appendix(text: str) -> bool:
    """It leaves the details to an appendix: "… phân công nhiệm vụ … tại các Phụ lục kèm theo Kế hoạch này"."""
    return len(text) <= _SHORT and bool(_TO_APPENDIX.search(text))
