"""`tracker parse FILE`: what the importer understood, without a database."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from tracker.errors import DomainError
from tracker.imports.draft import INFORMATION, IndicatorDraft, PlanDraft, Problem, TaskDraft
from tracker.imports.isolated import read_apart
from tracker.imports.places import place_of_row

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_SHOWN = 40
"""Problems printed in full; the rest are counted."""


@click.command("parse")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--issued-on", default="", metavar="NGÀY", help="Ngày ban hành, nếu văn bản không ghi.")
@click.option("--json", "as_json", is_flag=True, help="In toàn bộ kết quả dạng JSON.")
def parse(file: Path, issued_on: str, as_json: bool) -> None:
    """Đọc một kế hoạch và in những gì hiểu được, không cần cơ sở dữ liệu."""
    draft = read_apart(_bytes(file), file.name, _day(issued_on))
    if as_json:
        click.echo(json.dumps(draft.as_dict(), ensure_ascii=False))
    else:
        for line in _summary(draft):
            click.echo(line)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DomainError(f"Không đọc được tệp {file}: hãy kiểm tra đường dẫn và quyền đọc.") from error


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _ISO.fullmatch(text.strip()) or _VIETNAMESE.fullmatch(text.strip())
    try:
        if found:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        pass
    raise DomainError(f"--issued-on là “{text}”: hãy ghi ngày dạng 14/02/2026 hoặc 2026-02-14.")


def _summary(draft: PlanDraft) -> Iterator[str]:
    head = draft.document
    issued = f" ngày {head.issued_on:%d/%m/%Y}" if head.issued_on else ""
    yield f"{head.kind or 'Văn bản'} {head.number or '(chưa rõ số)'}{issued}: {head.title}"
    if head.issuer:
        yield f"Cơ quan ban hành: {head.issuer}"
    if head.replaces:
        yield f"Thay thế: {', '.join(head.replaces)}"
    headings = sum(task.is_heading for task in draft.tasks)
    yield f"Nhiệm vụ: {len(draft.tasks) - headings} (và {headings} dòng mục), theo phụ lục: {_by_appendix(draft)}"
    yield f"Chỉ tiêu: {len(draft.indicators)}. Chế độ báo cáo nêu trong văn bản: {len(draft.obligations)}."
    doubts = list(_doubts(draft))
    yield f"Chỗ cần xem lại: {len(doubts)}."
    for line in doubts[:_SHOWN]:
        yield f"  {line}"
    if len(doubts) > _SHOWN:
        yield f"  … và {len(doubts) - _SHOWN} chỗ khác (xem đầy đủ với --json)."


def _by_appendix(draft: PlanDraft) -> str:
    counts = Counter(task.appendix or "không đánh số" for task in draft.tasks)
    return ", ".join(f"{name}: {count} dòng" for name, count in counts.items()) or "không có"


def _doubts(draft: PlanDraft) -> Iterator[str]:
    for problem in draft.problems:
        yield problem.message
    rows: list[IndicatorDraft | TaskDraft] = [*draft.indicators, *draft.tasks]
    for row in rows:
        place = ".".join(part for part in (row.appendix, row.number) if part)
        for problem in row.problems:
            if _asks(problem):
                yield f"{place_of_row(row.source)}, mục {place or '(không số)'}: {problem.message}"


def _asks(problem: Problem) -> bool:
    return problem.code not in INFORMATION
