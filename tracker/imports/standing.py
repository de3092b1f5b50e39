"""The office that a plan's own text calls the standing agency of its steering committee. Pure.

"Văn phòng Thành ủy - Cơ quan Thường trực Ban Chỉ đạo", "Văn phòng Tỉnh ủy (cơ quan thường trực của Ban Chỉ đạo)";
where nobody is tied to the committee, "Sở … là cơ quan thường trực".
"""

import re
from collections import Counter
from collections.abc import Iterable

from tracker.agencies.names import How, Register
from tracker.agencies.rules import NOBODY

_OFFICE = re.compile(r"(?:\s*[-–(,]|\s+là)\s*c[ơo] quan thường trực\b", re.IGNORECASE)
_COMMITTEE = re.compile(r"\s*(?:của\s+)?ban chỉ đạo(?P<above>\s+trung ương)?", re.IGNORECASE)
_LONGEST_NAME = 16
"""Words of an agency's name that may stand before the mark."""


def standing_agency(texts: Iterable[str], register: Register) -> str | None:
    """Its canonical name; None when the text names none, or two equally often."""
    of_committee: Counter[str] = Counter()
    of_work: Counter[str] = Counter()
    for text in texts:
        for mark in _OFFICE.finditer(text):
            committee = _COMMITTEE.match(text, mark.end())
            if committee and committee["above"]:
                continue
            name = _name_before(text[: mark.start()], register)
            if name:
                (of_committee if committee else of_work)[name] += 1
    best = (of_committee or of_work).most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _name_before(text: str, register: Register) -> str | None:
    """The longest run of words at the end that is one agency and nothing else."""
    words = text.split()[-_LONGEST_NAME:]
    for start in range(len(words)):
        tail = " ".join(words[start:])
        found = register.resolve(tail)
        if len(found.agencies) != 1 or found.leftovers:
            continue
        match = found.agencies[0]
        if match.how is How.KNOWN and match.kind not in NOBODY and match.raw == tail:
            return match.name
    return None
