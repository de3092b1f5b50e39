"""The pages of tasks, each kind in a module of its own."""

from tracker.tasks import (
    acts_views,
    decisions_views,
    expand_views,
    life_views,
    lists_views,
    page_views,
    report_views,
    stops_views,
)
from tracker.tasks.blueprint import bp

__all__ = [
    "acts_views",
    "bp",
    "decisions_views",
    "expand_views",
    "life_views",
    "lists_views",
    "page_views",
    "report_views",
    "stops_views",
]
