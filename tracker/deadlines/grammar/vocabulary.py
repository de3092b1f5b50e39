"""The words that deadline phrases are made of, by the part they play. Everything else is a plain WORD.

Longest wording first is not needed: the longest match always wins. Accents and case are folded away, except where two
words of deadlines differ by the accent alone (see `word_key`).
"""

from typing import NamedTuple

from tracker.deadlines.grammar.normalise import fold

NUM = "number"
ROMAN = "roman"
TIME = "time"
WORD = "word"
END = "end"
DITTO = "ditto"

DAY = "day"
WEEK = "week"
MONTH = "month"
MONTH_LETTER = "t"
QUARTER = "quarter"
YEAR = "year"
HOUR = "hour"
MINUTE = "minute"
WORKING = "working"
PART = "part"
HALF_YEAR = "half year"
WHOLE = "whole"
THIS = "this"
THIS_YEAR = "this year"
SCHOOL_YEAR = "school year"
LUNAR = "lunar"
DAYPART = "day part"
WEEKDAY = "weekday"
FIRST_ORDINAL = "first"

IN = "in"
BEFORE = "before"
LATEST = "latest"
UNTIL = "until"
END_OF = "end of"
FROM = "from"
AFTER = "after"
WHEN = "when"
AT_ONCE = "at once"
WITHIN = "within"
NOW = "now"
OF = "of"
IS = "is"
PHASE = "phase"
TERM = "term"
ONWARD = "onward"
NEXT = "next"

EVERY = "every"
PERIODIC = "periodic"
YEARLY = "yearly"
TIMES = "times"
LEAST = "at least"
ONGOING = "ongoing"
AD_HOC = "ad hoc"
BY_RULE = "by rule"
AND = "and"
OR = "or"

DONE = "done"
WORK = "work"
HEDGE = "hedge"
LABEL = "label"
NO_DEADLINE = "no deadline"

_ONWARD = (
    " | ".join(
        f"{lead}{noun} {tail}"
        for lead in ("", "và ", "và trong ")
        for noun in ("những năm", "các năm", "các giai đoạn", "những giai đoạn", "giai đoạn", "thời gian")
        for tail in ("tiếp theo", "sau", "kế tiếp", "tới", "sau đó", "tiếp sau")
    )
    + " | trở đi | trở về sau | và về sau | và tiếp theo"
)

