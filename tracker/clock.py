"""The only reader of the wall clock. Everything else takes `now` or `day` as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_state: dict[str, datetime | ZoneInfo | None] = {"frozen": None, "zone": _ZONE}


def configure(zone: ZoneInfo, frozen: datetime | None = None) -> None:
    """Set the plan zone, and freeze the clock when `frozen` (aware) is given."""
    _state["zone"] = zone
    freeze(frozen)


def freeze(instant: datetime | None) -> None:
    """Hold the clock at an aware instant; None lets it run again."""
    if instant is not None and instant.tzinfo is None:
        raise ValueError(f"naive instant: {instant}")
    _state["frozen"] = instant


def now() -> datetime:
    """The instant, aware, in UTC."""
    frozen = _state["frozen"]
    return frozen.astimezone(UTC) if isinstance(frozen, datetime) else datetime.now(UTC)  # noqa: TID251


def zone() -> ZoneInfo:
    """The zone in which days of plans are counted."""
    current = _state["zone"]
    assert isinstance(current, ZoneInfo)
    return current


def local(instant: datetime) -> datetime:
    return instant.astimezone(zone())


def day_of(instant: datetime) -> date:
    """The calendar day of an instant in the plan zone."""
    return local(instant).date()


def today() -> date:
    return day_of(now())
