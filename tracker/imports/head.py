"""The facts on the first page: number, kind, title, issuer, day, and the plans this one replaces. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from tracker.agencies.kind_words import kind_of, kind_words_in
from tracker.agencies.tokens import expand
from tracker.imports.appendices import Appendix, appendix_at
from tracker.imports.draft import DocumentHead
from tracker.imports.grid import Line
from tracker.imports.markup import without_markup
from tracker.imports.paragraphs import Paragraph, paragraphs
from tracker.text import fold, squeeze

# Kinds of document and their symbols: Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn 36-HD/VPTW for the Party.
KINDS = {
    "Kế hoạch hành động": "KH",
    "Chương trình hành động": "CTrHĐ",
    "Kế hoạch": "KH",
    "Chương trình": "CTr",
    "Quyết định": "QĐ",
    "Nghị quyết": "NQ",
    "Chỉ thị": "CT",
    "Thông báo": "TB",
    "Kết luận": "KL",
    "Hướng dẫn": "HD",
    "Công văn": "CV",
    "Đề án": "ĐA",
    "Phương án": "PA",
    "Tờ trình": "TTr",
    "Báo cáo": "BC",
}
_BY_FOLD = {fold(kind): kind for kind in KINDS}
_SYMBOLS = {fold(symbol): symbol for symbol in KINDS.values()}
_PLANS = "Kế hoạch hành động|Chương trình hành động|Kế hoạch|Chương trình|Đề án|Quyết định"
NUMBER = (
    r"(?P<serial>\d{1,5})\s*(?P<first>[-–/])\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđ&]{0,9}(?:\s?[-–/]\s?[A-ZĐ][\w&]{0,15})+)"
)
_OWN_NUMBER = re.compile(rf"^\W*Số\s*:?\s*{NUMBER}")
_DAY = r"ngày\s*(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<yyyy>(?:19|20)\d\d)"
_DATELINE = re.compile(rf"^[^,]{{2,60}},\s*{_DAY}\W*$", re.IGNORECASE)
_DATELINE_IN = re.compile(rf"[A-ZĐ][\w. ]{{1,40}},\s*{_DAY}\W*$")
_ATTACHED = re.compile(
    rf"kèm theo\s+(?P<kind>\w[\w ]{{3,30}}?)\s+số\s*:?\s*{NUMBER}[\s,]*(?:{_DAY})?(?:\s*của\s+(?P<issuer>[^()]+))?",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    rf"^(?P<issuer>[^.:;]{{5,260}}?)\s+(?:ban hành|xây dựng(?: và ban hành)?|đề ra)\s+(?:{_PLANS})\b"
)
_OTHER_PLAN = rf"(?:{_PLANS})\s+(?:hành động\s+)?số\s*:?\s*{NUMBER}"
_REPLACES = re.compile(rf"(?<![/\w])thay thế\s+(?:cho\s+)?(?:các\s+)?{_OTHER_PLAN}")
_AMENDS = re.compile(
    r"(?P<passive>\b(?i:được|đã)\s+)?\b(?i:sửa đổi(?:,?\s*(?:và\s+)?bổ sung)?|bổ sung|điều chỉnh)\b"
    rf"[^.;]{{0,240}}?\b(?i:{_PLANS})\s+(?i:hành động\s+)?(?i:số)\s*:?\s*{NUMBER}"
)
_ALSO = re.compile(rf"[^.;()]{{0,120}}?(?:,|\bvà)\s*{_OTHER_PLAN}")
_ABOUT = re.compile(r"^\W*(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)
_NOT_ISSUER = re.compile(
    r"đảng cộng sản|cộng hòa|độc lập|số\b|chủ tịch|bộ trưởng|giám đốc|bí thư|phó |kt\.|tm\.|t/m|k/t",
    re.IGNORECASE,
)
_WITHOUT_PLACE = re.compile(r"ủy ban nhân dân|hội đồng nhân dân|ban chấp hành(?: đảng bộ)?|đảng ủy", re.IGNORECASE)
_PLACE = re.compile(r"(?:xã|phường|đặc khu|thị trấn|thị xã|huyện|quận|thành phố|tỉnh)\s", re.IGNORECASE)
_BESIDE = re.compile(r"\t|\s{3,}|\s+(?=CỘNG H[ÒO][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT|Độc lập\s*[-–])")
"""Where the right half of a letterhead begins: the name of the state, of the Party, or the motto."""
_POST = re.compile(
    r"(?:bộ trưởng|chủ tịch|giám đốc|tổng giám đốc|hiệu trưởng|viện trưởng|thống đốc|bí thư|chánh văn phòng)\s+",
    re.IGNORECASE,
)
_GROUNDS = re.compile(r"(?:Căn cứ|Thực hiện [^.;]*,) ")
_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục)\b")
_HEAD_LINES = 60


def read_head(lines: Sequence[Line], appendices: Sequence[Appendix], body: Sequence[Paragraph]) -> DocumentHead:
    """What is printed at the top; what is not is looked for in "(Ban hành kèm theo … số … ngày … của …)"."""
    top = [line for line in lines if not line.is_blank][:_HEAD_LINES]
    head = DocumentHead()
    _own_number(head, top)
    start = _kind_and_title(head, lines)
    _issued_on(head, top)
    head.issuer = _issuing_sentence(body)
    _attached(head, appendices)
    letterhead = _issuer_in_capitals(top, lines[start].number if lines else 0)
    if not head.issuer or fold(letterhead).startswith(f"{fold(head.issuer)} "):
        head.issuer = letterhead
    head.replaces = _replaced(body)
    head.amends = _amended(head, body)
    return head


def number_text(match: re.Match[str]) -> str:
    """ "106 /KH-UBND", "27 – KH/BCĐTP" → as the law writes it; a symbol scanned without its Đ gets it back."""
    first, *rest = re.split(r"\s?([-–/])\s?", match["symbol"])
    symbol = _SYMBOLS.get(fold(first), first) + "".join(rest)
    year = f"{match['year']}/" if match["year"] else ""
    return f"{match['serial']}{match['first']}{year}{symbol}".replace("–", "-").rstrip(".")


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["yyyy"]), int(match["month"]), int(match["day"]))
    except (ValueError, TypeError):
        return None


def _own_number(head: DocumentHead, top: Sequence[Line]) -> None:
    for line in top:
        match = _OWN_NUMBER.match(without_markup(line.text))
        if match:
            head.number = number_text(match)
            return


def _issued_on(head: DocumentHead, top: Sequence[Line]) -> None:
    for line in top:
        text = without_markup(line.text).strip("* ")
        match = _DATELINE.match(text) or _DATELINE_IN.search(text)
        if match:
            head.issued_on = _date(match)
            return


def _kind_and_title(head: DocumentHead, lines: Sequence[Line]) -> int:
    """Reads the heading in capitals and the words under it; returns the index of the heading's line."""
    for index, line in enumerate(lines[: 2 * _HEAD_LINES]):
        text = without_markup(line.text).strip("* ")
        if _ABOUT.match(text):
            return _letter(head, lines, index)
        if text and text == text.upper() and (kind := _heading_kind(text)):
            head.kind = kind
            head.title = squeeze(text[len(kind) :]) or _next_paragraph(lines, index + 1)
            return index
    head.title = _lone_title(lines)
    if head.number and (symbol := re.search(r"[-/](?:\d{4}/)?([A-ZĐ]\w*)[-/]", head.number)):
        head.kind = next((kind for kind, known in reversed(KINDS.items()) if known == symbol[1]), "")
    return 0


