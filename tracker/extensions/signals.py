"""Told inside the transaction of a decision, so that packages above can write their outbox rows in it."""

from blinker import Namespace

_signals = Namespace()

decided = _signals.signal("extensions-decided")
"""Sent with the session as sender, `extensions` that one person decided in one act, `actor` and `now`."""
