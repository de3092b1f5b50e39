"""Is it alive, and do the jobs run: for machines as plain text, for people as a page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from tracker import clock
from tracker.db import db
from tracker.health import queries, words
from tracker.permissions import Action, public, requires

bp = Blueprint("health", __name__)
RECENT_RUNS = 30


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 as long as the database answers."""
    db.session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@bp.get("/healthz/jobs")
@public
def healthz_jobs() -> ResponseReturnValue:
    """503 with the names of the jobs that are late; a silent scheduler is the worst failure of a deadline tracker."""
    late = queries.late_jobs(db.session, clock.now())
    body = "".join(f"late: {name}\n" for name in late) or "ok\n"
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    return body, 503 if late else 200, headers


@bp.get("/cong-viec-nen")
@requires(Action.JOBS_VIEW)
def jobs() -> ResponseReturnValue:
    return render_template(
        "health/jobs.html",
        states=queries.job_states(db.session, clock.now()),
        runs=queries.recent_runs(db.session, RECENT_RUNS),
        words=words,
    )