# Kind, value (of weekdays and parts), wordings.
PHRASES: tuple[tuple[str, int, str], ...] = (
    (DAY, 0, "ngày | mùng | mồng | ngày mùng | ngày mồng"),
    (WEEK, 0, "tuần | tuần lễ"),
    (MONTH, 0, "tháng | thánq"),
    (QUARTER, 0, "quý | quí | ouý | ouí | q"),
    (YEAR, 0, "năm"),
    (HOUR, 0, "giờ | h | g"),
    (MINUTE, 0, "phút"),
    (WORKING, 0, "làm việc"),
    (MONTH_LETTER, 0, "t | th | thg"),
    (PART, 1, "đầu | đầu tiên | thượng tuần"),
    (PART, 2, "giữa | trung tuần"),
    (PART, 3, "cuối | cuối cùng | hạ tuần"),
    (PART, 4, "nửa đầu | nửa đầu tiên"),
    (PART, 5, "nửa cuối | nửa sau"),
    (HALF_YEAR, 0, "nửa năm | bán niên"),
    (WHOLE, 0, "cả | toàn"),
    (THIS, 0, "này"),
    (THIS_YEAR, 0, "năm nay"),
    (SCHOOL_YEAR, 0, "năm học | niên học | niên khóa | học kỳ | niên độ"),
    (LUNAR, 0, "âm lịch | tết nguyên đán | tháng giêng | tháng chạp"),
    (DAYPART, 0, "sáng | trưa | chiều | tối | buổi sáng | buổi chiều"),
    (WEEKDAY, 1, "thứ hai | thứ 2"),
    (WEEKDAY, 2, "thứ ba | thứ 3"),
    (WEEKDAY, 3, "thứ tư | thứ 4 | thu tu"),
    (WEEKDAY, 4, "thứ năm | thứ 5"),
    (WEEKDAY, 5, "thứ sáu | thứ 6 | thu sau"),
    (WEEKDAY, 6, "thứ bảy | thứ bẩy | thứ 7"),
    (WEEKDAY, 7, "chủ nhật"),
    (FIRST_ORDINAL, 0, "thứ nhất"),
    (
        IN,
        0,
        "trong | vào | trong khoảng | ngay trong | vào khoảng thời gian | thời điểm | vào thời điểm | lúc "
        "| vào lúc | đúng",
    ),
    (BEFORE, 0, "trước | trước thời điểm | xong trước"),
    (
        LATEST,
        0,
        "chậm nhất | muộn nhất | trễ nhất | không chậm hơn | không muộn hơn | không trễ hơn | không quá | hạn "
        "chót | hạn cuối | hạn cuối cùng | hạn | hạn đến",
    ),
    (UNTIL, 0, "đến | tới | cho đến | cho tới | tính đến | kéo dài đến | tối đa đến"),
    (END_OF, 0, "hết | hết thời điểm"),
    (FROM, 0, "từ | kể từ | tính từ | bắt đầu | bắt đầu từ | áp dụng từ | thực hiện từ | triển khai từ"),
    (AFTER, 0, "sau"),
    (WHEN, 0, "khi"),
    (AT_ONCE, 0, "ngay"),
    (WITHIN, 0, "trong vòng | trong thời hạn | trong thời gian | trong phạm vi | tối đa"),
    (NOW, 0, "nay | từ nay | bây giờ | hiện nay"),
    (OF, 0, "của | thuộc"),
    (IS, 0, "là"),
    (PHASE, 0, "giai đoạn | gđ | thời kỳ | các năm | trong các năm | cả giai đoạn | toàn giai đoạn"),
    (TERM, 0, "nhiệm kỳ | cả nhiệm kỳ | toàn nhiệm kỳ"),
    (ONWARD, 0, _ONWARD),
    (NEXT, 0, "tiếp theo | kế tiếp | liền kề | sau liền kề | liền sau | liền kề sau | kế tiếp sau"),
    (EVERY, 0, "hằng | hàng | mỗi | từng | hằng mỗi"),
    (PERIODIC, 0, "định kỳ | định kì | chu kỳ | theo chu kỳ | theo định kỳ"),
    (YEARLY, 0, "thường niên | hằng niên"),
    (TIMES, 0, "lần | đợt"),
    (LEAST, 0, "ít nhất | tối thiểu"),
    (
        ONGOING,
        0,
        "thường xuyên | nhiệm vụ thường xuyên | công việc thường xuyên | thực hiện thường xuyên | triển khai "
        "thường xuyên | thường xuyên thực hiện | thường xuyên triển khai | thường xuyên cập nhật | cập nhật "
        "thường xuyên | là nhiệm vụ thường xuyên | liên tục | thực hiện liên tục | lâu dài | duy trì | suốt | "
        "trong suốt | xuyên suốt | quanh năm",
    ),
    (
        AD_HOC,
        0,
        "đột xuất | khi có yêu cầu | theo yêu cầu | khi cần | khi cần thiết | khi phát sinh | khi có phát "
        "sinh | khi có chỉ đạo | theo chỉ đạo | theo yêu cầu nhiệm vụ | khi được yêu cầu",
    ),
    (
        BY_RULE,
        0,
        "theo quy định | theo quy chế | theo kế hoạch | theo chức năng, nhiệm vụ | theo chức năng nhiệm vụ | kịp thời"
        " | theo tiến độ | theo lộ trình | theo phân công | theo hướng dẫn | theo chương trình"
        " | theo tình hình thực tế",
    ),
    (AND, 0, "và | cùng với"),
    (OR, 0, "hoặc | hay | hoặc là"),
    (
        DONE,
        0,
        "hoàn thành | hoàn thành xong | hoàn tất | hoàn thiện | xong | thực hiện | thực hiện xong | triển "
        "khai | triển khai thực hiện | tổ chức thực hiện | tổ chức triển khai | trình | trình ban hành | "
        "trình phê duyệt | ban hành | phê duyệt | công bố | khởi công | khánh thành | nghiệm thu | vận hành | "
        "đưa vào vận hành | đưa vào sử dụng | đưa vào khai thác | bàn giao | ký kết | kết thúc | nộp | gửi",
    ),
    (
        WORK,
        0,
        "báo cáo | sơ kết | tổng kết | đánh giá | kiểm tra | giám sát | tổng hợp | xây dựng | tham mưu | tổ "
        "chức | thí điểm | khảo sát | rà soát | cập nhật | thẩm định | đề xuất | dự thảo | lấy ý kiến | đăng "
        "ký | lập | mở rộng | nhân rộng | tiếp tục",
    ),
    (
        HEDGE,
        0,
        "dự kiến | phấn đấu | cơ bản | dứt điểm | phải | cần | thời gian dự kiến | yêu cầu | bảo đảm | đảm bảo "
        "| quyết tâm | toàn bộ",
    ),
    (
        LABEL,
        0,
        "thời gian hoàn thành | thời gian thực hiện | thời gian | thời hạn | thời hạn hoàn thành | thời hạn "
        "thực hiện | hạn hoàn thành | hạn thực hiện | thời hạn báo cáo | tiến độ | tiến độ hoàn thành | tiến "
        "độ thực hiện | mốc thời gian | mốc hoàn thành | thời điểm hoàn thành | thời điểm thực hiện | kỳ hạn",
    ),
    (WORD, 0, "hết hạn | đến hạn | quá hạn | đúng hạn | hết hiệu lực"),
    (
        NO_DEADLINE,
        0,
        "không thời hạn | không có thời hạn | không quy định | không quy định thời hạn | không quy định thời "
        "gian | không xác định thời hạn | không có",
    ),
)

