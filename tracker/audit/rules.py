"""How a line of a history is tied to the one before it. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

VERSION = "v1"
"""How lines are written out before they are hashed; it stands before each hash, so that another can follow it."""
LINKS = frozenset({"id", "sequence", "prev_hash", "hash"})
"""What a line is by its place in the chain; everything else of it is what it says."""


def digest(chain: str, sequence: int, prev_hash: str, said: Mapping[str, Any]) -> str:
    """The hash of a line: of where it stands, of the line before it and of all it says."""
    text = json.dumps(
        [VERSION, chain, sequence, prev_hash, {name: _plain(value) for name, value in said.items()}],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return f"{VERSION}:{hashlib.sha256(text.encode()).hexdigest()}"


def _plain(value: Any) -> Any:
    """A value as both databases give it back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.loads(json.dumps(value))
    return value.value if isinstance(value, Enum) else value
