"""The one blueprint of the feature; the modules beside `views.py` hang their pages on it."""

from flask import Blueprint

bp = Blueprint("coordination", __name__)
