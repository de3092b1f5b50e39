"""Sentences that the program writes into the database. The record is Vietnamese, whoever acts and whatever language
he reads the pages in; a page says them in its own language (filter `said`). Pure."""

import re

_GAP = re.compile(r"%\\\((\w+)\\\)s")
_SHAPES: dict[str, re.Pattern[str]] = {}


def kept(sentence: str) -> str:
    """Marks a sentence that is stored; `%` fills its gaps. It stands at the top of a module, so that every process
    knows its shape."""
    _SHAPES[sentence] = re.compile(_GAP.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)
    return sentence


def recognised(text: str) -> tuple[str, dict[str, str]] | None:
    """The sentence that a stored text is, and what fills its gaps; of several that fit, the one that says most."""
    if text in _SHAPES:
        return text, {}
    fitting = [(sentence, found) for sentence, shape in _SHAPES.items() if (found := shape.fullmatch(text))]
    if not fitting:
        return None
    sentence, found = max(fitting, key=lambda one: len(one[0]))
    return sentence, found.groupdict()
