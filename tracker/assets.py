"""Addresses of style sheets, scripts and icons, and how browsers keep them.

Every address holds the hash of its content (in the name for `vendor/`, as `?v=` for our own files), so a browser
keeps the file for a year and asks again only when it changed.
"""

import gzip
import hashlib
import json
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, Response, request, send_from_directory

from tracker.paths import PACKAGE

STATIC = PACKAGE / "static"
A_YEAR = 365 * 24 * 3600
WORTH_PACKING = (".css", ".js", ".svg", ".webmanifest")


class Packed(NamedTuple):
    digest: str
    gzipped: bytes


def init_app(app: Flask) -> None:
    app.jinja_env.globals["asset_url"] = asset_url
    app.view_functions["static"] = serve


def asset_url(name: str) -> str:
    """`base.css`, `htmx.js`, `icons.svg` are built from npm; every other name is a file of `tracker/static`."""
    root = request.script_root if request else ""  # url_for would take a third of a page's time: icons ask often
    built = vendor_files().get(name)
    if built:
        return f"{root}/static/vendor/{built}"
    return f"{root}/static/{name}?v={packed(name, changed_ns(name)).digest}"


@lru_cache(maxsize=1)
def vendor_files() -> dict[str, str]:
    manifest = STATIC / "vendor" / "manifest.json"
    if not manifest.exists():
        raise FileNotFoundError("tracker/static/vendor is not built: run `python tools/assets.py`.")
    files: dict[str, str] = json.loads(manifest.read_text("utf-8"))
    return files


def changed_ns(name: str) -> int:
    return (STATIC / name).stat().st_mtime_ns


@lru_cache(maxsize=64)
def packed(name: str, changed_ns: int) -> Packed:  # noqa: ARG001  (the time of change is part of the cache's key)
    content = (STATIC / name).read_bytes()
    return Packed(hashlib.sha256(content).hexdigest()[:12], gzip.compress(content, mtime=0))


def serve(filename: str) -> Response:
    """A static file, compressed for whoever accepts it: offices on slow lines load 60 KB instead of 400."""
    hashed = filename.startswith("vendor/") or "v" in request.args
    response = send_from_directory(STATIC, filename, max_age=A_YEAR if hashed else 0)
    response.cache_control.immutable = hashed
    if filename.endswith(WORTH_PACKING):
        response.vary.add("Accept-Encoding")
        if response.status_code == 200 and request.accept_encodings.quality("gzip") > 0:
            response.close()
            response.direct_passthrough = False
            response.set_data(packed(filename, changed_ns(filename)).gzipped)
            response.content_encoding = "gzip"
    return response
