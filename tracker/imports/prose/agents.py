"""Who a sentence gives its work to: the agencies it begins with, gives to, or names beside them. Pure."""

import re
from dataclasses import dataclass

from tracker.agencies.kind_words import kind_of
from tracker.agencies.names import How, Match, Register
from tracker.imports.work_words import begins_work
from tracker.text import fold

# What an agency does: the words that follow its name in a sentence that gives it work.
_ACTS = (
    "chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tham mưu|tham gia|tổ chức|xây dựng|triển khai"
    "|thực hiện|căn cứ|căn|trên cơ sở|theo|hướng dẫn|chỉ đạo|lãnh đạo|rà soát|tổng hợp|báo cáo|đôn đốc|kiểm tra"
    "|giám sát|tăng cường|đẩy mạnh|chủ động|tiếp tục|bố trí|cân đối|thẩm định|lồng ghép|quán triệt|tuyên truyền"
    "|vận động|cung cấp|cập nhật|nghiên cứu|đề xuất|trình|ban hành|hoàn thành|hoàn thiện|phát huy|phát động"
    "|phát triển|khẩn trương|thường xuyên|trực tiếp|định kỳ|hằng (?:năm|quý|tháng)|hàng (?:năm|quý|tháng)|phải|cần"
    "|làm|là|quyết định|xem xét|giúp|phân công|bảo đảm|đảm bảo|quản lý|vận hành|duy trì|nâng cao|mở rộng|khai thác"
    "|sử dụng|ứng dụng|hỗ trợ|tạo điều kiện|thành lập|kiện toàn|phổ biến|huy động|gửi|đưa|kịp thời|tập trung"
    "|nghiêm túc|giao|tích cực|đăng ký|lập|công bố|công khai|tiếp nhận|xử lý|giải quyết|thu hút|đào tạo|bồi dưỡng"
    "|đăng tải|thông tin|sớm|yêu cầu|đề nghị|quan tâm|chuẩn bị|khảo sát|đánh giá|thống kê|số hóa|kết nối|in ấn"
    "|bổ sung|điều chỉnh|theo dõi|chủ quản|trước ngày|trong|khuyến khích|ngay sau khi|sau khi|trước"
)
_ACT = re.compile(rf"(?<!\w)(?:{_ACTS})(?!\w)")
_GIVEN = re.compile(
    r"(?:(?:giao|phân công|đề nghị|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của)\s+(?:cho\s+)?)+", re.IGNORECASE
)
_OWNED = re.compile(r"(?:trách nhiệm|nhiệm vụ) của\s+", re.IGNORECASE)
_GIVES = re.compile(r"(?<!\w)(?i:giao|phân công)\s+(?:cho\s+)?(?=[A-ZĐ]|các\s)")
_DOES = re.compile(
    r"\s*,?\s*(?:là (?:cơ quan|đơn vị) )?"
    r"(?:chủ trì|chịu trách nhiệm|làm đầu mối|là đầu mối|tham mưu|theo dõi|thực hiện)"
)
_RESPONSIBLE = re.compile(r"(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tham mưu|căn cứ)(?!\w)")
_TAKES = re.compile(r"(?<!\w)(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\w)")
_SEVERAL = re.compile(r"[Cc]ác\s+(?:cơ quan|đơn vị|[A-ZĐ])")
_NAME_WORDS = 12
_HELPS = re.compile(
    r"(?<!\w)phối hợp(?:\s+(?:chặt chẽ|đồng bộ))?(?:\s+(?:với|cùng với|cùng))?\s*:?\s+", re.IGNORECASE
)
_OF = re.compile(r"\s+của\s+(?=phường|xã|đặc khu|thị trấn|thành phố|tỉnh|huyện|quận|thị xã)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LONGEST = 300
_KNOWN = frozenset({How.KNOWN, How.FORMER, How.NEAR})


@dataclass(frozen=True, slots=True)
class Agents:
    """`words` as printed but for remarks in brackets, the agencies they name, and where in the text they end."""

    words: str
    matches: tuple[Match, ...]
    end: int
    leftovers: tuple[str, ...] = ()


def resolved(register: Register, words: str, *, may_be_new: bool = False) -> tuple[Match, ...]:
    """The agencies, if every word belongs to one that the register knows (or that is named like one); else none."""
    found = register.resolve(_OF.sub(" ", _BRACKETS.sub("", words)).strip(" ,;.-–"))
    is_whole = not found.leftovers and (may_be_new or all(match.how in _KNOWN for match in found.agencies))
    return found.agencies if is_whole else ()


def begins_with(register: Register, text: str) -> Agents | None:
    """The agencies a duty begins with: "Sở Y tế: …", "Đề nghị Công an phường chủ trì …"; None if there are none."""
    given = _GIVEN.match(text)
    start = given.end() if given else 0
    if _ACT.match(text[:_LONGEST].lower(), start):
        return None
    ends = [found.start() for found in _ACT.finditer(text, start, start + _LONGEST)]
    colon = text.find(":", start, start + _LONGEST)
    if colon >= 0:
        ends = sorted({*(end for end in ends if end < colon), colon})
    if len(text) - start <= _LONGEST:
        ends.append(len(text.rstrip(" .:;")))
    best: Agents | None = None
    for end in ends:
        words = text[start:end].strip(" ,;–-")
        may_be_new = bool(given) or bool(_RESPONSIBLE.match(text, end))
        if len(words) > 2 and _opens_name(words) and (matches := resolved(register, words, may_be_new=may_be_new)):
            found = Agents(_BRACKETS.sub("", words), matches, end)
            best = found if best is None or _is_longer_name(best, found) else best
    return best or _named_like_one(register, text, start)


def _named_like_one(register: Register, text: str, start: int) -> Agents | None:
    """ "Phòng Chính trị, tư tưởng chủ trì …": a name nobody has met, as long as it begins like one."""
    takes = _TAKES.search(text, start, start + _LONGEST)
    words = text[start : takes.start()].strip(" ,;–-") if takes else ""
    if (
        not words
        or len(words.split()) > _NAME_WORDS
        or kind_of(fold(words).split()) is None
        or not words[0].isupper()
    ):
        return None
    found = register.resolve(words)
    return Agents(words, found.agencies, start + len(words), found.leftovers) if found.agencies else None


def _is_longer_name(short: Agents, long: Agents) -> bool:
    """The short one stopped at a verb inside a name: "Ban Chỉ đạo | phát triển …", "Các cấp ủy, | tổ chức đảng"."""
    last = len(short.matches) - 1
    if len(long.matches) <= last:
        return False
    one, two = short.matches[last].raw, long.matches[last].raw
    return len(two) > len(one) and two.startswith(one) and long.matches[last].how is not How.NEW


def heads_list(register: Register, text: str, *, may_be_new: bool) -> Agents | None:
    """A heading that only names agencies: "6. Các cơ quan tham mưu, giúp việc Thành ủy"; some of them perhaps not
    known, where a section says who does what."""
    known = _whole(register, text) or begins_with(register, text)
    if known is not None or not may_be_new or begins_work(text):
        return known
    given = _GIVEN.match(text)
    start = given.end() if given else 0
    colon = text.find(":", start)
    end = colon if colon >= 0 else len(text)
    words = text[start:end].strip(" .:;")
    is_named = kind_of(fold(words).split()) is not None or bool(_SEVERAL.match(words))
    if begins_work(words) or len(words) > _LONGEST or not (given or is_named):
        return None
    found = register.resolve(_OF.sub(" ", _BRACKETS.sub("", words)))
    return Agents(_BRACKETS.sub("", words), found.agencies, end, found.leftovers) if found.agencies else None


def _whole(register: Register, text: str) -> Agents | None:
    """ "Trách nhiệm của Văn phòng và các ban tham mưu Tỉnh ủy": after such words everything names agencies."""
    owned = _OWNED.match(text)
    words = text[owned.end() :].strip(" .:;") if owned else ""
    found = register.resolve(_OF.sub(" ", _BRACKETS.sub("", words))) if words and ":" not in words else None
    return Agents(words, found.agencies, len(text), found.leftovers) if found and found.agencies else None


def given_to(register: Register, text: str) -> Agents | None:
    """ "… giao Sở Nội vụ chủ trì …": whom a sentence gives the work to, wherever in it."""
    for gives in _GIVES.finditer(text):
        found = begins_with(register, text[gives.end() :])
        if found is not None and _DOES.match(text, gives.end() + found.end):
            return Agents(found.words, found.matches, gives.end() + found.end)
    return None


def helped_by(register: Register, text: str, *, may_be_new: bool = False) -> Agents | None:
    """ "phối hợp với Sở Tài chính và các đơn vị liên quan tổ chức …": the agencies named beside the lead."""
    for helps in _HELPS.finditer(text):
        start = helps.end()
        for end in _ends(text, start):
            words = text[start:end].strip(" ,;.–-")
            if len(words) > 2 and (matches := resolved(register, words, may_be_new=may_be_new)):
                return Agents(words, matches, end)
    return None


def _ends(text: str, start: int) -> list[int]:
    """Where a list of agencies may end, nearest first: before what they do, or with the sentence."""
    stop = min(len(text), start + _LONGEST)
    mark = re.search(r"[;:]|\.(?:\s|$)|\)", text[start:stop])
    stop = start + mark.start() if mark else stop
    ends = [found.start() for found in _ACT.finditer(text, start, stop)]
    return sorted({*ends, stop})


def _opens_name(words: str) -> bool:
    """A name begins with a capital, a collective with "các"; a list does not end with a word that goes on."""
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    return (words[0].isupper() or first in ("các", "những")) and last not in ("và", "các", "cùng", "với")
