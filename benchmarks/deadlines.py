"""How many distinct deadline phrases a second the parser reads, and that as a multiple of `datetime.strptime`.

    python benchmarks/deadlines.py [--count 10000]

Every phrase is different, so no cache helps. All forms come equally often: long ones weigh more than in real annexes.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from tracker.deadlines.phrases import parse_deadline

ISSUED = date(2026, 2, 14)
QUARTERS = ("I", "II", "III", "IV")
FORMS = (
    "Quý {q}/{y}",
    "Tháng {m}/{y}",
    "Năm {y} (Theo mục tiêu NQ {n})",
    "Thường xuyên từ năm {y} đến năm {n}",
    "trước ngày {d}/{m}/{y}",
    "{m}/{y}",
    "ngày {d} tháng {m} năm {y}",
    "Quý {q} năm {y}",
    "hoàn thành trong tháng {m:02} năm {y}",
    "chậm nhất ngày {d}/{m}/{y}",
    "trước ngày {d}/{m} hằng năm, từ năm {y}",
    "giai đoạn {y} - {n}",
    "Quý II, {q}/{y}",
    "từ tháng {m}/{y} đến hết tháng {m}/{n}",
    "- Ban hành đề án trong Quý I/{y} - Báo cáo kết quả thí điểm Tháng {m}/{n}",
    "chậm nhất {d} ngày sau khi Tỉnh ủy ban hành Kế hoạch hành động năm {y}",
    "Định kỳ hằng năm trước ngày {d}/{m} (hoặc đột xuất khi có yêu cầu), từ năm {y}",
    "Theo tiến độ dự án nhóm {m} năm {y}",
)


def phrases(count: int) -> list[str]:
    """Forms in turn, each with values it has not had yet."""
    numbers = [(y, m, d) for d in range(1, 29) for m in range(1, 13) for y in range(2000, 2060)]
    streams = [
        iter(dict.fromkeys(form.format(q=QUARTERS[m % 4], m=m, d=d, y=y, n=y + 1) for y, m, d in numbers))
        for form in FORMS
    ]
    found: list[str] = []
    while len(found) < count and streams:
        streams = [stream for stream in streams if (phrase := next(stream, None)) and (found.append(phrase) or True)]
    return found[:count]


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """The best of five passes, in processor time: other programs on the machine do not count."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    texts = phrases(parser.parse_args().count)
    dates = [f"{n % 28 + 1:02}/{n % 12 + 1:02}/{2000 + n % 60}" for n in range(len(texts))]
    kinds = Counter(parse_deadline(text, ISSUED).kind.value for text in texts)
    ours = seconds(lambda text: parse_deadline(text, ISSUED), texts)
    theirs = seconds(lambda text: datetime.strptime(text, "%d/%m/%Y"), dates)  # noqa: DTZ007 - a plain date
    print(f"{len(texts):,} distinct phrases: {', '.join(f'{kind} {number}' for kind, number in kinds.items())}")
    print(f"{len(texts) / ours:,.0f} phrases a second, {ours / len(texts) * 1e6:.0f} µs each")
    print(f"{ours / theirs:.1f} times datetime.strptime on as many dates ({theirs / len(dates) * 1e6:.1f} µs each)")


if __name__ == "__main__":
    main()
