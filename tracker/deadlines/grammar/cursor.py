"""A place in the tokens of a phrase. Grammar rules move it on when they match and put it back when they do not."""

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.tokens import Tokens


class Cursor:
    __slots__ = ("at", "kinds", "texts", "tokens", "values")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.kinds = tokens.kinds
        self.values = tokens.values
        self.texts = tokens.texts
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        return self.kinds[self.at + ahead]

    def eat(self, kind: str) -> bool:
        """Move over this kind if it comes next."""
        if self.kinds[self.at] == kind:
            self.at += 1
            return True
        return False

    def eat_any(self, kinds: frozenset[str]) -> bool:
        """Move over one token of any of these kinds."""
        if self.kinds[self.at] in kinds:
            self.at += 1
            return True
        return False

    def skip(self, kinds: frozenset[str]) -> None:
        while self.kinds[self.at] in kinds:
            self.at += 1

    def is_number(self, ahead: int = 0, most_digits: int = 2) -> bool:
        """A number of at most so many digits, or one in words."""
        at = self.at + ahead
        return self.kinds[at] == v.NUM and len(self.texts[at]) <= most_digits

    def is_year(self, ahead: int = 0) -> bool:
        at = self.at + ahead
        return self.kinds[at] == v.NUM and len(self.texts[at]) == 4

    def number(self) -> int:
        """The value of the number here; the cursor moves over it."""
        self.at += 1
        return self.values[self.at - 1]

    def done(self) -> bool:
        return self.kinds[self.at] == v.END
