"""A process that runs some jobs at one moment, beside others: `python -m tests.jobs.one_pass JOB …`, settings from
the environment. It says "ready", waits for a line, and prints what each job did."""

import os
import sys

from jobs.recorded import run_job
from tracker.app import create_app
from tracker.config import Settings


def main() -> None:
    app = create_app(Settings.from_env(os.environ))
    print("ready", flush=True)
    sys.stdin.readline()
    for name in sys.argv[1:]:
        outcome = run_job(app, name)
        print(f"{name} {outcome.done} {outcome.error}".strip(), flush=True)


if __name__ == "__main__":
    main()
