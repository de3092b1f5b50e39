import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from tracker.deadlines.commands import deadline

PHRASES = "Quý I/2026\n\nngày 15/3\nnt\ntrước tháng 6/2026\n10 ngày làm việc kể từ ngày ký\n"


def run(*arguments: str, phrases: str = PHRASES) -> str:
    result = CliRunner().invoke(deadline, list(arguments), input=phrases)
    assert result.exit_code == 0, result.output
    return result.output


def test_every_line_gives_one_json_object() -> None:
    found = [json.loads(line) for line in run("--issued-on", "2026-02-14", "--json", "-").splitlines()]
    assert [(one["raw"], one["kind"], one["due"]) for one in found] == [
        ("Quý I/2026", "date", "2026-03-31"),
        ("", "none", None),
        ("ngày 15/3", "date", "2026-03-15"),
        ("nt", "unclear", None),
        ("trước tháng 6/2026", "date", "2026-05-31"),
        ("10 ngày làm việc kể từ ngày ký", "relative", "2026-03-06"),
    ]


def test_without_json_each_line_is_readable() -> None:
    lines = run("--issued-on", "14/02/2026").splitlines()
    assert lines[0] == "Quý I/2026 → hạn một ngày; từ 01/01/2026 chậm nhất 31/03/2026"
    assert lines[1] == "(trống) → không có thời hạn"
    assert "năm lấy theo ngày ban hành" in lines[2]
    assert "như trên" in lines[3]
    assert lines[4].endswith("chậm nhất 31/05/2026")
    assert "chậm nhất 14/03/2026" in run(phrases="trước ngày 15/3/2026\n")


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "phrases.txt"
    file.write_text("\ufeff" + PHRASES, encoding="utf-8")
    assert run("--json", str(file), phrases="") == run("--json", "-")


def test_bytes_that_are_no_text_are_unclear_and_do_not_stop_the_rest() -> None:
    result = CliRunner().invoke(deadline, ["--json", "-"], input=b"Qu\xff\xfe I/2026\nNam 2026\n")
    assert [json.loads(line)["kind"] for line in result.output.splitlines()] == ["unclear", "date"]


def test_the_command_starts_without_flask_or_a_database() -> None:
    code = (
        "import sys, tracker.deadlines.commands\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('flask', 'sqlalchemy', 'flask_babel')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
