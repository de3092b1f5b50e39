"""How long a long plan takes to read and how much memory, for each format.

    python -m benchmarks.readers [word …] [--rows 1000]

Each file is read by `tracker parse FILE --json`, which reads it in a child process; the processor time of both and
the most memory they held are sampled from outside, so that starting Python and printing the result count too.
"""

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
from docx import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from tests.imports.paper import NINE
from tests.imports.printed import PrintedTable
from tests.imports.writers import sheet
from tests.imports.writers.pdf_layout import Habits, drawn

MB = 1024 * 1024
PAUSE = 0.01
"""Seconds between two samples."""
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
    "Số: 15/KH-UBND",
    "Đồng Nai, ngày 05 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "Chuyển đổi số năm 2026",
    "PHỤ LỤC I",
    "DANH MỤC NHIỆM VỤ",
)
DEPARTMENTS = ("Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Công an tỉnh", "Sở Y tế", "Sở Tư pháp")
DEADLINES = ("Quý II/2026", "Tháng 9/2026", "Trước ngày 31/10/2026", "Thường xuyên, hằng năm", "2026 - 2030")


def rows(count: int) -> list[tuple[str, ...]]:
    """Tasks of nine columns, no two alike."""
    found = []
    for number in range(1, count + 1):
        lead, first, second = (DEPARTMENTS[(number * step) % len(DEPARTMENTS)] for step in (1, 5, 7))
        title = (
            f"Xây dựng, trình ban hành và tổ chức thực hiện kế hoạch số {number} về chuyển đổi số của ngành, "
            "lĩnh vực trên địa bàn tỉnh; bảo đảm hạ tầng, dữ liệu, nhân lực và an toàn thông tin theo quy định"
        )
        others = f"{first}, {second}, Ủy ban nhân dân các xã, phường"
        deadline = DEADLINES[number % len(DEADLINES)]
        result = f"Kế hoạch số {number} được ban hành"
        found.append(
            (
                str(number),
                title,
                f"Giám đốc {lead}",
                lead,
                others,
                result,
                deadline,
                "UBND tỉnh",
                "Nghị quyết số 57-NQ/TW",
            )
        )
    return found


# Formats


def word(count: int) -> bytes:
    """As Word writes it: every few words a run of its own with its font, size and colour."""
    document = Document()
    for line in HEAD:
        document.add_paragraph(line)
    grid = '<w:gridCol w:w="1500"/>' * len(NINE)
    inner = "".join(f"<w:tr>{''.join(map(_word_cell, cells))}</w:tr>" for cells in (NINE, *rows(count)))
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"
    document.element.body.insert(len(HEAD), parse_xml(table))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _word_cell(text: str) -> str:
    look = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        '<w:color w:val="000000"/><w:spacing w:val="-4"/><w:sz w:val="26"/><w:lang w:val="vi-VN"/>'
    )
    words = text.split(" ")
    parts = [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]
    runs = "".join(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{part} </w:t></w:r>' for part in parts)
    paragraph = f'<w:p><w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="both"/></w:pPr>{runs}</w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'


def pdf(count: int) -> bytes:
    """As a program prints it on landscape pages, about five rows to each: 208 pages for 1,000 rows."""
    table = PrintedTable(HEAD[-2:], NINE, tuple(rows(count)))
    return drawn([table], Habits(rules="boxes", keeps_spaces=True), HEAD[:-2])


def sheet_rows(count: int) -> list[list[Sequence[str]]]:
    """One sheet: the head of the plan line by line, then its table."""
    return [[*([line] for line in HEAD), NINE, *rows(count)]]


FORMATS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "word": ("docx", word),
    "pdf": ("pdf", pdf),
    "excel": ("xlsx", lambda count: sheet.xlsx(sheet_rows(count))),
    "old-excel": ("xls", lambda count: sheet.xls(sheet_rows(count))),
    "calc": ("ods", lambda count: sheet.ods(sheet_rows(count))),
}
"""What is measured: the ending of the file and who writes it."""


# Measuring


def measured(path: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of the processor, and the most MB held."""
    command = [sys.executable, "-c", "from tracker.cli import main; main()", "parse", str(path), "--json"]
    started, seconds, memory = time.perf_counter(), 0.0, 0
    with path.with_suffix(".json").open("wb") as out, psutil.Popen(command, stdout=out) as process:
        while process.poll() is None:
            try:
                family = [process, *process.children(recursive=True)]
                seconds = max(seconds, sum(one.cpu_times().user + one.cpu_times().system for one in family))
                memory = max(memory, sum(one.memory_info().rss for one in family))
            except psutil.NoSuchProcess:
                break
            time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(f"tracker parse failed on {path.name}")
    return time.perf_counter() - started, seconds, memory / MB


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--rows", type=int, default=1000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            ending, write = FORMATS[name]
            path = Path(folder) / f"ke-hoach.{ending}"
            path.write_bytes(write(options.rows))
            clock, processor, memory = measured(path)
            print(f"{name}: {options.rows} rows, {clock:.1f} s ({processor:.1f} s of processor), {memory:.0f} MB")


if __name__ == "__main__":
    main()
