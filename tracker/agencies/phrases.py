"""Words around the names of a cell: who has which part, posts, brackets, and the places that names speak of. Pure."""

from collections.abc import Sequence

from tracker.agencies.entries import ALL_PLACES
from tracker.agencies.tokens import SOFT, Token

JOINING = frozenset({"và", "cùng", "với", "do", "gồm", "là"})
PLURALS = frozenset({"các", "những"})
_SAID = tuple(
    tuple(words.split())
    for words in (
        *("làm đầu mối", "là đầu mối", "phối hợp với", "phối hợp cùng", "chủ trì", "phối hợp", "thực hiện"),
        *("tham mưu", "đầu mối"),
    )
)
_ROLES = (
    *(
        (*agency.split(), *part.split())
        for agency in ("cơ quan", "đơn vị")
        for part in ("chủ trì", "phối hợp", "thường trực", "thực hiện", "tham mưu", "đầu mối")
    ),
    ("thường", "trực"),
)
"""Parts that are only that before a colon or in brackets; elsewhere they may begin a description of somebody."""
_GIVEN = "giao"
_POSTS = tuple(
    tuple(words.split())
    for words in (
        *("tổng giám đốc", "giám đốc", "chủ tịch", "thủ trưởng", "hiệu trưởng", "người đứng đầu", "lãnh đạo"),
        *("chánh", "bí thư", "viện trưởng", "trưởng"),
    )
)
_ASIDE = (("qua",), ("thông", "qua"), ("nay",), ("cũ",), ("trước", "đây"), ("sau", "đây"), ("gọi", "tắt"))
MANNER = "theo"
""" "theo chức năng, nhiệm vụ": how, not who."""
_COMRADE, _DEPUTY, _HEADED = ("đồng", "chí"), "phó", "trưởng"
# "Trưởng phòng Kinh tế", "Trưởng Ban Tổ chức": the head's post, then the name.
_HAVE_A_HEAD = frozenset({"ban", "phòng", "công", "trạm", "bộ", "chi", "đài", "đoàn"})
_LONGEST_PROPER = 4
_PLACES = tuple(sorted((tuple(place.lower().split()) for place in ALL_PLACES), key=len, reverse=True))
_PLACE_STARTS = frozenset(place[0] for place in _PLACES)
_UNITS = frozenset({"ấp", "khóm", "thôn", "cấp", "trường", "bản"})
_LEVELS = frozenset({"xã", "huyện", "tỉnh", "sở", "phường"})


def words_at(tokens: Sequence[Token], index: int, count: int) -> tuple[str, ...]:
    return tuple([token.word for token in tokens[index : index + count]])


def said(tokens: Sequence[Token], index: int) -> int:
    """How many words here only say what part the agencies have: "Cơ quan chủ trì: …", "(thường trực)"."""
    found = next((len(words) for words in _SAID if words_at(tokens, index, len(words)) == words), 0)
    if role := next((len(words) for words in _ROLES if words_at(tokens, index, len(words)) == words), 0):
        end = index + role
        is_bracket = tokens[index].depth > 0 and (end == len(tokens) or tokens[end].depth < tokens[index].depth)
        is_last = index > 0 and (end == len(tokens) or tokens[end].gap != SOFT)
        return role if is_bracket or is_last or (end < len(tokens) and tokens[end].gap == ":") else 0
    if found == 0 and tokens[index].word == _GIVEN and index + 1 < len(tokens):
        return 1 if words_at(tokens, index + 1, 1) in (("sở",), ("ubnd",), ("công",), ("văn",), ("phòng",)) else 0
    return found


def post(tokens: Sequence[Token], index: int) -> int:
    """How many words here are a post ("Đồng chí Phó Giám đốc"), with a name to follow."""
    start = index
    if words_at(tokens, start, 2) == _COMRADE:
        start += 2
    if words_at(tokens, start, 1) == (_DEPUTY,):
        start += 1
    words = next((words for words in _POSTS if words_at(tokens, start, len(words)) == words), ())
    end = start + len(words)
    if not words or end >= len(tokens):
        return 0
    if words == (_HEADED,):
        after = tokens[end].word
        if (after not in _HAVE_A_HEAD and after not in PLURALS) or tokens[end].gap != SOFT:
            return 0
        end += words_at(tokens, end + 1, 1) == (after,)  # "Trưởng ban Ban Tổ chức"
    return end - index


