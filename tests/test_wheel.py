"""The wheel alone runs: installed into an empty environment, started in an empty folder."""

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START_SECONDS = 60

pytestmark = pytest.mark.slow


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """An environment with the wheel and, beside it, the libraries that the tests run with."""
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        ROOT,
    )
    home = tmp_path / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", home)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    wheel = next(tmp_path.glob("*.whl"))
    python = home / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--ignore-installed",
        wheel,
    )
    return home


def run(*command: object) -> None:
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False, env=quiet)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def address(installed: Path, tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "empty"
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "PYTHON"))}
    command = [installed / "bin" / "tracker", "run", "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=folder, env=mine, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=30)
        assert "Traceback" not in said, said


def test_an_installed_wheel_starts_in_an_empty_folder_with_pages_style_and_english(address: str) -> None:
    page = first_page(address)
    assert "<form" in page
    style = page.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    with urllib.request.urlopen(address + style, timeout=10) as answer:
        assert answer.headers.get_content_type() == "text/css"
    english = urllib.request.Request(address, headers={"Cookie": "lang=en"})
    with urllib.request.urlopen(english, timeout=10) as answer:
        assert "Sign in" in answer.read().decode()


def first_page(address: str) -> str:
    give_up = time.monotonic() + LONGEST_START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST_START_SECONDS) as answer:
                page: str = answer.read().decode()
                return page
        except OSError:
            assert time.monotonic() < give_up, "no page in time"
            time.sleep(0.1)
