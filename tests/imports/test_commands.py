"""`tracker parse`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.imports.paper import HEAD, SIX, rows, six
from tracker.imports.commands import parse
from tracker.paths import PACKAGE

SAMPLE = PACKAGE / "demo" / "ke-hoach-27-kh-bcdtp.txt"
KEYS = {
    "document": ["number", "kind", "title", "issuer", "issued_on", "replaces", "sha256"],
    "tasks": [
        *("appendix", "group", "group_title", "number", "parent", "is_heading", "title", "responsible_head"),
        *("lead", "lead_agencies", "coordinating", "coordinating_agencies", "deliverable", "authority", "note"),
        *("deadline", "source", "problems"),
    ],
    "indicators": [
        *("appendix", "group", "group_title", "number", "title", "unit", "lead", "lead_agencies", "targets"),
        *("source", "problems"),
    ],
    "obligations": ["text", "who", "recipient", "through", "deadline", "source"],
}


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(HEAD + rows(SIX, six("1", "Việc một"), six("3", "Việc ba", "")), encoding="utf-8")
    return path


def test_json_has_the_keys_other_programs_rely_on() -> None:
    result = CliRunner().invoke(parse, [str(SAMPLE), "--json"])
    plan = json.loads(result.output)
    assert list(plan) == ["document", "tasks", "indicators", "obligations", "problems"]
    assert list(plan["document"]) == KEYS["document"]
    for part in ("tasks", "indicators", "obligations"):
        assert {tuple(row) for row in plan[part]} == {tuple(KEYS[part])}
    assert list(plan["tasks"][0]["source"]) == ["page", "line", "table", "row"]
    assert list(plan["indicators"][0]["targets"][0]) == ["year", "raw", "comparator", "min", "max", "unit"]
    assert list(plan["tasks"][5]["deadline"])[:3] == ["raw", "kind", "start"]
    assert plan["document"]["issued_on"] == "2026-02-14"


def test_the_summary_says_what_was_read_and_what_is_doubtful(plan_file: Path) -> None:
    output = CliRunner().invoke(parse, [str(plan_file)]).output
    assert "Kế hoạch 15/KH-UBND ngày 05/01/2026: Chuyển đổi số tỉnh Đồng Nai năm 2026" in output
    assert "Nhiệm vụ: 2 (và 0 dòng mục)" in output
    assert "mục 3: Trước số 3 thiếu số 2" in output
    assert "Rõ trách nhiệm: chưa có cơ quan chủ trì" in output


@pytest.mark.parametrize("day", ["2026-01-05", "05/01/2026"])
def test_the_day_of_issue_may_be_given(tmp_path: Path, day: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text("KẾ HOẠCH\n\nVề việc X\n\n" + rows(SIX, six("1", "Việc")), encoding="utf-8")
    result = CliRunner().invoke(parse, [str(path), "--json", "--issued-on", day])
    assert json.loads(result.output)["document"]["issued_on"] == "2026-01-05"


def test_a_refusal_is_one_sentence(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "parse", str(tmp_path / "khong-co.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.strip().count("\n") == 0
    assert "Không đọc được tệp" in result.stderr


def test_parsing_loads_neither_the_web_nor_the_database() -> None:
    """The command must start in a fraction of a second."""
    code = (
        "import sys; from tracker.cli import cli; "
        f"cli(['parse', {str(SAMPLE)!r}], standalone_mode=False); "
        "print(sorted({'flask', 'sqlalchemy', 'rapidfuzz'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