# One accent apart and both at home in deadlines: "sáu" six / "sau" after, "tư" four / "từ" from, "mỗi" each / "mới"
# new, "nữa" more / "nửa" half; and "ngày" day / "ngay" at once, in `word_keys`.
_KEPT_APART = {"sáu": "sáu", "tư": "tư", "tứ": "tư", "mới": "mới", "mọi": "mọi", "nữa": "nữa", "bà": "bà"}
_NUMBER_WORDS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mươi": 10,
}
_PLAIN_NUMBER_WORDS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "lam": 5,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}


def word_key(written: str, folded: str, accented: bool) -> str:
    """The key by which a word is looked up."""
    if folded == "ngay":
        return "ngay!" if accented and written.lower() == "ngay" else "ngay"
    return folded if written == folded else _KEPT_APART.get(written.lower(), folded)


def number_word(written: str, accented: bool) -> int:
    """ "sáu" → 6, 0 for other words; without accents only where the whole phrase has none ("ba" could be "bà")."""
    return (_NUMBER_WORDS if accented else _PLAIN_NUMBER_WORDS).get(written, 0)


class Entry(NamedTuple):
    """What begins with a word: its own kind and value, and longer wordings by their second word, longest first."""

    single: tuple[str, int] | None
    longer: dict[str, list[tuple[tuple[str, ...], str, int]]]


def _entries() -> dict[str, Entry]:
    singles: dict[str, tuple[str, int]] = {}
    longer: dict[str, dict[str, dict[tuple[str, ...], tuple[str, int]]]] = {}
    for kind, value, wordings in PHRASES:
        for wording in wordings.split("|"):
            words = tuple(word_key(word, fold(word), True) for word in wording.replace(",", " ,").split())
            if len(words) == 1:
                singles.setdefault(words[0], (kind, value))
            else:
                longer.setdefault(words[0], {}).setdefault(words[1], {}).setdefault(words, (kind, value))
    return {
        first: Entry(
            singles.get(first),
            {
                second: sorted(((words, *meant) for words, meant in found.items()), key=lambda one: -len(one[0]))
                for second, found in longer.get(first, {}).items()
            },
        )
        for first in (*singles, *longer)
    }


ENTRIES = _entries()
