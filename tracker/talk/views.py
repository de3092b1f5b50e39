"""The pages of directions and of talk, each kind in a module of its own."""

from tracker.talk import comment_views, direction_views
from tracker.talk.blueprint import bp

__all__ = ["bp", "comment_views", "direction_views"]
