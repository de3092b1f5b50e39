"""State secrets stay out (Luật Bảo vệ bí mật nhà nước): finds the mark of a secret document in a text or a file name.

A mark is the stamp itself, not the word: "Mạng mật liên thông", "hồ sơ cấp độ Mật, Tối Mật" and "bảo mật" pass. Pure.
"""

import re
import unicodedata

from tracker.text import fold

_WORDS_BEFORE = ("BẢO", "BÍ", "CƠ", "KHÔNG", "ĐỘ", "MẠNG", "LIỆU", "HỒ SƠ", "TIN", "VÀ", "TỐI", "TUYỆT")
_NOT_BEFORE = "".join(rf"(?<!{word} )" for word in _WORDS_BEFORE) + r"(?<!\w)"
_NOT_AFTER = r"(?!\w)(?! (?:ĐỘ|KHẨU|MÃ|THIẾT|ONG|VỤ|LIÊN)\b)"
_STAMP = re.compile(rf"(?<!ĐỘ )(?<!MẬT, )(?<!VÀ )(?<!\w)(?:TUYỆT|TỐI) MẬT(?!\w)|{_NOT_BEFORE}MẬT{_NOT_AFTER}")
_ALONE = frozenset({"MẬT", "MÂT", "MAT"})
_ALONE_FOLDED = frozenset({"toimat", "tuyetmat", "tailieumat", "tailieutoimat", "tailieutuyetmat"})
_DEGREE = re.compile(r"\bđộ mật *[:：] *(?!không|thường)\w|[(\[]\s*(?:tuyệt |tối )?mật\s*[)\]]", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\w)(?:tuyet ?mat|tuyệt ?mật|toi ?mat|tối ?mật)(?!\w)")
_WORD_IN_NAME = re.compile(
    r"(?<!bảo )(?<!bí )(?<!cơ )(?<!không )(?<!\w)mật(?!\w)(?! (?:độ|khẩu|mã|thiết|ong|vụ|liên)\b)"
)


def is_marked(text: str) -> bool:
    """Whether a text carries MẬT, TỐI MẬT or TUYỆT MẬT as a stamp, or names its degree of secrecy."""
    plain = _one_spaced(text)
    return bool(_STAMP.search(plain) or _DEGREE.search(plain))


def is_stamp(line: str) -> bool:
    """Whether a line is a stamp and nothing else, in capitals: "TỐI MẬT", "[M Ậ T]", a scan's "MÂT"."""
    letters = re.sub(r"\s", "", _one_spaced(line).strip(" .,:;*_|/-–—'\"()[]{}<>“”"))
    return letters.isupper() and (letters in _ALONE or fold(letters) in _ALONE_FOLDED)


def is_marked_name(filename: str) -> bool:
    """The same for a file name, where the mark is often in lower case or without diacritics."""
    plain = _one_spaced(re.sub(r"[._+-]+", " ", filename)).lower()
    return bool(_IN_NAME.search(plain) or _WORD_IN_NAME.search(plain))


def _one_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
