"""A plan read in a process of its own, which may crash, hang or eat memory without harm to the web process.

The bytes go in through a pipe and the draft comes back through another: nothing of the paper is written to disk, and
the process inherits neither open files nor settings. What comes back is taken apart by an unpickler that knows the
classes of a draft and nothing else, for the reader has handled bytes of strangers.
"""

import contextlib
import faulthandler
import hashlib
import io
import logging
import os
import pickle
import subprocess
import sys
import threading
from datetime import date
from enum import Enum
from typing import IO, Any

from tracker.agencies.names import Register
from tracker.errors import DomainError
from tracker.imports.draft import PlanDraft
from tracker.imports.failures import described
from tracker.sentences import kept

SECONDS = 60
MEMORY_MB = 1536
"""Address space of the reading process; a plan of 1,000 rows takes a tenth of it."""
AT_ONCE = 2
_GRACE = 5
"""Seconds after which the reading process ends itself, should the one that started it be gone."""
_NO_ANSWER = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)
_TAKEN, _WORDS, _REFUSED, _NO_MEMORY, _FAILED = "draft", "words", "refused", "memory", "failed"

_TOO_LONG = kept(
    "Đọc tệp “%(name)s” quá %(seconds)s giây nên đã dừng; hãy tách riêng phần kế hoạch và các phụ lục rồi nhập lại."
)
_TOO_LARGE = kept(
    "Đọc tệp “%(name)s” cần quá nhiều bộ nhớ nên đã dừng; hãy tách riêng phần kế hoạch và các phụ lục rồi nhập lại."
)
_CRASHED = kept(
    "Việc đọc tệp “%(name)s” bị dừng giữa chừng, có thể do tệp hỏng; "
    "hãy mở lại bằng phần mềm đã tạo ra tệp, lưu thành tệp mới rồi nhập lại."
)
_BUSY = kept("Hệ thống đang đọc các tệp khác; hãy nhập lại tệp “%(name)s” sau ít phút.")

_log = logging.getLogger(__name__)
_slots = threading.BoundedSemaphore(AT_ONCE)


def read_apart(
    data: bytes,
    filename: str,
    issued_on: date | None = None,
    register: Register | None = None,
    *,
    seconds: int = SECONDS,
) -> PlanDraft:
    """What `read_plan` gives, from another process, within so many seconds; each way to fail is one sentence."""
    draft = _apart(_TAKEN, (data, filename, issued_on, register), seconds)
    assert isinstance(draft, PlanDraft)
    return draft


def text_apart(data: bytes, filename: str, *, seconds: int = SECONDS) -> str:
    """All words of a file in reading order, whatever it is about, from another process likewise."""
    words = _apart(_WORDS, (data, filename), seconds)
    assert isinstance(words, str)
    return words


def _apart(wanted: str, request: tuple[Any, ...], seconds: int) -> PlanDraft | str:
    data, filename = request[:2]
    if not _slots.acquire(timeout=seconds):
        raise DomainError(_BUSY % {"name": filename})
    try:
        answer = _answer(pickle.dumps((wanted, request)), seconds)
    except subprocess.TimeoutExpired as error:
        _log.warning("reading file %s took more than %s seconds", _hash(data), seconds)
        raise DomainError(_TOO_LONG % {"name": filename, "seconds": seconds}) from error
    finally:
        _slots.release()
    return _taken(wanted, answer, data, filename)


def _answer(request: bytes, seconds: int) -> tuple[int, bytes]:
    """The exit code and what the process wrote; `run` kills it after the time and waits for its end."""
    done = subprocess.run(  # noqa: S603  # this program itself
        [sys.executable, "-P", "-m", __name__, str(seconds)],
        input=request,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")},
        timeout=seconds,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return done.returncode, done.stdout


def _taken(wanted: str, answer: tuple[int, bytes], data: bytes, filename: str) -> PlanDraft | str:
    code, written = answer
    try:
        kind, value, messages = _DraftUnpickler(io.BytesIO(written)).load()
    except (
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        ImportError,
        IndexError,
        TypeError,
        ValueError,
    ) as error:
        _log.error("reading file %s ended with code %s, no answer: %s", _hash(data), code, described(error))
        raise DomainError(_CRASHED % {"name": filename}) from error
    for message in messages:
        _log.warning("%s", message)
    if kind == wanted and isinstance(value, PlanDraft if wanted == _TAKEN else str):
        return value
    if kind == _REFUSED:
        raise DomainError(value)
    _log.error("reading file %s failed: %s", _hash(data), value)
    raise DomainError((_TOO_LARGE if kind == _NO_MEMORY else _CRASHED) % {"name": filename})


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _DraftUnpickler(pickle.Unpickler):
    """Makes values of this package's own record and enumeration classes, dates and built-in containers only."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")}:
            return super().find_class(module, name)
        if module.startswith("tracker."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (hasattr(found, "__dataclass_fields__") or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a draft")


# --- In the reading process -------------------------------------------------------------------------------------


def main() -> None:
    seconds = int(sys.argv[1])
    _limit(seconds)
    results = _only_for_the_answer()
    heard = _Heard()
    logging.getLogger("tracker").addHandler(heard)
    try:
        kind, value = _read(sys.stdin.buffer)
    except MemoryError as error:
        kind, value = _NO_MEMORY, described(error)
    pickle.dump((kind, value, heard.messages), results)
    results.flush()
    os._exit(0)  # nothing to tidy up: the memory goes back at once


def _read(requests: IO[bytes]) -> tuple[str, PlanDraft | str]:
    try:
        wanted, request = pickle.load(requests)  # noqa: S301  # from the process that started this one
        return wanted, _plan(*request) if wanted == _TAKEN else _words(*request)
    except DomainError as error:
        return _REFUSED, str(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # the one that started this process logs it
        return _FAILED, described(error)


def _plan(*request: Any) -> PlanDraft:
    from tracker.imports.reading import read_plan

    return read_plan(*request)


def _words(data: bytes, filename: str) -> str:
    from tracker.imports.readers import read_content

    content = read_content(data, filename)
    return "\n".join(line.text for line in content.lines)


def _limit(seconds: int) -> None:
    """Memory and processor time where the system can hold them; an end in any case; no memory image on disk."""
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
    try:
        import resource
    except ImportError:  # Windows
        return
    for which, soft in (
        (resource.RLIMIT_AS, MEMORY_MB * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS holds no RLIMIT_AS; a lower limit may be set already
            resource.setrlimit(which, (soft, soft + _GRACE if which == resource.RLIMIT_CPU else soft))


def _only_for_the_answer() -> IO[bytes]:
    """Standard output for the answer; what a library prints goes the way of standard error."""
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return results


class _Heard(logging.Handler):
    """Keeps what the package logs, to be logged where somebody reads it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


if __name__ == "__main__":
    main()
