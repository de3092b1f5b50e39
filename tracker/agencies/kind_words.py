"""The words that an agency's name begins with, and what they say about its kind. Pure."""

from collections.abc import Container, Sequence
from functools import cache

from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import comparable
from tracker.text import fold

_KINDS = {
    AgencyKind.PEOPLES_COMMITTEE: ("Ủy ban nhân dân",),
    AgencyKind.PEOPLES_COUNCIL: ("Hội đồng nhân dân", "Thường trực Hội đồng nhân dân"),
    AgencyKind.COMMITTEE: (
        *("Ban Chỉ đạo", "Tổ công tác", "Tổ giúp việc", "Tiểu ban", "Hội đồng", "Ban Điều hành", "Thường trực"),
    ),
    AgencyKind.DEPARTMENT: (
        "Sở",
        "Ban",
        "Ban Quản lý",
        "Chi cục",
        "Thanh tra",
        "Kho bạc",
        "Thuế khu vực",
        "Thuế cơ sở",
        "Bảo hiểm xã hội",
        "Thống kê cơ sở",
        "Hải quan",
    ),
    AgencyKind.OFFICE: ("Phòng", "Văn phòng"),
    AgencyKind.PARTY_BODY: (
        "Đảng ủy",
        "Đảng bộ",
        "Chi bộ",
        "Thành ủy",
        "Tỉnh ủy",
        "Huyện ủy",
        "Quận ủy",
        "Thị ủy",
        "Ủy ban Kiểm tra",
        "Ban Thường vụ",
        "Ban Tổ chức",
    ),
    AgencyKind.MASS_ORGANISATION: ("Ủy ban Mặt trận", "Mặt trận", "Đoàn", "Liên đoàn", "Công đoàn", "Tổng Liên đoàn"),
    AgencyKind.ASSOCIATION: ("Hội", "Hiệp hội", "Liên hiệp", "Liên minh", "Câu lạc bộ", "Chi hội"),
    AgencyKind.ARMED_FORCE: (
        "Công an",
        "Bộ Tư lệnh",
        "Bộ Chỉ huy",
        "Ban Chỉ huy",
        "Quân khu",
        "Lữ đoàn",
        "Trung đoàn",
    ),
    AgencyKind.CENTRE: ("Trung tâm", "Viện", "Bệnh viện", "Trạm", "Thư viện", "Bảo tàng"),
    AgencyKind.UNIVERSITY: ("Trường", "Đại học", "Học viện", "Trường Đại học", "Trường Cao đẳng", "Cao đẳng"),
    AgencyKind.ENTERPRISE: (
        "Tập đoàn",
        "Công ty",
        "Tổng công ty",
        "Ngân hàng",
        "Hợp tác xã",
        "Xí nghiệp",
        "Bưu điện",
        "Điện lực",
        "VNPT",
        "Viettel",
        "MobiFone",
        "Agribank",
        "Vietcombank",
        "Vietinbank",
        "BIDV",
    ),
    AgencyKind.CENTRAL_BODY: ("Bộ", "Cục", "Tổng cục", "Vụ", "Ủy ban", "Chính phủ"),
    AgencyKind.COMMUNE: ("Xã", "Phường", "Đặc khu", "Thị trấn"),
    AgencyKind.OTHER: (
        *("Quỹ", "Đội", "Tổ", "Báo", "Đài", "Tạp chí", "Tòa án", "Viện Kiểm sát", "Nhà xuất bản", "Khu", "Bộ phận"),
        *("Bộ môn", "Chi nhánh", "Nhà máy", "Nhà văn hóa", "Nhà thi đấu", "Hạt", "Cụm thi đua", "Khối thi đua"),
        *("Vườn quốc gia", "Cảng vụ", "Đồn", "Đồn Biên phòng", "Hạt Kiểm lâm", "Nhà hát", "Cổng Thông tin", "Khoa"),
    ),
}
# Words that only begin like one of these.
_OTHERWISE = (
    *("Khoa học", "Xã hội", "Tổ chức", "Tổ hợp", "Phòng chống", "Phòng ngừa", "Phòng cháy", "Phòng thủ", "Hội nghị"),
    *(
        "Hội thảo",
        "Hội nhập",
        "Đoàn thể",
        "Đoàn kết",
        "Báo cáo",
        "Báo chí",
        "Bộ máy",
        "Bộ đội",
        "Đội ngũ",
        "Ban hành",
    ),
    *("Trường hợp", "Trường học", "Khu vực", "Khu dân cư", "Vụ việc", "Viện trợ", "Sở hữu", "Cục bộ", "Trạm biến áp"),
)
KIND_WORDS: dict[tuple[str, ...], AgencyKind | None] = {tuple(fold(words).split()): None for words in _OTHERWISE}
KIND_WORDS |= {tuple(fold(words).split()): kind for kind, many in _KINDS.items() for words in many}
_AS_SPELT = {tuple(fold(words).split()): words for many in _KINDS.values() for words in many}
_SPELT = {comparable(words) for many in _KINDS.values() for words in many if " " not in words}

