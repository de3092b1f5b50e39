"""Text typed with the fonts that came before Unicode: TCVN3 (".VnTime", ABC) and VNI ("VNI-Times"). Pure.

Such text is made of the letters of Windows' western code page, which the font draws as Vietnamese ones: "KÕ ho¹ch",
"Keá hoaïch". The tables are those of TCVN 5712:1993 and of the VNI-Windows fonts.
"""

import re
import unicodedata
from enum import StrEnum

from tracker.imports.grid import Note
from tracker.imports.joining import is_syllable
from tracker.sentences import kept


class Encoding(StrEnum):
    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 H"
    VNI = "VNI"


# TCVN 5712:1993 from A1 to FE in hexadecimal; B0 to B4 are marks that no font of the time used.
_TCVN3 = dict(
    zip(
        range(0xA1, 0xFF),
        "ĂÂÊÔƠƯĐăâêôơưđẰ°±²³´àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI: a letter, then what stands over and under it. "ô" and "ö" are ơ and ư; i, ỵ and đ have letters of their own.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    **dict(zip("áàåãä", (_CIRCUMFLEX + tone for tone in (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
    **dict(zip("éèúüë", (_BREVE + tone for tone in (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
    "â": _CIRCUMFLEX,
    "ê": _BREVE,
}
_VNI_LETTERS = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_VNI = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]{2,}")
_WESTERN = re.compile("[\u00a1-\u00fe]")
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u0300-\u0323]")
_LOOKED_AT = 50_000
_FEWEST = 4
_SOUND, _UNSOUND = 0.9, 0.5
_CONVERTED = kept("Văn bản dùng bảng mã cũ %(encoding)s, đã chuyển sang Unicode; hãy đối chiếu với bản giấy.")


def of_font(name: str) -> Encoding | None:
    """The encoding that a font draws, by its name."""
    plain = name.strip().strip("'\"").lower()
    if plain.startswith(".vn"):
        return Encoding.TCVN3_CAPITALS if plain.endswith("h") else Encoding.TCVN3
    return Encoding.VNI if plain.startswith("vni-") else None


def in_font(text: str, name: str) -> str:
    """A run of text as the font of that name draws it."""
    return in_encoding(text, of_font(name))


def in_encoding(text: str, encoding: Encoding | None) -> str:
    """A run of text in Unicode; unchanged where it reads as Vietnamese already."""
    if encoding is None or _UNICODE.search(text):
        return text
    converted = convert(text, encoding)
    return converted if _syllables(converted) >= _syllables(text) else text


def converted(text: str) -> tuple[str, list[Note]]:
    """A whole text, line by line, for one may be typed with old fonts beside others in Unicode; and what is said."""
    encoding = guess(text)
    if encoding is None:
        return text, []
    return "".join(in_encoding(line, encoding) for line in text.splitlines(keepends=True)), [note(encoding)]


def guess(text: str) -> Encoding | None:
    """The encoding in which a whole text plainly reads as Vietnamese, if it does not as it stands."""
    text = text[:_LOOKED_AT]
    western = len(_WESTERN.findall(text))
    if western < _FEWEST or len(_UNICODE.findall(text)) > 0.1 * western or _sound(text) > _UNSOUND:
        return None
    share, best = max((_sound(convert(text, encoding)), encoding) for encoding in (Encoding.TCVN3, Encoding.VNI))
    return best if share >= _SOUND else None


def convert(text: str, encoding: Encoding) -> str:
    if encoding is Encoding.VNI:
        return _VNI.sub(_vni_letter, text)
    plain = text.translate(_TCVN3)
    return plain.upper() if encoding is Encoding.TCVN3_CAPITALS else plain


def note(encoding: Encoding) -> Note:
    return Note("encoding_converted", _CONVERTED % {"encoding": encoding.value.removesuffix(" H")})


def _vni_letter(found: re.Match[str]) -> str:
    """One letter with its shape and tone; circumflex and breve stand only over the letters that have them."""
    letter, mark = found[1], found[2]
    if letter is None:
        return _VNI_LETTERS[found[0]]
    base = _VNI_LETTERS.get(letter, letter)
    whole = unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()])
    return whole if len(whole) == 1 else base + mark


def _sound(text: str) -> float:
    """The share of words with letters beyond ASCII that are Vietnamese syllables; 0 if there are too few to tell."""
    marked = _marked(text)
    return sum(map(is_syllable, marked)) / len(marked) if len(marked) >= _FEWEST else 0.0


def _syllables(text: str) -> int:
    return sum(map(is_syllable, _marked(text)))


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]
