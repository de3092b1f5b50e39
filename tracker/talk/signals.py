"""Told inside the transaction of an act, so that packages above write their outbox rows in it."""

from blinker import Namespace

_signals = Namespace()

directed = _signals.signal("direction-given")
"""Sent with the session as sender, `addressees` that must answer (again), `actor` and `now`."""

mentioned = _signals.signal("people-mentioned")
"""Sent with the session as sender, `comment` and `now`."""
