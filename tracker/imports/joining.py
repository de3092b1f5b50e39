"""The two halves of a cell that a page break tore apart, put together again. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r"([^\W\d_]+)(-?)$")
_HEAD = re.compile(r"^[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W_]-\n(?:\d|[^\W\d_a-zà-ỹđ])")
_TONES = str.maketrans(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
# How a Vietnamese syllable is built: initial, vowels, final; some vowels stand only before a final.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:(?:uyê|iê|yê|ươ|uô|oă|uâ)(?:ch|ng|nh|[cmnptiyu])"
    r"|(?:uya|ưa|ia|ua|oa|oe|uê|uơ|uy|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnptiyou])?)"
)


def is_syllable(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(word.lower().translate(_TONES)))


class Joiner:
    """Knows the document's own words, to see whether a break cut a word in two."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        for text in texts:
            self._count.update(_WORD.findall(text.lower()))

    def join(self, first: str, second: str) -> str:
        if not first or not second:
            return first or second
        if _COMPOUND.search(f"{first[-2:]}\n{second[:1]}"):
            return first + second  # "số 57-" + "NQ/TW"
        tail, head = _TAIL.search(first), _HEAD.search(second)
        if tail and head and head.group()[0].islower() and self._is_one_word(tail[1], head.group()):
            return first.removesuffix("-") + second
        return f"{first} {second}"

    def _is_one_word(self, tail: str, head: str) -> bool:
        """Only if the whole is a word and at least one half is none: "chuy" + "ển", never "thành" + "phố"."""
        count = self._count
        tail, head = tail.lower(), head.lower()
        is_torn = count[tail] < 2 or count[head] < 2
        if count[tail + head]:
            return is_torn
        return len(tail) > 1 and count[tail] < 2 and not is_syllable(tail) and is_syllable(tail + head)
