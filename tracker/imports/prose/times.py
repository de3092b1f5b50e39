"""The words of a sentence that say by when its work is due. Pure.

Only what is said as a deadline counts: "hoàn thành trong Quý II/2026", "trước ngày 30/6", "chậm nhất 10 ngày sau
khi …". A year that belongs to the name of a programme ("Chiến lược … đến năm 2030") is none.
"""

import re
from datetime import date

from tracker.deadlines.phrases import Deadline, parse_deadline
from tracker.text import squeeze

_DAY = r"(?:ngày\s+)?\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"
_MONTH = r"tháng\s*\d{1,2}\s*(?:/\s*\d{4}|năm\s+\d{4})?|T\d{1,2}/\d{4}|\d{1,2}/\d{4}"
_QUARTER = r"quý\s*[IV1-4]+(?:\s*[-–,]\s*(?:quý\s*)?[IV1-4]+)?\s*(?:[/.]\s*\d{4}|,?\s*năm\s+\d{4}|\s\d{4})?"
_HALF = r"(?:6|sáu|9|chín|3|ba)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?"
_YEAR = r"(?:cuối|đầu|giữa)?\s*năm\s+\d{4}|(?:cuối|đầu|giữa)\s+năm"
_RANGE = r"(?:giai đoạn\s+)?\d{4}\s*[-–]\s*\d{4}"
_POINT = rf"(?:{_HALF}|{_QUARTER}|{_DAY}|{_MONTH}|{_YEAR}|{_RANGE})"
_BY = r"(?:trước|chậm nhất|muộn nhất|trong|vào|đến hết|hết|đến|từ nay đến)"
_DONE = r"(?:hoàn thành|hoàn tất|xong|kết thúc|thời hạn|thời gian)"
_HANDED = r"(?:báo cáo kết quả|trình|ban hành|phê duyệt|đưa vào (?:vận hành|sử dụng))"
_EVENT = (
    r"(?:chậm nhất|muộn nhất|trong vòng|trong thời hạn|trong|sau)\s+(?:là\s+|sau\s+)?(?:\d{1,3}|[a-zà-ỹ]+)\s*"
    r"(?:\(\d+\)\s*)?(?:ngày(?:\s+làm việc)?|tháng|tuần)\s*,?\s*"
    r"(?:sau khi|sau ngày|kể từ(?:\s+(?:ngày|khi))?|từ ngày|từ khi)[^,;.()]{3,140}"
    r"|ngay (?:sau )?khi\s[^,;.()]{3,140}?(?=\s+(?:yêu cầu|đề nghị|thì)\s|[,;.()]|$)"
)
_EACH = r"(?:định kỳ\s+)?(?:hằng|hàng)\s+(?:năm|quý|tháng|tuần)"
_AGAIN = r"(?:\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần))?"
_CLAUSE_END = r"(?=\s*(?:$|[.;,)]))"
_SAID = re.compile(
    rf"(?P<event>{_EVENT})"
    rf"|(?:{_DONE}\s+)?(?:chậm nhất|muộn nhất)\s+(?:là\s+|vào\s+|trước\s+|đến\s+|trong\s+)*{_POINT}{_AGAIN}"
    rf"|{_DONE}\s+(?:{_BY}\s+)*{_POINT}{_AGAIN}"
    rf"|(?P<bare>(?:{_HANDED}\s+(?:{_BY}\s+)+|trước\s+|trong\s+)(?!năm\s+(?!\d)){_POINT}{_AGAIN}{_CLAUSE_END})",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?<!\w)(?:được|đã|có hiệu lực|phát sinh|tiếp nhận|được cấp|ký|các văn bản)\s*$", re.IGNORECASE)
_OPENING = re.compile(
    rf"(?P<each>{_EACH})\s*(?:,|(?=trước))(?:\s*(?:chậm nhất|trước|vào)\s+ngày\s+[\d/]+)?|(?P<always>Thường xuyên)\s",
    re.IGNORECASE,
)
_UNKNOWN = frozenset({"none", "unclear"})


def deadline_in(text: str, issued_on: date | None) -> Deadline:
    """What the sentence says of its deadline; two days in one sentence are read together, so that none is chosen."""
    understood = [words for found in _SAID.finditer(text) if (words := _understood(text, found, issued_on))]
    if not understood:
        opening = _OPENING.match(text)
        understood = [squeeze(opening.group()).strip(" ,")] if opening else []
    return parse_deadline("; ".join(dict.fromkeys(understood)), issued_on)


def is_deadline(words: str, issued_on: date | None) -> bool:
    """The words, all of them, are a time."""
    return parse_deadline(words, issued_on).kind not in _UNKNOWN


def _understood(text: str, found: re.Match[str], issued_on: date | None) -> str:
    """The phrase, or "" if it is not understood or dates something that has already been."""
    words = squeeze(found.group())
    deadline = parse_deadline(words, issued_on)
    is_over = bool(found["bare"] and deadline.due and issued_on and deadline.due < issued_on)
    is_past = bool(found["bare"]) and bool(_PAST.search(text[max(0, found.start() - 60) : found.start()]))
    return "" if deadline.kind in _UNKNOWN or is_over or is_past else words
