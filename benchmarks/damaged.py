"""What becomes of damaged files: thousands of variants of valid ones, over all formats, are read.

    python -m benchmarks.damaged [--variants 10000] [--seed 0] [--at-once 2]

Prints how many were refused, gave a draft with or without problems or the very rows of the undamaged file; and every
variant that crashed or took more than 30 seconds, with the number that makes it again: --seed N --variants 1.
"""

import argparse
import faulthandler
import logging
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from types import FrameType
from typing import NoReturn

from tests.imports.damage import outcome, undamaged, variant
from tracker.imports.failures import described
from tracker.imports.isolated import MEMORY_MB

SECONDS = 30
FAULTS = ("crashed", "hung")


class Late(BaseException):
    """Not an Exception, so that no reader takes it for damage."""


def run(number: int) -> tuple[int, str, str, str, float]:
    """Number, kind of file and damage, what became of it, where it failed, and seconds."""
    faulthandler.dump_traceback_later(2 * SECONDS, exit=True)  # should even the alarm not be heard
    signal.alarm(SECONDS)
    one = variant(number)
    began = time.perf_counter()
    try:
        what, where = outcome(one), ""
    except Late as error:
        what, where = "hung", described(error)
    except Exception as error:  # noqa: BLE001  # what this program looks for
        what, where = "crashed", described(error)
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
    return number, f"{one.name} {one.how}", what, where, time.perf_counter() - began


def late(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise Late


def prepare() -> None:
    signal.signal(signal.SIGALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 1024 * 1024,) * 2)
    logging.disable()


def results(numbers: range, at_once: int) -> Iterator[tuple[int, str, str, str, float]]:
    with ProcessPoolExecutor(at_once, initializer=prepare) as pool:
        yield from pool.map(run, numbers, chunksize=20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=2)
    words = parser.parse_args()
    undamaged()  # should they not be read, nothing below would mean anything
    counts: Counter[str] = Counter()
    slowest = (0.0, 0, "")
    for number, kind, what, where, seconds in results(range(words.seed, words.seed + words.variants), words.at_once):
        counts[what] += 1
        slowest = max(slowest, (seconds, number, kind))
        if what in {*FAULTS, "unmarked"}:
            print(f"{what} {number}: {kind} {where}", flush=True)
    print(f"{words.variants:,} variants: {', '.join(f'{what} {count:,}' for what, count in sorted(counts.items()))}")
    print(f"slowest {slowest[0]:.1f} s: {slowest[1]} ({slowest[2]})")
    sys.exit(any(counts[fault] for fault in FAULTS))


if __name__ == "__main__":
    main()