def _lone_title(lines: Sequence[Line]) -> str:
    """The words in capitals over the first table of a file that names no kind of document: "DANH MỤC NHIỆM VỤ"."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        text = without_markup(line.text).strip("* ")
        if _OWN_NUMBER.match(text) or "\t" in line.text or appendix_at(lines, index):
            return ""
        if not text.isupper() or len(text.split()) < 3 or _NOT_ISSUER.match(text) or kind_of(fold(text).split()):
            continue
        return _next_paragraph(lines, index)
    return ""


def _heading_kind(text: str) -> str:
    folded = fold(text)
    return next((kind for words, kind in _BY_FOLD.items() if folded == words or folded.startswith(words + " ")), "")


def _letter(head: DocumentHead, lines: Sequence[Line], index: int) -> int:
    """An official letter has no heading, only "V/v …"."""
    head.kind = "Công văn"
    parts = []
    for line in lines[index:]:
        text = without_markup(line.text).strip("* ")
        if not text:
            break
        parts.append(text)
    head.title = _ABOUT.sub("", squeeze(" ".join(parts)))
    return index


def _next_paragraph(lines: Sequence[Line], start: int) -> str:
    """The first words from there on, up to the sentence that begins the plan's text."""
    words = [index for index, line in enumerate(lines[start:], start) if not line.is_blank][:8]
    begun = (i for i in words[1:] if _begins_text(lines[i].text))
    end = next(begun, len(lines))
    return next((paragraph.text.strip("* ") for paragraph in paragraphs(lines[start:end])), "")


