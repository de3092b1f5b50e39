"""Told inside the transaction of a change, so that packages above can write their outbox rows in it."""

from blinker import Namespace

_signals = Namespace()

urged = _signals.signal("assignments-urged")
"""Sent with the session as sender and `assignments`, `note`, `after` (the last urging before this one, by number of
the history's line), `now`."""
