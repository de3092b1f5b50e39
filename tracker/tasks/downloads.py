"""A file that somebody handed in, given back."""

from io import BytesIO
from typing import Protocol

from flask import Response, current_app, send_file

from tracker.storage import FileStore


class HandedIn(Protocol):
    """What a row that names a file in the store has."""

    filename: str
    media_type: str
    sha256: str


def saved(file: HandedIn) -> Response:
    """The file under its own name, always to be saved and never shown in the page: nobody knows what is in it."""
    data = FileStore(current_app.extensions["settings"].data / "files").read(file.sha256)
    response = send_file(
        BytesIO(data), mimetype=file.media_type, as_attachment=True, download_name=file.filename, max_age=0
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