def _begins_text(line: str) -> bool:
    return line.count("\t") > 1 or bool(_ISSUES.match(line) or _GROUNDS.match(line) or _CAPTION.match(line))


def _attached(head: DocumentHead, appendices: Sequence[Appendix]) -> None:
    for appendix in appendices:
        match = _ATTACHED.search(appendix.attached)
        if match is None:
            continue
        number = number_text(match)
        if head.number and head.number != number:
            continue
        head.number = number
        head.kind = head.kind or next((k for k in KINDS if fold(k) == fold(match["kind"])), "")
        if head.issued_on is None and match["day"]:
            head.issued_on = _date(match)
        head.issuer = head.issuer or _office(squeeze(expand(match["issuer"] or "")))
        return


def _office(issuer: str) -> str:
    """ "Bộ trưởng Bộ Y tế" signs for the ministry."""
    office = _POST.sub("", issuer, count=1) if _POST.match(issuer) else issuer
    return office if kind_of(fold(office).split()) else issuer


def _issuing_sentence(body: Sequence[Paragraph]) -> str:
    """ "Ủy ban nhân dân phường … ban hành Kế hoạch …", alone or after "Thực hiện …,"."""
    for paragraph in body[:40]:
        match = _ISSUES.match(paragraph.text)
        if match is None:
            continue
        starts = [0, *(comma.end() for comma in re.finditer(r",\s+(?=[A-ZĐỦ])", match["issuer"]))]
        named = (squeeze(match["issuer"][start:]) for start in starts)
        issuer = next((name for name in named if kind_of(fold(name).split())), "")
        if issuer:
            return issuer
    return ""


def _issuer_in_capitals(top: Sequence[Line], heading: int) -> str:
    """The lowest office of the letterhead, which stands above the heading at that line."""
    above = [line for line in top if line.number < heading] or top[:8]
    texts: list[str] = []
    for line in above:
        text = _BESIDE.split(without_markup(line.text) if "\t" not in line.text else line.text.strip())[0].strip("* ")
        if texts and _WITHOUT_PLACE.fullmatch(texts[-1]) and _PLACE.match(text) and text.isupper():
            texts[-1] = f"{texts[-1]} {text}"
        else:
            texts.append(text)
    named = (t for t in reversed(texts) if t.isupper() and not _NOT_ISSUER.match(t) and kind_of(fold(t).split()))
    return next(map(_in_usual_case, named), "")


def _in_usual_case(text: str) -> str:
    """ "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG": each kind of office has one capital, kinds of place none."""
    words = text.split()
    found: list[str] = []
    while words:
        place = _PLACE.match(" ".join(words) + " ")
        length = len(place.group().split()) if place and found else kind_words_in(fold(" ".join(words)).split())
        part = " ".join(words[: max(1, length)])
        found.append(part.lower() if place and found else part.capitalize())
        words = words[max(1, length) :]
    return " ".join(found)


def _replaced(body: Sequence[Paragraph]) -> list[str]:
    found: list[str] = []
    for paragraph in body:
        for match in _REPLACES.finditer(paragraph.text):
            numbers = [number_text(match)]
            rest = match.end()
            while also := _ALSO.match(paragraph.text, rest):
                numbers.append(number_text(also))
                rest = also.end()
            found += [number for number in numbers if number not in found]
    return found


def _amended(head: DocumentHead, body: Sequence[Paragraph]) -> list[str]:
    """The plans that this one says, in its title or first paragraphs, to change in part."""
    texts = [head.title, *(paragraph.text for paragraph in body[:_HEAD_LINES])]
    found = [match for text in texts for match in _AMENDS.finditer(text) if not match["passive"]]
    numbers = dict.fromkeys(number_text(match) for match in found)
    return [number for number in numbers if number != head.number and number not in head.replaces]
