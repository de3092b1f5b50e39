"""What the audit page shows: every field is a part of its address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tracker import clock
from tracker.audit.kinds import AuditKind
from tracker.tasks.kinds import EventKind
from tracker.text import read_day

SIGN_IN_WORDS = {True: "vao", False: "tu-choi"}
KINDS: dict[str, Any] = {
    **{f"viec.{kind.value}": kind for kind in EventKind},
    **{f"he-thong.{kind.value}": kind for kind in AuditKind},
    **{f"dang-nhap.{word}": is_let_in for is_let_in, word in SIGN_IN_WORDS.items()},
}
"""The names by which an address gives a kind: of what, then which."""
_BATCH = re.compile(r"[0-9a-f]{1,40}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filter:
    words: str = ""
    person: str = ""
    agency: int | None = None
    plan: int | None = None
    kind: str = ""
    from_on: date | None = None
    to_on: date | None = None
    batch: str = ""

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Filter":
        """Values that make no sense are dropped, so that an old or mangled link still shows a list."""
        kind, batch = args.get("loai", ""), args.get("dot", "")
        return cls(
            words=args.get("q", "").strip()[:_LONGEST],
            person=args.get("nguoi", "").strip()[:_LONGEST],
            agency=_number(args.get("co-quan", "")),
            plan=_number(args.get("ke-hoach", "")),
            kind=kind if kind in KINDS else "",
            from_on=read_day(args.get("tu", "")),
            to_on=read_day(args.get("den", "")),
            batch=batch if _BATCH.fullmatch(batch) else "",
        )

    def args(self) -> dict[str, str]:
        """The arguments of the address that gives this filter."""
        named = {
            "q": self.words,
            "nguoi": self.person,
            "co-quan": self.agency,
            "ke-hoach": self.plan,
            "loai": self.kind,
            "tu": self.from_on and f"{self.from_on:%d/%m/%Y}",
            "den": self.to_on and f"{self.to_on:%d/%m/%Y}",
            "dot": self.batch,
        }
        return {name: str(value) for name, value in named.items() if value}

    @property
    def of(self) -> str:
        """Which of the three histories the kind belongs to, if one was chosen."""
        return self.kind.partition(".")[0]

    @property
    def since(self) -> datetime | None:
        return _midnight(self.from_on) if self.from_on else None

    @property
    def until(self) -> datetime | None:
        return _midnight(self.to_on + timedelta(days=1)) if self.to_on and self.to_on < date.max else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.zone()).astimezone(UTC)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
