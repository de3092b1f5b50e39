"""A file that somebody handed in, given back."""

from io import BytesIO
from typing import Protocol

from flask import Response, current_app, send_file

from tracker.storage import FileStore

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""What a browser shows by itself and whose scripts reach no page around it; drawings of SVG are not among it."""


class HandedIn(Protocol):
    """What a row that names a file in the store has."""

    filename: str
    media_type: str
    sha256: str


def saved(file: HandedIn) -> Response:
    """The file under its own name, to be saved and never shown in the page: nobody knows what is in it."""
    response = _given_back(file, as_attachment=True)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def shown(file: HandedIn) -> Response:
    """A paper or a picture, for a frame of our own pages; any other file is to be saved. A frame that is sandboxed
    shows no PDF, so what a PDF may load is named instead: itself."""
    if file.media_type not in SHOWN:
        return saved(file)
    response = _given_back(file, as_attachment=False)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    )
    return response


def _given_back(file: HandedIn, *, as_attachment: bool) -> Response:
    data = FileStore(current_app.extensions["settings"].data / "files").read(file.sha256)
    response = send_file(
        BytesIO(data), mimetype=file.media_type, as_attachment=as_attachment, download_name=file.filename, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
