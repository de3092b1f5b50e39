"""One blueprint: the pages of signing in, one's own account, and the administration of people."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

from tracker.config import Settings

bp = Blueprint("users", __name__)


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def address() -> str:
    """Where the request comes from, for the histories."""
    return request.remote_addr or ""


def unkept(answer: Response) -> Response:
    """A page with a secret on it: no browser and no proxy keeps a copy."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def local(target: str | None) -> str | None:
    """A path of this site, or None: a link of ours must never lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
