"""How long the pages take on 10,000 assignments, as a multiple of the same page rendered from an in-memory list.

python benchmarks/pages.py [--assignments N] [--repeat N]

Loads synthetic data (`tracker load`) into a database of its own under a temporary folder, asks each page as the
steering office, and renders the very same template with the very same rows again from memory. Prints both, their
ratio, the number of SQL statements, and the memory of one web worker after it answered all of them.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from flask import Flask, g, template_rendered
from flask.sessions import SecureCookieSessionInterface
from flask.testing import EnvironBuilder, FlaskClient
from jinja2 import Environment
from sqlalchemy import event, func, select

from benchmarks.collective import add_collective
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.demo.synthetic import fill
from tracker.migrate import upgrade
from tracker.plans.models import Plan
from tracker.tasks.models import Assignment
from tracker.users.auth import current_user, open_session
from tracker.users.models import Membership, User


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assignments", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=40)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"TRACKER_ENV": "test", "TRACKER_DATA": folder, "TRACKER_SECRET_KEY": "benchmark"}
        settings = Settings.from_env(environment)
        upgrade(settings.database_url)
        app = create_app(settings)
        with app.app_context():
            begun = time.perf_counter()
            fill(db.session, wanted.assignments)
            db.session.commit()
            print(f"loaded {wanted.assignments} assignments in {time.perf_counter() - begun:.1f} s")
        print(f"bare page of 50 rows: {bare_page(wanted.repeat):.2f} ms")
        cookie = measure(app, wanted.repeat)
        print(f"one web worker after these pages: {worker_memory(environment, app, cookie):.0f} MB")


def measure(app: Flask, repeat: int) -> str:
    with app.app_context():
        user = db.session.scalars(
            select(User).join(User.memberships).join(Plan, Plan.steering_agency_id == Membership.agency_id).limit(1)
        ).one()
        add_collective(db.session, user)
        open_session(db.session, user, device="", address="127.0.0.1", now=clock.now())
        db.session.commit()
        session_id = user.get_id()
        pages = pages_to_ask()
    cookie: str = SecureCookieSessionInterface().get_signing_serializer(app).dumps({"_user_id": session_id})  # type: ignore[union-attr]
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = session_id
    print(f"{'page':<34}{'page ms':>9}{'memory ms':>11}{'ratio':>7}{'SQL':>5}")
    for name, path in pages.items():
        report(app, client, f"{app.config['SESSION_COOKIE_NAME']}={cookie}", name, path, repeat)
    return cookie


def pages_to_ask() -> dict[str, str]:
    """An ordinary task, and the one that 168 communes owe."""
    by_size = select(Assignment.task_id).group_by(Assignment.task_id).order_by(func.count().desc())
    collective, task_id = db.session.scalars(by_size.limit(2)).all()
    agency_id = db.session.scalar(select(Assignment.agency_id).order_by(Assignment.id).limit(1))
    return {
        "home": "/",
        "task list": "/nhiem-vu",
        "task list, one agency": f"/nhiem-vu?co-quan={agency_id}",
        "overdue list": "/qua-han",
        "task page": f"/nhiem-vu/{task_id}",
        "task page, 168 members": f"/nhiem-vu/{collective}",
        "members of the same": f"/nhiem-vu/{collective}/thanh-vien",
        "search, many hits": "/nhiem-vu?q=nen+tang+so",
        "search, one hit": "/nhiem-vu?q=so+1234+",
        "search, no hit": "/nhiem-vu?q=khong+co+trong+ke+hoach",
    }


def report(app: Flask, client: FlaskClient, cookie: str, name: str, path: str, repeat: int) -> None:
    with captured(app) as renders:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    template, context = renders[-1]
    with app.app_context(), counted() as statements:
        client.get(path)
    environ = EnvironBuilder(app, path, headers={"Cookie": cookie}).get_environ()
    asked: dict[str, Any] = {}
    rendered(app, path, cookie, asked, lambda: template.render(context))
    rendered(app, path, cookie, asked, lambda: asks_nothing(lambda: template.render(context)))
    page, memory = timed(
        repeat,
        lambda: served(app, environ),
        lambda: rendered(app, path, cookie, asked, lambda: template.render(context)),
    )
    print(f"{name:<34}{page:>9.1f}{memory:>11.1f}{page / memory:>7.2f}{len(statements):>5}")


def served(app: Flask, environ: dict[str, Any]) -> bytes:
    """The page as a web server asks for it, without the test client's own work."""
    return b"".join(app.wsgi_app(dict(environ), lambda *_: None))  # type: ignore[arg-type,return-value]


def rendered(app: Flask, path: str, cookie: str, asked: dict[str, Any], render: Callable[[], object]) -> float:
    """Milliseconds of the rendering alone, with the person of the request already known, and in `asked` what a
    template asks the database for when it shows it: the banners, and the numbers of the menu."""
    with app.test_request_context(path, headers={"Cookie": cookie}):
        assert current_user.is_authenticated
        g.asked = asked
        return milliseconds(render)


def asks_nothing(render: Callable[[], object]) -> None:
    with counted() as statements:
        render()
    assert not statements, statements


def milliseconds(act: Callable[[], object]) -> float:
    """Processor time of one call: another program's load does not count."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def timed(repeat: int, page: Callable[[], object], memory: Callable[[], float]) -> tuple[float, float]:
    """The median of `repeat` calls of each, taken by turns: a server too does something else between two renderings
    of one template, so none of them finds the processor's caches full of itself."""
    pages, memories = [], []
    for _ in range(repeat + 3):
        pages.append(milliseconds(page))
        memories.append(memory())
    return statistics.median(pages[3:]), statistics.median(memories[3:])


def bare_page(repeat: int) -> float:
    rows = [(n, f"Nhiệm vụ số {n}", "Sở Khoa học và Công nghệ", "31/12/2026", "Quá hạn") for n in range(50)]
    source = "<table>{% for r in rows %}<tr>{% for c in r %}<td>{{ c }}</td>{% endfor %}</tr>{% endfor %}</table>"
    template = Environment(autoescape=True).from_string(source)
    return statistics.median(milliseconds(lambda: template.render(rows=rows)) for _ in range(repeat))


@contextmanager
def captured(app: Flask) -> Iterator[list[tuple[Any, dict[str, Any]]]]:
    found: list[tuple[Any, dict[str, Any]]] = []

    def note(_app: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
        found.append((template, dict(context)))

    with template_rendered.connected_to(note, app):
        yield found


@contextmanager
def counted() -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def worker_memory(environment: dict[str, str], app: Flask, cookie: str) -> float:
    """Resident megabytes of a `tracker web` process of its own after two rounds of every page."""
    port = 18_765
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker.cli", "web", "--port", str(port)],
        env=os.environ | environment,
        cwd=Path(__file__).parents[1],
        stdout=subprocess.DEVNULL,
    )
    try:
        name = app.config["SESSION_COOKIE_NAME"]
        with app.app_context():
            pages = pages_to_ask()
        for path in 2 * list(pages.values()):
            ask(f"http://127.0.0.1:{port}{path}", f"{name}={cookie}")
        return psutil.Process(process.pid).memory_info().rss / 1024 / 1024
    finally:
        process.terminate()
        process.wait()


def ask(url: str, cookie: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})) as answer:
                assert answer.status == 200
                return
        except urllib.error.URLError as error:
            if isinstance(error, urllib.error.HTTPError):
                raise
            time.sleep(0.1)
    sys.exit(f"no answer from {url}")


if __name__ == "__main__":
    main()
