"""`make run` and its setup, on small projects that need no network: what it says, what it skips, how it heals."""

import ast
import base64
import hashlib
import inspect
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"

BACKEND = """
def build_editable(folder, config_settings=None, metadata_directory=None):
    entry = "[console_scripts]\\ntracker = started:main\\n"
    code = "import sys\\ndef main(): print('started', *sys.argv[1:])\\n"
    return write_wheel(folder, "small", {"started.py": code, "small-1.0.dist-info/entry_points.txt": entry}).name
"""


def write_wheel(folder: str | Path, name: str, files: dict[str, str], version: str = "1.0") -> Path:
    path = Path(folder) / f"{name}-{version}-py3-none-any.whl"
    told = f"{name}-{version}.dist-info"
    metadata = {
        f"{told}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{told}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    every = files | metadata
    lines = []
    for place, text in every.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{place},sha256={digest},{len(text.encode())}\n")
    with zipfile.ZipFile(path, "w") as wheel:
        for place, text in every.items():
            wheel.writestr(place, text)
        wheel.writestr(f"{told}/RECORD", "".join(lines) + f"{told}/RECORD,,\n")
    return path


def write_program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def make_project(home: Path) -> Path:
    """A folder with our setup program, one locked package, and a Node.js that only pretends."""
    project, packages, programs = home / "Đúng Hạn", home / "packages", home / "programs"
    for folder in (project / "tools", project / "tracker", project / "jobs", packages, programs):
        folder.mkdir(parents=True)
    for name in ("bootstrap.py", "bootstrap.sh", "figures.py", "icons.txt"):
        shutil.copy(TOOLS / name, project / "tools")
    wheel = write_wheel(packages, "locked", {"locked.py": ""})
    pin = f"locked==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    built = (
        "import pathlib\nplace = pathlib.Path('tracker/static/vendor')\nplace.mkdir(parents=True, exist_ok=True)\n"
    )
    files = {
        "requirements.lock": pin,
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
        "backend.py": "import base64, hashlib, zipfile\nfrom pathlib import Path\n"
        + inspect.getsource(write_wheel)
        + BACKEND,
        "package.json": "{}",
        "package-lock.json": "{}",
        ".npmrc": "",
        "tools/assets.py": "import figures\n" + built + "(place / 'manifest.json').write_text('{}')\n",
    }
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    (programs / sys.executable.rsplit("/", 1)[-1]).symlink_to(sys.executable)
    write_program(programs / "node", "echo v20.0.0")
    write_program(
        programs / "npm", '[ "$1" = ci ] && mkdir -p node_modules && : > node_modules/.package-lock.json; echo 10'
    )
    return project


def start(project: Path, purpose: str = "run", **changes: str) -> "subprocess.CompletedProcess[str]":
    settings = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project.parent / "packages"),
        "PIP_CONFIG_FILE": os.devnull,
    }
    paths = f"{project.parent / 'programs'}:/usr/bin:/bin"
    return subprocess.run(
        [
            "/bin/sh",
            str(project / "tools" / "bootstrap.sh"),
            purpose,
            *(["--port", "8001"] if purpose == "run" else []),
        ],
        env={"PATH": paths, "HOME": str(project.parent), "PYTHON": sys.executable, **settings, **changes},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def steps_of(done: "subprocess.CompletedProcess[str]") -> list[str]:
    return re.findall(r"^\[\d/(?:\d)\] .*\((.*)\): xong", done.stdout, re.MULTILINE)


EVERY_STEP = ["Python environment", "Python packages", "tracker command", "npm packages", "front-end files"]


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert re.fullmatch(r"\s*[A-ZĐ].*\. \[[A-Z].*\.\]\n", done.stderr), done.stderr
    assert [word for word in words if word not in done.stderr] == []


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("setup"))


@pytest.mark.slow
def test_the_first_start_does_every_step_and_the_second_none(project: Path) -> None:
    first, second = start(project), start(project)
    assert steps_of(first) == EVERY_STEP, first.stderr
    assert first.stdout.endswith("started run --port 8001\n")
    assert second.stdout == "started run --port 8001\n"


