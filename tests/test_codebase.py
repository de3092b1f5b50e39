"""Rules about the code itself, so that no reviewer has to remember them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from flask import Flask

from tracker import migrate

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(path for folder in ("tracker", "jobs") for path in (ROOT / folder).rglob("*.py"))
TEXT_FOLDERS = ("tracker", "jobs", "templates", "migrations", "tests", "docs", "tools", "benchmarks", ".ci")
TEXT_ENDINGS = {
    "",
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".json",
    ".html",
    ".txt",
    ".js",
    ".css",
    ".sh",
    ".po",
    ".csv",
    ".mako",
}
BUILT = {"vendor", "__pycache__"}
SMALL_FILE, SMALL_TEMPLATE = 400, 120

ENTRY_POINTS = re.compile(
    r"jobs/|tracker/(cli|serving)\.py|tracker/demo/|/views\.py|/\w*_?views\.py|/\w*commands\.py|/upload_jobs\.py"
)
CLOCK_READS = re.compile(
    r"(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime|ctime)"
    r"|func\.(now|current_timestamp|current_date|localtimestamp))$"
)
GETTEXT = re.compile(r"(_|_l|n?gettext|lazy_n?gettext|kept)$")
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯà-ỹ]")
# Put together here so that this file passes its own search.
REGISTRIES = re.compile(
    "|".join(
        a + b
        for a, b in (
            ("py", r"pi\.(org|python)"),
            ("pythonhos", "ted"),
            ("npm", r"js\.(org|com)"),
            ("debi", r"an\.(org|net)"),
        )
    )
)
MACHINE_PATHS = re.compile(r"(?<![\w.}>])/(root|home|Users|wo" + r"rk|fa" + r"rm)/\w")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def texts() -> Iterator[tuple[str, str]]:
    """Every text file of the project, with its place."""
    inside = (path for folder in TEXT_FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in (*ROOT.iterdir(), *inside):
        if path.is_file() and path.suffix in TEXT_ENDINGS and not BUILT & set(path.parts):
            yield relative(path), path.read_text(encoding="utf-8")


# --- Routes -----------------------------------------------------------------------------------------------------


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    assert [name for name, view in app.view_functions.items() if not hasattr(view, "requires")] == []


def test_addresses_are_kebab_case(app: Flask) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]+>", "x", rule.rule)
        if not re.fullmatch(r"/|(/[a-z0-9]+(-[a-z0-9]+)*)+(\.[a-z]+)?/?", fixed):
            wrong.append(rule.rule)
    assert wrong == []


def test_only_a_post_commits() -> None:
    """A view that also answers GET commits inside `if form.validate_on_submit()` or `if request.method …`."""
    wrong = []
    for path in CODE:
        if not path.name.endswith("views.py"):
            continue
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and is_route(function) and not is_post_only(function):
                wrong += [f"{relative(path)}:{line}" for line in commits_outside_a_submit(function)]
    assert wrong == []


def is_route(function: ast.FunctionDef) -> bool:
    return any(re.match(r"\w*bp\.\w+\(", ast.unparse(decorator)) for decorator in function.decorator_list)


def is_post_only(function: ast.FunctionDef) -> bool:
    return any(re.match(r"\w*bp\.post\(|.*methods=\['POST'\]", ast.unparse(one)) for one in function.decorator_list)


def commits_outside_a_submit(node: ast.AST) -> list[int]:
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and re.search(
            r"validate_on_submit\(\)|is_submitted\(\)|request\.method", ast.unparse(child.test)
        ):
            found += [line for later in child.orelse for line in commits_outside_a_submit(later)]
        elif isinstance(child, ast.Call) and ast.unparse(child.func).endswith(".commit"):
            found.append(child.lineno)
        else:
            found += commits_outside_a_submit(child)
    return found


# --- Sources ----------------------------------------------------------------------------------------------------


def test_only_entry_points_commit() -> None:
    wrong = []
    for path in CODE:
        if ENTRY_POINTS.search(relative(path)):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [
            f"{relative(path)}:{one.lineno}" for one in calls(tree) if ast.unparse(one.func).endswith(".commit")
        ]
    assert wrong == []


def test_only_the_clock_module_reads_the_clock() -> None:
    wrong = []
    for path in CODE:
        if relative(path) == "tracker/clock.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [
            f"{relative(path)}:{one.lineno}" for one in calls(tree) if CLOCK_READS.search(ast.unparse(one.func))
        ]
    assert wrong == []


def test_files_stay_short() -> None:
    limits = [
        (path, SMALL_FILE)
        for folder in ("tracker", "jobs", "tests", "tools", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    ]
    limits += [(path, SMALL_TEMPLATE) for path in (ROOT / "templates").rglob("*.*")]
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path, _ in limits}
    assert {name: length for (path, limit) in limits if (length := lengths[name := relative(path)]) > limit} == {}


def test_no_file_names_a_package_registry_or_a_path_of_somebodys_machine() -> None:
    wrong = []
    for name, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            if REGISTRIES.search(line) or MACHINE_PATHS.search(line):
                wrong.append(f"{name}:{number}: {line.strip()[:100]}")
    assert wrong == []


def test_no_unfinished_work_is_marked_in_the_code() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b|NotImplemented" + "Error")
    code = (
        (name, text)
        for name, text in texts()
        if name.startswith(("tracker/", "jobs/", "templates/", "migrations/", "tools/"))
    )
    assert [f"{name}: {found[0]}" for name, text in code if (found := marks.search(text))] == []


def test_every_vietnamese_word_that_a_page_shows_can_be_translated() -> None:
    shown = re.compile(r"(views|forms|service|navigation|filters|web)\.py$")
    wrong = []
    for path in (one for one in CODE if shown.search(one.name)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        translated = {
            id(part) for call in calls(tree) if GETTEXT.match(ast.unparse(call.func)) for part in ast.walk(call)
        }
        translated |= {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}  # docstrings
        words = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in translated)
        wrong += [f"{relative(path)}:{one.lineno}: {one.value}" for one in words if VIETNAMESE.search(str(one.value))]
    assert wrong == []


def test_links_in_the_documents_lead_somewhere() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [
        (one, link) for one in documents for link in re.findall(r"\]\(([^)#:]+)\)", one.read_text(encoding="utf-8"))
    ]
    assert [f"{relative(one)}: {link}" for one, link in links if not (one.parent / link).exists()] == []


def test_every_package_takes_part_in_the_import_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    inside = next(one for one in contracts if one["name"] == "inside a feature, imports go down")
    features = {f"tracker.{path.parent.name}" for path in (ROOT / "tracker").glob("*/__init__.py")}
    assert features - {"tracker.demo"} == set(inside["containers"])
    top = {path.stem for path in (ROOT / "tracker").glob("*/*.py") if re.search(r"(views|commands)$", path.stem)}
    assert top == set(re.findall(r"\w+", inside["layers"][0]))


# --- Database ---------------------------------------------------------------------------------------------------


def test_models_and_migrations_agree_on_sqlite(blank_database: Path) -> None:
    command.check(migrate.config(f"sqlite:///{blank_database}"))


@pytest.mark.postgres
def test_models_and_migrations_agree_on_postgresql(postgres_url: str) -> None:
    command.check(migrate.config(postgres_url))
