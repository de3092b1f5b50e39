"""The quantities a sentence asks for: "Có ≥ 80%", "ít nhất 03 mô hình", "đạt 5 - 10%", with what they compare. Pure.

Numbers that measure nothing are left out: of documents, days, years, generations (5G), levels ("mức độ 3"), ages,
spans of time ("sau 12 tháng"), and what a number is counted by ("trên 01 vạn dân").
"""

import re
from dataclasses import dataclass

from tracker.imports.targets import NUMBER, number_value


@dataclass(frozen=True, slots=True)
class Quantity:
    """`start` and `end`: where its words stand, comparison and unit included. `raw` are those words."""

    start: int
    end: int
    raw: str
    comparator: str
    low: float | None
    high: float | None
    unit: str | None


_COMPARE = (
    (">=", r"≥|>=|⩾|ít nhất(?: là)?|tối thiểu(?: là)?|không (?:dưới|thấp hơn|ít hơn)|từ|đạt từ"),
    ("<=", r"≤|<=|⩽|nhiều nhất|tối đa(?: là)?|không (?:(?:để|được) )?(?:quá|vượt quá|trên|cao hơn)|dưới mức"),
    (">", r">|trên|hơn|lớn hơn|cao hơn|vượt(?: mức)?"),
    ("<", r"<|dưới|nhỏ hơn|thấp hơn|ít hơn"),
    ("=", r"=|bằng|khoảng"),
)
_WORDS = "|".join(pattern for _, pattern in _COMPARE)
_NOUNS = (
    "chi bộ|đảng bộ|tổ chức đảng|đảng viên|đoàn viên|hội viên|vụ việc|vụ án|đơn thư"
    "|doanh nghiệp|hợp tác xã|hộ kinh doanh|hộ gia đình|hộ dân|hộ nghèo|hộ|người dân|người|cán bộ|công chức"
    "|viên chức|lao động|học sinh|sinh viên|giáo viên|chuyên gia|kỹ sư|bác sĩ|giường bệnh|hồ sơ|thủ tục|dịch vụ"
    "|tài khoản|giao dịch|sáng kiến|sáng chế|đề tài|đề án|dự án|nhiệm vụ|mô hình|công trình|sản phẩm|bài báo"
    "|đơn đăng ký|đơn|chương trình|kế hoạch|hội nghị|hội thảo|lớp tập huấn|lớp|cuộc|đợt|buổi|lượt người|lượt"
    "|tin, bài|tin bài|bài viết|bài|video|trung tâm|vườn ươm|phòng thí nghiệm|cơ sở|tổ chức|bệnh viện|trạm y tế"
    "|trường học|trường"
    "|nhà máy|khu công nghiệp|khu|cụm|tuyến|trạm|điểm|nền tảng|hệ thống|cơ sở dữ liệu|ứng dụng|thiết bị|camera|xã"
    "|phường|thôn|bản|ấp|tổ dân phố|huyện|tỉnh|địa phương|cơ quan|đơn vị|nghìn tỷ đồng|tỷ đồng|triệu đồng"
    "|nghìn đồng|đồng|tỷ USD|triệu USD|USD|triệu|tỷ|km2|km²|km|m2|m²|m3|ha|tấn|kg|MW|kWh|Mbps|Gbps|Gb/s|Mb/s|lần"
    "|bậc|vòng|giờ|phút|ngày làm việc|ngày|nghị quyết|văn bản|quy trình|tiêu chí|chỉ tiêu|đội|tổ|nhóm|câu lạc bộ"
    "|sàn|gian hàng|mã|vùng|căn hộ|căn|ngôi nhà|nhà|cây|con|vụ|ca|suất|phòng|thư viện|di tích|lễ hội|giải pháp"
    "|giải thưởng|giải|chứng nhận|thương hiệu|nhãn hiệu"
)
_PER = r"(?:\s*/\s*(?:năm|tháng|quý|người|ngày|\d+(?:\.\d{3})*\s*(?:vạn\s+)?dân|vạn dân|ha|km))?"
_UNIT = re.compile(
    rf"\s*(?:(?P<percent>[%‰]{_PER})|(?P<noun>(?:(?:nghìn|triệu|tỷ)\s+)?(?:{_NOUNS})(?!\w){_PER}))", re.IGNORECASE
)
_RATIO = re.compile(rf"(?<![\w/.,])(?P<of>\d{{1,4}})\s*/\s*\d{{1,4}}\s+(?P<noun>(?:{_NOUNS})(?!\w))", re.IGNORECASE)
_QUANTITY = re.compile(
    rf"(?<![\w.,/–-])(?:(?:{_WORDS})\s*){{0,4}}(?<![\w.,])(?P<low>{NUMBER})\s*(?P<percent>[%‰])?"
    rf"(?:\s*(?P<to>[-–—]|đến|tới)\s*(?P<high>{NUMBER})(?=\s*[%‰]|\s+[^\W\d]))?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_SIGNS = tuple((sign, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for sign, pattern in _COMPARE)
_FROM = re.compile(r"\s*(?:từ|khoảng|đạt từ)\s*(?:khoảng\s+)?", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?<!\w)(?:tăng|giảm)(?:\s+(?:bình quân|trung bình|thêm|gấp|đạt|lên|còn|xuống còn))*\s*$", re.IGNORECASE
)
_UPWARD = re.compile(r"\s*(?:\S+\s+){0,3}?trở lên\b", re.IGNORECASE)
# Words of a sentence that hold numbers but measure nothing.
_SKIPPED = re.compile(
    "|".join(
        (
            r"(?:số\s*:?\s*)?\d{1,5}\s*[-–/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w-]*(?:\s?[-–/]\s?[A-ZĐ]\w*)*",
            r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?",
            r"(?:ngày\s+)?\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?(?!\w)|\d{1,2}/\d{4}|tháng\s+\d{1,2}",
            r"(?:năm|giai đoạn|nhiệm kỳ|tầm nhìn|đến)\s+(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)*",
            r"(?<![\w.,])(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d|\d+(?=[A-Za-zĐđ])\w+",
            r"(?:COVID|ISO|TCVN|QCVN|Wi-?Fi|Web|IPv)\s*-?\s*[\d:.-]+|24/7|24/24|(?<![\d.])[45]\.0(?![\d%])",
            r"(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Đề án|Chương trình|Kế hoạch|Thông tư|Kết luận|Luật|Công văn)"
            r"\s+(?:số\s+)?\d+",
            r"(?:mức độ|mức|cấp độ|cấp|hạng|loại|bậc|điều|khoản|điểm|phụ lục|mục|quý|lần thứ|thứ|khóa|kỳ|tầng)"
            r"\s+\d+(?![.,]?\d*\s*%)",
            r"(?:sau|trong vòng|trong thời hạn|trong|từng giai đoạn|giai đoạn|chu kỳ|tổng thể|chiến lược)"
            r"\s+\d+\s*(?:năm|tháng|ngày|tuần)",
            r"(?:từ|dưới|trên|đủ)?\s*\d+\s*tuổi(?:\s+trở lên)?",
            r"(?:trên|/)\s*(?:0?1|1\.000|10\.000|100\.000|100)\s*(?:vạn\s+)?(?:dân|người|trẻ)",
            r"(?:với|có)\s+tốc độ[^,;.]{0,40}?\d+(?:[.,]\d+)?\s*(?:Gb|Mb|G|M)\S*",
        )
    ),
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:thuộc|trong|vào|lọt vào|đứng trong|nằm trong|tiệm cận)?\s*(?:nhóm|top|tốp)\s+(?P<rank>\d{1,3})(?!\s*%)"
    r"|(?:xếp|đứng|vị trí)\s+(?:hạng\s+)?(?:thứ\s+)?(?P<place>\d{1,3})(?!\s*%)",
    re.IGNORECASE,
)
_LONGEST = 4000
_NEAR = 60
"""As many letters before a number say what it is for."""
_LINKS = re.compile(r"(?:của|trong|vào|trở|so|và|trên|đối|năm|cho|tại|ở|với|là|được|để|đến|từ|theo)(?!\w)")
_CALLED_FOR = re.compile(
    r"(?:có|đạt|còn|là|xuống|lên|tăng|giảm|gấp|duy trì|hình thành|xây dựng|phát triển|thành lập|thu hút|bố trí"
    r"|kết nối|với|tổ chức|triển khai|hoàn thành|công nhận|mỗi năm|hằng năm|hàng năm|mức|thêm|khoảng"
    r"|cho|hỗ trợ|đào tạo|mở|trồng|tối thiểu|ít nhất|phấn đấu|đăng ký|cấp|lắp đặt|số hóa|ban hành|nghiệm thu"
    r"|thí điểm|lũy kế|và|,|:)\s*$",
    re.IGNORECASE,
)


