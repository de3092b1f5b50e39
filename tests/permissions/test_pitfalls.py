"""The mistakes that other systems of the field made each have a test here, named by its number."""

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
PITFALLS = (*(f"w{number}" for number in (*range(1, 14), *range(21, 26))), "p26")


def test_every_pitfall_has_its_test() -> None:
    found = {
        node.name.split("_")[1]
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert [name for name in PITFALLS if name not in found] == []
