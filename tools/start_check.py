"""Starts the product in a folder the way a user does, waits for its first page, stops it, says how long it took.

python tools/start_check.py FOLDER [--within SECONDS]
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--within", type=float, default=600.0)
    given = arguments.parse_args()
    took = first_page(given.folder, given.within)
    print(f"first page after {took:.2f} s")


def first_page(folder: Path, within: float) -> float:
    port = free_port()
    started = time.monotonic()
    # A session of its own, so that make and everything below it can be stopped together.
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"], cwd=folder, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not answers(port):
            if server.poll() is not None:
                sys.exit(f"make run ended with code {server.returncode} before its first page")
            if time.monotonic() - started > within:
                sys.exit(f"no first page within {within:g} s")
            time.sleep(0.02)
        return time.monotonic() - started
    finally:
        stop(server)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int) -> bool:
    """The first page is the sign-in form, with its style sheet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            text = page.read().decode()
    except OSError:
        return False
    if page.status != 200 or "<form" not in text or "vendor/base." not in text:
        sys.exit(f"the first page is not the sign-in form: {page.status} {text[:300]}")
    return True


def stop(server: "subprocess.Popen[bytes]") -> None:
    for sign in (signal.SIGINT, signal.SIGKILL):
        if server.poll() is None:
            os.killpg(server.pid, sign)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                continue


if __name__ == "__main__":
    main()
