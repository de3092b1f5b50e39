"""The one blueprint of the feature; `views.py` and `acts_views.py` hang their pages on it."""

from flask import Blueprint

bp = Blueprint("plans", __name__)
