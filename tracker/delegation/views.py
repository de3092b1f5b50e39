"""The pages of sub-tasks, each kind in a module of its own."""

from tracker.delegation import citing_views, giving_views
from tracker.delegation.blueprint import bp

__all__ = ["bp", "citing_views", "giving_views"]
"""The import of a module adds its pages."""
