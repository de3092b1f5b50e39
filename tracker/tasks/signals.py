"""Told inside the transaction of a change, so that packages above can write their outbox rows in it."""

from blinker import Namespace

_signals = Namespace()

recorded = _signals.signal("task-event-recorded")
"""Sent with the session as sender and `event`: a TaskEvent of one assignment."""

opened = _signals.signal("assignments-opened")
"""Sent with the session as sender and `assignments`, `now`, `not_before`: assignments that agencies may be told of,
from an instant on."""
