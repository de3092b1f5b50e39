"""First words that the names after one may leave out: "Sở Tài chính, Nội vụ". Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.agencies.kind_words import SHARED_HEADS
from tracker.agencies.tokens import Token


@dataclass(frozen=True, slots=True)
class Head:
    """`is_post`: with the post of whoever heads each of them ("Giám đốc các Sở: …")."""

    words: str
    tokens: tuple[Token, ...]
    is_post: bool


def heads_of(name: str, tokens: Sequence[Token], *, is_post: bool) -> list[Head]:
    """The heads that this name may share with those after it, the longest first."""
    folded = tuple(token.folded for token in tokens)
    lengths = [len(head) for head in SHARED_HEADS if folded[: len(head)] == head]
    return [Head(name[: tokens[length - 1].end], tuple(tokens[:length]), is_post) for length in lengths]
