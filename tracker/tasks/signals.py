"""Told inside the transaction of a change, so that packages above can write their outbox rows in it."""

from blinker import Namespace

_signals = Namespace()

recorded = _signals.signal("task-event-recorded")
"""Sent with the session as sender and `event`: a TaskEvent of one assignment."""

opened = _signals.signal("assignments-opened")
"""Sent with the session as sender and `assignments`, `now`, `not_before`: assignments that agencies may be told of,
from an instant on."""

together = _signals.signal("acts-done-together")
"""Sent with the session as sender, `acts` (pairs of a TaskEvent and its assignment, each sent as `recorded` too) and
`now`, when many acts were one."""
