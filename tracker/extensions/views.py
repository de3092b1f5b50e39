"""The pages of requests for another day: their lists, what agencies ask, what is decided."""

from tracker.extensions import acts_views, decisions_views, lists_views
from tracker.extensions.blueprint import bp

__all__ = ["acts_views", "bp", "decisions_views", "lists_views"]
