"""Passwords, and the languages a person may read the pages in. Pure."""

import re

MIN_LENGTH = 14
"""TCVN 14423:2026, level 2, sign-in without a second factor: 14 characters of four classes."""
MIN_LENGTH_WITH_SECOND_FACTOR = 8
"""The same, with one."""
REMEMBERED = 10
"""Former passwords that an administrator may not come back to (TCVN 14423:2026, level 3)."""
UNUSED_DAYS = 45
"""An account that nobody signs in to for so long is to be closed (TCVN 14423:2026)."""
_CLASSES = (re.compile(r"[a-zà-ỹđ]"), re.compile(r"[A-ZÀ-ỸĐ]"), re.compile(r"\d"), re.compile(r"[^\w\s]|_"))


LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""What each language calls itself. Whoever chose none reads the first."""
LANGUAGE_COOKIE = "lang"


def is_strong(password: str) -> bool:
    return len(password) >= MIN_LENGTH and all(found.search(password) for found in _CLASSES)


def is_enough(password: str, *, has_second_factor: bool) -> bool:
    return len(password) >= MIN_LENGTH_WITH_SECOND_FACTOR if has_second_factor else is_strong(password)