def is_list_mark(tokens: Sequence[Token], index: int) -> bool:
    """ "1. Sở Tài chính 2. Sở Nội vụ", "a) Sở Tài chính"."""
    if index + 1 >= len(tokens):
        return False
    word, gap = tokens[index].word, tokens[index + 1].gap
    return (word.isdigit() and gap in (";", ")")) or (len(word) == 1 and gap == ")")


def exception_end(tokens: Sequence[Token], end: int) -> int:
    """Where "(trừ Sở Ngoại vụ)" after a name ends; `end` if there is none."""
    words = words_at(tokens, end, 2)
    return _aside_end(tokens, end) if words[:1] == ("trừ",) or words == ("ngoại", "trừ") else end


def channel_end(tokens: Sequence[Token], end: int) -> int:
    """Where "(qua Phòng Cải cách hành chính)", "(nay là Sở Nội vụ)" after a name ends; `end` if there is none."""
    is_aside = any(words_at(tokens, end, len(words)) == words for words in _ASIDE)
    return _aside_end(tokens, end) if is_aside and tokens[end].gap == "(" else end


def _aside_end(tokens: Sequence[Token], start: int) -> int:
    """The end of the bracket that opens here; without one the end of the part of the list."""
    depth = tokens[start].depth if tokens[start].gap == "(" else 0
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if (depth and token.depth < depth) or (not depth and token.gap == ";"):
            return index
    return len(tokens)


def place_words_at(tokens: Sequence[Token], index: int) -> int:
    """How many words here are a kind of place: "xã", "đặc khu"."""
    if index >= len(tokens) or tokens[index].word not in _PLACE_STARTS:
        return 0
    return next((len(place) for place in _PLACES if words_at(tokens, index, len(place)) == place), 0)


def proper_end(tokens: Sequence[Token], start: int) -> int:
    """Where a proper name of a place ends, which stands alone: "Long Hồ", "1", "Bảo Lâm 1"; `start` if none does."""
    end = start
    while end < len(tokens) and (end == start or tokens[end].gap == SOFT):
        token = tokens[end]
        is_number = token.word.isdigit() and (end == start or _is_apart(tokens, end + 1))
        if not (token.is_upper or is_number) or token.word in JOINING:
            break
        end += 1
    return end if _is_apart(tokens, end) and 0 < end - start <= _LONGEST_PROPER else start


def _is_apart(tokens: Sequence[Token], end: int) -> bool:
    return end == len(tokens) or tokens[end].gap != SOFT or tokens[end].word in JOINING


def everywhere_end(tokens: Sequence[Token], index: int) -> int:
    """Where "các xã", "các khu vực", "cấp xã" after a name ends, which makes it a name of many; `index` if none."""
    if index >= len(tokens) or tokens[index].gap != SOFT:
        return index
    if tokens[index].word == "cấp":
        return index + 2 if words_at(tokens, index + 1, 1)[:1] and tokens[index + 1].word in _LEVELS else index
    if tokens[index].word not in PLURALS:
        return index
    size = place_words_at(tokens, index + 1)
    if not size and words_at(tokens, index + 1, 2) in (("khu", "vực"), ("khu", "phố")):
        size = 2
    elif not size and index + 1 < len(tokens) and tokens[index + 1].word in _UNITS:
        size = 1
    end = index + 1 + size
    is_list = end < len(tokens) and (tokens[end].gap == ":" or (tokens[end].gap == SOFT and tokens[end].is_upper))
    return end if size and not is_list else index


def of_one_place(name: Sequence[Token]) -> int:
    """Where the kind of place begins in a name that ends with it or goes on with its proper name; 0 if it has none:
    the first two words of "Ủy ban xã An Bình"."""
    for index in range(1, len(name)):
        size = place_words_at(name, index)
        if size and all(token.is_upper or token.word.isdigit() for token in name[index + size :]):
            return index
    return 0
