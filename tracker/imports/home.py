"""Whose plan it is: the kind of place and its name, which decide what "Trung tâm Chuyển đổi số" means. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from tracker.imports.grid import Line
from tracker.imports.paragraphs import UPPER

# The names before and after the mergers of 1/7/2025 (Nghị quyết 202/2025/QH15).
_PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|"
    "Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|"
    "Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hồ Chí Minh|Huế|Hưng Yên|"
    "Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|"
    "Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|"
    "Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|"
    "Vĩnh Phúc|Yên Bái"
)
CITY, PROVINCE = "Thành phố", "tỉnh"
PLACE_GUESSED = "place_guessed"
"""The code of the problem of a plan that names no province."""
_CITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"})
_BARE = re.compile(rf"(?<!\w)(?:{_PROVINCES})(?!\w)", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:(?P<city>thành phố|tp\b\.?)|(?P<province>(?<!các )(?<!ngoài )tỉnh))(?!,? (?:thành phố|thành|bạn|khác)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<kind>thành phố|tp\.?|thành ủy|tỉnh|tỉnh ủy)\s*(?P<name>{_PROVINCES})(?!\w)", re.IGNORECASE)
_OFFICES = r"\b(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|công an)"
_SIGNS = re.compile(
    rf"(?P<city>\bthành (?:ủy|đoàn)\b|{_OFFICES} thành phố\b|\btp\.?\s?hcm\b)"
    rf"|(?P<province>\btỉnh (?:ủy|đoàn)\b|{_OFFICES} tỉnh\b)",
    re.IGNORECASE,
)
_LOWER = re.compile(
    rf"\b(?P<place>[Pp]hường|[Đđ]ặc khu|[Tt]hị xã|[Xx]ã|[Tt]hị trấn|[Hh]uyện|[Qq]uận)\b(?!\s*hội)"
    rf"(?:\s+(?P<name>[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}))?"
)
_UPPER = re.compile(r"\b(?:thành phố|tp|thành ủy|tỉnh|tỉnh ủy)\b", re.IGNORECASE)
_FIRST_PAGES = 40_000
_LETTERHEAD = 8
_BELOW_LETTERHEAD = re.compile(r"\W*(?:số\b|kế hoạch|chương trình|quyết định|đề án)", re.IGNORECASE)
_DISTRICT_PARTY = {"huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã"}


@dataclass(frozen=True, slots=True)
class Home:
    """`places`: the plan's own kind of place and those above it, nearest first; `names`: theirs, as far as known;
    `is_guessed`: nothing tells whether it is a province or a city that stands above."""

    places: tuple[str, ...]
    names: tuple[str, ...]
    is_guessed: bool = False


def own_home(issuer: str, lines: Sequence[Line]) -> Home:
    """Where the plan was issued, as far as its letterhead and text tell."""
    top = [line.text for line in lines if not line.is_blank][:_LETTERHEAD]
    letterhead = "\n".join(takewhile(lambda text: not _BELOW_LETTERHEAD.match(text), top))
    return home_of(issuer, "\n".join(line.text for line in lines), letterhead)


def home_of(issuer: str, text: str, letterhead: str = "") -> Home:
    """From the issuer's name or the letterhead above it, else from what the first pages speak of most."""
    upper, name = _upper(issuer, letterhead, text[:_FIRST_PAGES])
    names = (name,) if name else ()
    above = f"{issuer}\n{letterhead}".lower()
    district = next((place for party, place in _DISTRICT_PARTY.items() if party in above), None)
    found = _LOWER.search(issuer) or (None if _UPPER.search(issuer) else _LOWER.search(letterhead.lower()))
    lower = district or (found["place"].lower() if found else None)
    if lower is None:
        return Home((upper or CITY,), names)
    own = (found["name"] if found else None) or ""
    return Home((lower, upper or CITY), (own, *names) if own else names, is_guessed=not upper)


def _upper(issuer: str, letterhead: str, text: str) -> tuple[str, str]:
    named: Counter[tuple[str, str]] = Counter()
    sources = ((1000, issuer), (_LETTERHEAD, letterhead), (1, text))
    for weight, source in sources:
        for match in _NAMED.finditer(source):
            kind = PROVINCE if match["kind"].lower().startswith("tỉnh") else CITY
            named[kind, " ".join(match["name"].split()).title()] += weight
    signs: Counter[str] = Counter()
    for weight, source in sources:
        for match in _SIGNS.finditer(source):
            signs[CITY if match["city"] else PROVINCE] += weight
    if not signs and not named and (bare := _bare_name(letterhead)):
        return CITY if bare in _CITIES else PROVINCE, bare
    kind = signs.most_common(1)[0][0] if signs else (named.most_common(1)[0][0][0] if named else _spoken_of(text))
    own = [(count, name) for (place, name), count in named.items() if place == kind]
    count, name = max(own, default=(0, ""))
    return kind, name if count > 1 else ""


def _bare_name(letterhead: str) -> str:
    """ "SỞ Y TẾ NINH BÌNH" names its province without saying so."""
    found = _BARE.search(letterhead)
    return " ".join(found.group().split()).title() if found else ""


def _spoken_of(text: str) -> str:
    """What a text without any name speaks of: "tỉnh" or "thành phố"; nothing where it is not clear."""
    words = Counter(PROVINCE if match["province"] else CITY for match in _WORDS.finditer(text))
    if words[PROVINCE] == words[CITY]:
        return ""
    return PROVINCE if words[PROVINCE] > words[CITY] else CITY
