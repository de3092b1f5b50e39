"""A value of a spreadsheet as its format shows it, in Vietnamese writing: 1234.5 under "#,##0.0" is "1.234,5". Pure.

Days are written as a plan writes them, with the parts their format shows and no others: the first of June 2026 under
"mmm-yy" is what somebody typed as "6/2026", and reads "06/2026".
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import takewhile
from math import isfinite

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds."""

GENERAL = "General"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]|\[[^\]]*\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<day>[ymdhs]+)|(?P<power>E[+-])|(?P<mark>[0#?.,%@/;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DIGITS = frozenset("0#?")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: "text", "day", "elapsed", "general", "power" or the mark itself."""

    kind: str
    text: str


def shown(value: Value, number_format: str = GENERAL) -> str:
    """The text of a cell; nothing for an empty one."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return _text(value, number_format)
        case datetime() | date() | time():
            return _day(value, number_format)
        case timedelta():
            return _elapsed(value)
    return _number(value, number_format)


@cache
def sections(number_format: str) -> tuple[tuple[Token, ...], ...]:
    """The parts for positive, negative, zero and text, each as tokens."""
    found: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(number_format):
        kind, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if kind == "mark" and text == ";":
            found.append([])
        elif kind == "mark":
            found[-1].append(Token(text, text))
        elif kind in ("quoted", "escaped", "currency", "other"):
            found[-1].append(Token("text", text or ""))
        elif kind in ("day", "elapsed", "general", "power"):
            found[-1].append(Token(kind, text.lower()))
    return tuple(tuple(one) for one in found)


def is_plain(number_format: str) -> bool:
    """Whether a number is shown as it was typed: no format of its own, or that of text."""
    return number_format.strip().lower() in ("", "general", "@", "standard")


def _text(value: str, number_format: str) -> str:
    parts = sections(number_format)
    tokens = next((one for one in reversed(parts) if any(token.kind == "@" for token in one)), ())
    if not any(token.kind == "text" and token.text.strip() for token in tokens):
        return value
    return "".join(value if token.kind == "@" else token.text for token in tokens if token.kind in ("@", "text"))


# Numbers


def plain_number(value: float, point: str = ",") -> str:
    """A number without a format: up to ten digits, as a cell of usual width has them; whole numbers whole."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{Decimal(f'{value:.10g}'):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", point)


def _number(value: float, number_format: str) -> str:
    if not isfinite(value):
        return ""
    if is_plain(number_format):
        return plain_number(value)
    tokens, is_own_sign = _section(value, number_format)
    kinds = [token.kind for token in tokens]
    places = [i for i, kind in enumerate(kinds) if kind in _DIGITS]
    if not places or any(kind in ("day", "power", "/", "elapsed") for kind in kinds):
        return _without_digits(value, tokens)
    first, last = places[0], places[-1]
    if any(kind == "text" for kind in kinds[first : last + 1]):
        return plain_number(value)
    body = _digits(abs(value), tokens[first : last + 1], kinds[last + 1 :], kinds.count("%"))
    sign = "-" if value < 0 and not is_own_sign and re.search("[1-9]", body) else ""
    before, after = _around(tokens[:first]), _around(tokens[last + 1 :])
    return f"{sign}{before}{body}{after}".strip()


def _section(value: float, number_format: str) -> tuple[tuple[Token, ...], bool]:
    """The part of the format that fits the value, and whether that part writes the sign of a negative itself."""
    parts = sections(number_format)
    if _CONDITION.search(number_format):
        tests = [_CONDITION.search(part) for part in number_format.split(";")]
        for tokens, test in zip(parts, tests, strict=False):
            if test is None or _holds(value, test[1], float(test[2])):
                return tokens, False
        return parts[-1], False
    numeric = [one for one in parts if not any(token.kind == "@" for token in one)] or list(parts)
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False


def _holds(value: float, sign: str, bound: float) -> bool:
    if value == bound:
        return sign in ("=", "<=", ">=")
    return sign == "<>" or sign[0] == ("<" if value < bound else ">")


def _without_digits(value: float, tokens: tuple[Token, ...]) -> str:
    """A part that shows no digits of the value: words alone, or a shape that is not worth imitating."""
    if tokens and all(token.kind == "text" for token in tokens):
        return _around(tokens).strip()
    words = [_around((token,)) if token.kind == "text" else "" for token in tokens]
    place = next((i for i, token in enumerate(tokens) if token.kind == "general"), None)
    if place is None:
        return plain_number(value)
    return f"{''.join(words[:place])}{plain_number(value)}{''.join(words[place + 1 :])}".strip()


def _around(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text for token in tokens if token.kind in ("text", "%", "@"))


def _digits(value: float, tokens: tuple[Token, ...], after: list[str], percents: int) -> str:
    """The digits themselves: rounded half up, grouped by dots, a comma before decimals."""
    kinds = [token.kind for token in tokens]
    point = kinds.index(".") if "." in kinds else len(kinds)
    whole, decimals = kinds[:point], [kind for kind in kinds[point:] if kind in _DIGITS]
    scale = len(list(takewhile(lambda kind: kind == ",", after)))
    exact = Decimal(repr(value)).scaleb(2 * percents - 3 * scale)
    rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    units, _, rest = f"{rounded:f}".partition(".")
    least = decimals[: len(decimals) - len(list(takewhile(lambda kind: kind != "0", reversed(decimals))))]
    while len(rest) > len(least) and rest.endswith("0"):
        rest = rest[:-1]
    units = (units if units != "0" or "0" in whole else "").rjust(whole.count("0"), "0")
    if "," in whole:
        units = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", units)
    return f"{units},{rest}" if rest else units


# Days and hours


def _day(value: date | time, number_format: str) -> str:
    letters = _letters(number_format)
    clock = _clock(value) if isinstance(value, datetime | time) else ""
    if isinstance(value, time):
        return clock
    has_day, has_month, has_year = ("d" in letters, "m" in letters, "y" in letters)
    if not (has_day or has_month or has_year) and "h" in letters:
        return clock
    text = f"{value:%d/%m/%Y}"
    if has_year and not has_day:
        text = text[3:] if has_month else text[6:]
    elif has_day and has_month and not has_year:
        text = text[:5]
    elif has_month and not has_day:
        text = f"tháng {value.month}"
    return f"{clock} {text}" if "h" in letters and clock != "00:00" else text


def _letters(number_format: str) -> str:
    """Which parts of a day a format shows; "m" beside hours or seconds is minutes."""
    runs = [token for token in sections(number_format)[0] if token.kind in ("day", "elapsed")]
    found = ""
    for index, token in enumerate(runs):
        before, after = runs[index - 1].text if index else "", runs[index + 1].text if index + 1 < len(runs) else ""
        is_minute = token.text[0] == "m" and (before[:1] == "h" or after[:1] == "s")
        found += "" if is_minute else token.text
    return found


def _clock(value: datetime | time) -> str:
    return f"{value.hour:02d}:{value.minute:02d}"


def _elapsed(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