def quantities(text: str) -> list[Quantity]:
    """Every quantity in the order of the sentence; none of a text too long to be one."""
    if len(text) > _LONGEST:
        return []
    hidden = _SKIPPED.sub(lambda found: "\x00" * len(found.group()), text)
    found = [_ranked(rank) for rank in _RANK.finditer(text)] + [_part_of(part) for part in _RATIO.finditer(text)]
    for match in _QUANTITY.finditer(hidden):
        quantity = _quantity(text, hidden, match)
        if quantity is not None and all(quantity.end <= one.start or quantity.start >= one.end for one in found):
            found.append(quantity)
    return sorted(found, key=lambda one: one.start)


def _part_of(found: re.Match[str]) -> Quantity:
    """ "80/102 xã": eighty of them."""
    value = float(found["of"])
    return Quantity(found.start(), found.end(), found.group(), "=", value, value, found["noun"])


def _ranked(found: re.Match[str]) -> Quantity:
    """ "thuộc nhóm 5 địa phương dẫn đầu": fifth or better."""
    value = float(found["rank"] or found["place"])
    low = None if found["rank"] else value
    raw = found.group().strip()
    return Quantity(found.start(), found.end(), raw, "<=" if found["rank"] else "=", low, value, None)


def _quantity(text: str, hidden: str, match: re.Match[str]) -> Quantity | None:
    rest = hidden[match.end() :]
    unit = _UNIT.match(text, match.start("percent") if match["percent"] and not match["high"] else match.end())
    end = unit.end() if unit else match.end()
    words = unit["percent"] or unit["noun"] if unit else None
    if match["percent"] and not words:
        words = match["percent"]
    comparator = _comparator(hidden[match.start() : match.start("low")])
    is_padded = bool(re.match(r"0\d", match["low"]))
    if not (
        words or comparator or is_padded or _CALLED_FOR.search(hidden[max(0, match.start() - _NEAR) : match.start()])
    ):
        return None
    if not words and not _is_index(hidden, match):
        words = _noun(rest)
        if words is None and comparator in (">", "<", None):
            return None
        end = match.end() + len(rest) - len(rest.lstrip()) + len(words) if words else end
    upward = _UPWARD.match(hidden, match.end())
    if upward and comparator in (None, ">="):
        comparator, end = ">=", max(end, upward.end())
    low, high = number_value(match["low"]), match["high"]
    start = match.start()
    change = _CHANGE.search(text, max(0, start - _NEAR), start)
    start = change.start() if change else start
    raw = text[start:end].strip()
    unit_words = " ".join(words.split()) if words else None
    if high is not None:
        is_from = _FROM.fullmatch(hidden[match.start() : match.start("low")])
        sign = comparator if comparator and not is_from else "range"
        return Quantity(start, end, raw, sign, low, number_value(high), unit_words)
    least = low if comparator in (None, "=", ">=", ">") else None
    most = low if comparator in (None, "=", "<=", "<") else None
    return Quantity(start, end, raw, comparator or "=", least, most, unit_words)


def _comparator(words: str) -> str | None:
    """The comparison the words before the number make; "tối thiểu từ" is "tối thiểu"."""
    found = [sign for sign, pattern in _SIGNS if pattern.search(words)]
    return found[0] if found else None


def _is_index(hidden: str, match: re.Match[str]) -> bool:
    """A pure number needs no unit after "chỉ số …", and where it has decimals."""
    before = hidden[: match.start()].lower()
    return "," in match["low"] or "chỉ số" in before or "điểm" in before


def _noun(rest: str) -> str | None:
    """What is counted, where no known word says it: the two words after the number."""
    found = re.match(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)", rest)
    return found[1] if found and found[1][0].islower() and not _LINKS.match(found[1]) else None