def test_only_what_changed_is_done_again(project: Path) -> None:
    start(project)
    with (project / "tools" / "icons.txt").open("a", encoding="utf-8") as icons:
        icons.write("calendar\n")
    assert steps_of(start(project)) == ["front-end files"]


def test_files_that_were_deleted_are_built_again(project: Path) -> None:
    start(project)
    shutil.rmtree(project / "node_modules")
    shutil.rmtree(project / "tracker" / "static" / "vendor")
    assert steps_of(start(project)) == ["npm packages", "front-end files"]


@pytest.fixture
def newer_lock(project: Path) -> Iterator[None]:
    """The lock file asks for a version that exists with another hash; afterwards it asks for the old one."""
    lock = project / "requirements.lock"
    good = lock.read_text(encoding="utf-8")
    write_wheel(project.parent / "packages", "locked", {"locked.py": ""}, "2.0")
    lock.write_text(f"locked==2.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    yield
    lock.write_text(good, encoding="utf-8")


@pytest.mark.usefixtures("newer_lock")
def test_a_package_that_differs_from_its_locked_hash_is_refused(project: Path) -> None:
    assert_one_sentence(start(project), "không khớp mã băm", "does not match its locked hash")


@pytest.mark.usefixtures("newer_lock")
@pytest.mark.slow
def test_no_network_is_one_sentence(project: Path) -> None:
    no_network = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    assert_one_sentence(start(project, **no_network), "không nối được tới kho gói", "registry cannot be reached")


@pytest.mark.slow
def test_an_environment_left_half_changed_is_made_anew(project: Path) -> None:
    start(project)
    (project / ".venv" / "unfinished").touch()
    half_installed = project / ".venv" / "half-installed"
    half_installed.touch()
    assert steps_of(start(project)) == EVERY_STEP
    assert not half_installed.exists()


@pytest.mark.slow
def test_a_moved_folder_gets_a_new_environment(project: Path) -> None:
    start(project)
    moved = project.rename(project.with_name("moved"))
    try:
        assert steps_of(start(moved)) == EVERY_STEP
    finally:
        moved.rename(project)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    if os.geteuid() == 0:  # root may write everywhere, so something else is in the way
        (project / ".bootstrap").touch()
    else:
        project.chmod(0o555)
    assert_one_sentence(start(project), str(project), "thư mục ghi được")


def test_a_python_that_is_too_old_is_one_sentence() -> None:
    pretend = (
        "import sys; sys.version_info = (3, 9, 18, 'final', 0); exec(open(sys.argv[1], encoding='utf-8').read())"
    )
    command = [sys.executable, "-c", pretend, str(TOOLS / "bootstrap.py")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert_one_sentence(done, "Cần Python 3.11 trở lên", "3.9.18", "make PYTHON=")


def test_python_3_6_can_read_the_program_that_refuses_it() -> None:
    tree = ast.parse((TOOLS / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    future = [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom) and one.module in {"__future__", "dataclasses"}
    ]
    assert future == []


def test_no_python_at_all_is_one_sentence(tmp_path: Path) -> None:
    done = start(make_project(tmp_path), PATH=str(tmp_path), PYTHON="")
    assert_one_sentence(done, "Cần Python 3.11 trở lên", "python3.11")


def test_a_python_3_11_that_does_not_start_gives_way_to_python3(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project / "tools" / "bootstrap.py").write_text("import sys\nprint(sys.executable)\n", encoding="utf-8")
    write_program(tmp_path / "programs" / "python3.11", "exit 127")
    (tmp_path / "programs" / "python3").unlink(missing_ok=True)
    (tmp_path / "programs" / "python3").symlink_to(sys.executable)
    done = start(project, PATH=str(tmp_path / "programs"), PYTHON="")
    assert Path(done.stdout.strip()).name == "python3"


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\\n]+)", (ROOT / name).read_text(encoding="utf-8")))


def test_run_and_test_use_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"(?m)^(?=[\w.-]+==)", (ROOT / name).read_text(encoding="utf-8"))
    assert [entry[:40] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []


def test_make_help_names_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^([a-z]+):(?!=)", text)
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert len(targets) > 8
    assert [name for name in targets if name != "help" and f"make {name} " not in done.stdout] == []
