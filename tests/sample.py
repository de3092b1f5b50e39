"""An application over a database file of its own, on a day that stands still: room for a whole sample."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.conftest import at
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db

TODAY = "2026-06-03 08:00"


@contextmanager
def own_app(blank_database: Path, folder: Path) -> Iterator[Flask]:
    shutil.copy(blank_database, folder / "dung-han.db")
    app = create_app(
        Settings.from_env({"TRACKER_ENV": "test", "TRACKER_DATA": str(folder), "TRACKER_SECRET_KEY": "test"})
    )
    with app.app_context():
        clock.freeze(at(TODAY))
        yield app
        clock.freeze(None)
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()
