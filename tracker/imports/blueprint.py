"""The one blueprint of the feature; `views.py` and `draft_views.py` hang their pages on it."""

from flask import Blueprint

bp = Blueprint("imports", __name__)