# What several agencies may share: "các Sở: Tài chính, Nội vụ", "Ban Quản lý Khu chế xuất/Khu Công nghệ cao".
_SHARED = (
    *(
        "Sở",
        "Bộ",
        "Phòng",
        "Văn phòng",
        "Ban",
        "Ban Quản lý",
        "Ban Quản lý các",
        "Ban Chỉ đạo",
        "Chi cục",
        "Cục",
        "Vụ",
    ),
    *(
        "Trung tâm",
        "Khoa",
        "Tổ",
        "Viện",
        "Trường",
        "Trường Đại học",
        "Đại học",
        "Trường Cao đẳng",
        "Hội",
        "Hội Liên hiệp",
        "Hiệp hội",
    ),
    *("Ủy ban nhân dân", "Ủy ban nhân dân xã", "Ủy ban nhân dân phường", "Công an", "Đảng ủy", "Tập đoàn", "Công ty"),
)
SHARED_HEADS = tuple(
    sorted(
        (tuple(fold(words).split()) for words in _SHARED),
        key=len,
        reverse=True,
    )
)

# Groups without a name: "đơn vị viễn thông", "doanh nghiệp được chọn".
_GROUPS = (
    *("đơn vị", "cơ quan", "tổ chức", "đoàn thể", "địa phương", "chính quyền", "cấp ủy", "chi bộ", "lực lượng"),
    *("doanh nghiệp", "hợp tác xã", "hộ kinh doanh", "nhà đầu tư", "chủ đầu tư", "ngân hàng", "tập đoàn", "hiệp hội"),
    *("nhà khoa học", "chuyên gia", "cá nhân", "thành viên", "đồng chí", "nhà trường", "cơ sở", "trung tâm"),
    *("toàn trường", "toàn thể", "toàn hệ thống", "toàn ngành", "toàn dân", "toàn đơn vị", "các thành viên"),
    *("toàn bệnh viện", "toàn cơ quan", "toàn viện", "toàn sở", "toàn tỉnh", "toàn thành phố", "toàn xã"),
    *("toàn phường", "toàn công ty", "toàn tổng công ty", "toàn đảng bộ", "các đồng chí", "nhóm", "tổ dân phố"),
    *("giáo viên", "giảng viên", "học sinh", "sinh viên", "nhân viên", "hội viên", "đoàn viên", "phụ huynh"),
    *("công chức", "viên chức", "cán bộ", "trưởng thôn", "người dân", "nhân dân", "hộ gia đình", "đảng viên"),
    *("viện", "trường", "sở", "ban", "ngành", "bộ", "phòng", "hội", "xã", "phường"),
)
GROUP_NOUNS = {tuple(fold(words).split()) for words in _GROUPS}
_SPELT_GROUPS = {comparable(words) for words in _GROUPS if " " not in words}
_fold = cache(fold)


def kind_words_in(words: Sequence[str]) -> int:
    """How many words at the start say the kind: "Huyện ủy Yên Bình" begins with two. They are lower case, with their
    diacritics or all without."""
    length = _longest(words, 4, KIND_WORDS, _SPELT)
    return length if KIND_WORDS.get(tuple(_fold(word) for word in words[:length])) is not None else 0


def kind_of(words: Sequence[str]) -> AgencyKind | None:
    """The kind that the first words of a name say; the longest such words count."""
    return KIND_WORDS.get(tuple(_fold(word) for word in words[: kind_words_in(words)]))


def kind_spelt(words: Sequence[str]) -> str:
    """The words for a kind in the letters they have in a name."""
    return _AS_SPELT.get(tuple(_fold(word) for word in words), " ".join(words))


def begins_group(words: Sequence[str]) -> bool:
    return _longest(words, 3, GROUP_NOUNS, _SPELT_GROUPS) > 0


def _longest(words: Sequence[str], most: int, known: Container[tuple[str, ...]], spelt: Container[str]) -> int:
    """One word alone must have its diacritics right, if it has any: "Báo" is a newspaper, "Bảo vệ" is not."""
    folded = tuple(_fold(word) for word in words[:most])
    for length in range(len(folded), 1, -1):
        if folded[:length] in known:
            return length
    is_sure = bool(folded) and (words[0] == folded[0] or words[0] in spelt)
    return 1 if is_sure and folded[:1] in known else 0
