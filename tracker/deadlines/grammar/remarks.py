"""Free words around a deadline: which of them may change it."""

import re

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor

_REMARK_OPENERS = frozenset({"theo", "can", "tai", "muc"})
LABEL_KINDS = frozenset({v.WORD, v.DONE, v.WORK, v.HEDGE, v.OF, v.AND, v.IS, v.LABEL, v.TIMES, ",", "/", "-", "&"})
_PURPOSE = frozenset({"de", "nham"})
_REMARK_KINDS = frozenset(
    {v.WORD, v.NUM, v.ROMAN, v.OF, v.AND, v.DONE, v.WORK, v.HEDGE, v.YEAR, v.IS, v.LABEL, v.BY_RULE, v.PHASE, v.TIMES}
    | set("/-.,:&")
)
# The day of the document that a remark names: "(theo Kế hoạch số 12-KH/TU ngày 10/01/2026)".
_DOCUMENT_KINDS = _REMARK_KINDS | {v.DAY, v.MONTH}
_TIME = frozenset({v.NUM, v.YEAR})
_PURPOSE_ENDS = frozenset({v.END, ";", ".", ")", "•"})
_VERBS = frozenset({v.DONE, v.WORK, v.HEDGE})
# With and without accents; "hoan" alone is mostly "hoàn thành".
_DANGER = frozenset(
    re.findall(
        r"\w+",
        "không chưa chẳng trừ ngoài nếu tùy tuỳ lùi hoãn dừng bỏ sang hủy huỷ nhưng kéo quá khi sau đã "
        "khong chua chang tru ngoai neu tuy lui dung bo huy nhung keo qua da",
    )
)
_DANGEROUS_PAIRS = re.compile(
    "gia hạn|điều chỉnh|thay đổi|thay thế|so với|cùng kỳ|gia han|dieu chinh|thay doi|thay the|so voi|cung ky"
)


def is_harmless(c: Cursor, first: int, after: int) -> bool:
    """A remark that gives a reason ("theo mục tiêu NQ 2026"), hedges ("dự kiến") or names the work ("trình")."""
    # "…-KH/TU" ends in letters that fold like "từ".
    kinds = [
        v.WORD if kind == v.FROM and c.kinds[at - 1] == "/" else kind
        for at, kind in enumerate(c.kinds[first:after], first)
    ]
    if _VERBS.issuperset(kinds) or (kinds[0] in _VERBS and is_work(c, first, after)):
        return True
    if c.texts[first] == "qua":
        return is_work(c, first + 1, after)
    if kinds[0] == v.HEDGE and v.NUM in kinds:
        return False
    if c.texts[first].split(" ", 1)[0] not in _REMARK_OPENERS and kinds[0] != v.HEDGE:
        return False
    if len(kinds) > 1 and kinds[1] in _TIME and c.texts[first] != "muc":
        return False
    allowed = _DOCUMENT_KINDS if "so" in c.texts[first:after] else _REMARK_KINDS
    return allowed.issuperset(kinds[1:]) and not has_danger(c, first, after)


def is_work(c: Cursor, first: int, after: int) -> bool:
    """Words of office work alone: no number, no time, nothing that may change the deadline."""
    return first < after and LABEL_KINDS.issuperset(c.kinds[first:after]) and not has_danger(c, first, after)


def skip_purpose(c: Cursor) -> bool:
    """ "… để tổng hợp, báo cáo UBND tỉnh" after a deadline: what it is for, up to the end or a semicolon."""
    if c.kind() != v.WORD or c.texts[c.at] not in _PURPOSE or c.tokens.said(c.at, c.at + 1).lower() == "đề":
        return False
    after = c.at
    while c.kinds[after] in LABEL_KINDS:
        after += 1
    if c.kinds[after] not in _PURPOSE_ENDS or not is_work(c, c.at + 1, after):
        return False
    c.at = after
    return True


def has_danger(c: Cursor, first: int, after: int) -> bool:
    """Words that deny, except, move or condition: "trừ tháng 8", "gia hạn đến", "nếu được"."""
    said = c.tokens.said(first, after).lower()
    return not _DANGER.isdisjoint(re.findall(r"\w+", said)) or _DANGEROUS_PAIRS.search(said) is not None
