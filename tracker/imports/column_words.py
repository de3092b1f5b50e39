"""What the words of a header say of its column, in the many wordings of offices. Pure."""

import re
from enum import StrEnum
from functools import cache

from tracker.text import fold


class Field(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    HEAD = "responsible_head"
    START = "start"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DELIVERABLE = "deliverable"
    DEADLINE = "deadline"
    AUTHORITY = "authority"
    NOTE = "note"
    UNIT = "unit"
    TARGET = "target"


_OFFICE = r"(?:co quan|don vi|noi|bo phan|to chuc|phong ban|phong|ban|nganh|ca nhan)"
_MEASURED = r"\b(?:muc tieu|ke hoach|chi tieu|phan dau)\b"
_PAST = r"\b(?:thuc hien|hien trang|uoc|uth|th|so lieu|nam goc|co so|ket qua)\b"

# Patterns over folded header words, with the weight of each: the most telling wins when several fit one column.
_WORDS: tuple[tuple[Field, int, str], ...] = (
    (Field.NUMBER, 9, r"^(?:#|tt|s\.? ?tt|s\.t\.t|so tt|so thu tu|thu tu)\.?$"),
    (Field.NUMBER, 6, r"^(?:so|muc|no|ma(?: so)?(?: (?:nhiem vu|cong viec|viec|cv|nv|hoat dong))?)\.?$"),
    (Field.LEAD, 9, r"\bchu tri\b.*\bphoi hop\b"),
    (Field.LEAD, 7, r"\bchu tri\b"),
    (
        Field.LEAD,
        6,
        rf"^(?:cac )?{_OFFICE}\b.*\b(?:thuc hien|phu trach|dau moi|trach nhiem|duoc giao|tham muu|chuan bi"
        r"|soan thao)\b",
    ),
    (Field.LEAD, 5, r"\bphan cong\b|\bdau moi\b|\btheo doi\b|\btham muu\b|\btrach nhiem\b|\bchu dau tu\b"),
    (
        Field.LEAD,
        6,
        rf"^{_OFFICE} (?:trien khai|chinh|chu cong)\b|^(?:luc luong|ben) (?:thuc hien|trien khai|chinh)\b",
    ),
    (Field.LEAD, 6, r"^nguoi/(?:don vi|co quan)\b"),
    (Field.LEAD, 5, r"^giao(?: cho)? (?:co quan|don vi)\b"),
    (Field.LEAD, 5, r"^ai (?:lam|chu tri|phu trach|thuc hien)\b"),
    (Field.LEAD, 4, r"^(?:to chuc )?(?:thuc hien|trien khai)$"),
    (Field.LEAD, 1, r"^(?:cac )?(?:co quan|don vi)(?:(?:,? |/)(?:co quan|don vi|to chuc|dia phuong))*$"),
    (Field.LEAD, 1, r"^(?:so|khoa|phong)(?:(?:, |/| - )(?:ban|nganh|phong|don vi|trung tam))+$"),
    (Field.COORDINATING, 8, r"\bphoi hop\b"),
    (Field.COORDINATING, 7, r"\bcung thuc hien\b"),
    (Field.COORDINATING, 5, rf"\blien quan\b|\bho tro\b|^{_OFFICE}\b.*\btham gia\b|^luc luong tham gia$"),
    (Field.HEAD, 8, r"\bnguoi dung dau\b|\bnguoi (?:phu trach|chiu trach nhiem|chi dao)\b|\blanh dao\b(?!.*co quan)"),
    (
        Field.HEAD,
        7,
        r"^(?:uy vien|uvbtv|uvtv|pho chu tich|pct|chu tich|thu truong|bo truong|thanh vien|thuong truc)\b",
    ),
    (Field.HEAD, 6, r"\bdong chi\b|\bca nhan (?:phu trach|chu tri|chiu trach nhiem)\b|\blanh dao\b"),
    (Field.HEAD, 6, r"^ro nguoi$"),
    (Field.HEAD, 6, r"^(?:can bo|cong chuc|chuyen vien|nguoi) dau moi\b"),
    (
        Field.HEAD,
        5,
        r"^(?:nguoi|can bo|cong chuc|chuyen vien)\b(?!.*\b(?:don vi|co quan)\b)"
        r".*\b(?:thuc hien|phu trach|tham muu|theo doi)\b",
    ),
    (Field.HEAD, 4, r"\bphu trach\b|\bchi dao$"),
    (Field.AUTHORITY, 8, r"\btham quyen\b"),
    (
        Field.AUTHORITY,
        8,
        r"\b(?:cap|co quan|don vi)(?:/cap)? (?:trinh|ban hanh|phe duyet|quyet dinh|ky)\b|\bnguoi ky\b",
    ),
    (Field.UNIT, 8, r"\b(?:don vi|dv|d\.? ?vi) ?/?tinh\b|^dvt$|^don vi do\b|\bd\.v\.t\b"),
    (Field.UNIT, 0, r"^don vi$"),
    (Field.START, 10, r"\bbat dau\b|\bkhoi cong\b|\b(?:thoi (?:gian|diem)|ngay) tu(?: ngay)?$|^tu(?: ngay)?$"),
    (Field.DEADLINE, 10, r"\bthoi (?:gian|han|diem|ky)\b.*\b(?:ket thuc|hoan thanh|den(?: ngay)?$)"),
    (Field.DEADLINE, 9, r"\bket thuc\b|\bhan (?:hoan thanh|xu ly|thuc hien|trinh)\b|\bthoi han\b|\bky han\b"),
    (Field.DEADLINE, 7, r"\b(?:khi nao|bao gio)\b|\bdead ?line\b|\btg(?:ht|th)?\b|\bden han\b"),
    (Field.DEADLINE, 5, r"^(?:chu ky|tan suat|dinh ky|ky bao cao)\b|^(?:trinh (?:thang|quy)|thang trinh)$|^du kien$"),
    (Field.DEADLINE, 8, r"\bthoi (?:gian|diem|ky)\b|\btien do\b|\blo trinh\b"),
    (
        Field.DEADLINE,
        4,
        r"\bhoan thanh\b|^han\b|^(?:ngay|nam|quy|thang)(?: (?:thuc hien|trinh|ban hanh))?$|^den(?: ngay)?$",
    ),
    (Field.DELIVERABLE, 6, r"\bsan pham\b|\bket qua\b|\bdau ra\b|\byeu cau dat\b"),
    (
        Field.DELIVERABLE,
        4,
        r"\bminh chung\b|\bho so (?:hoan thanh|minh chung)\b|^kpi\b|^output\b|^thuoc do\b|^yeu cau$",
    ),
    (Field.DELIVERABLE, 6, r"\b(?:hinh thuc|loai) van ban\b|\bvan ban (?:ban hanh|trinh)\b|^hinh thuc$"),
    (Field.TITLE, 8, r"\b(?:nhiem vu|cong viec|dau viec|noi dung|hoat dong)\b.*\b(?:cu the|chi tiet)\b"),
    (
        Field.TITLE,
        7,
        r"(?<!giao )\bnhiem vu\b|\bcong viec\b|\bdau viec\b|\bviec (?:can|phai) lam\b|^cong tac$|^y kien chi dao\b"
        r"|^van de\b|^ro viec$|^lam gi\b",
    ),
    (Field.TITLE, 7, r"\bten (?:de an|chi tieu|hoat dong|chuong trinh|du an|van ban)\b"),
    (Field.TITLE, 6, r"\bnoi dung\b|\bchi tieu\b(?! phan dau)|\bhoat dong\b|\bgiai phap\b|\bmo ta\b|\bchi so\b"),
    (Field.TITLE, 5, r"\btieu chi\b|\b(?:cac buoc|hang muc|phan viec|dau muc)\b"),
    (Field.TITLE, 4, r"\bchi tieu phan dau\b"),
    (Field.TITLE, 5, r"^ten\b|^danh muc\b|^(?:de an|du an|chuong trinh|van ban|mo hinh|chuyen de|cong trinh)\b"),
    (Field.TARGET, 5, r"\b(?:19|20)\d\d\b|\bmuc (?:tieu|phan dau|dat)\b|\bphan dau\b|\bgia tri\b|\bke hoach giao\b"),
    (Field.NOTE, 8, r"\bghi chu\b|^can cu\b|^co so phap ly\b|\bvan ban giao\b"),
    (Field.NOTE, 5, r"\bcan cu\b|\bco so phap ly\b"),
)
_COMPILED = tuple((field, weight, re.compile(pattern)) for field, weight, pattern in _WORDS)
_NOT = {
    Field.DEADLINE: re.compile(
        r"\b(?:bat dau|khoi cong)\b(?!.*\b(?:ket thuc|hoan thanh)\b)|\b(?:den nay|hien (?:tai|nay)|da hoan thanh)\b"
        r"|\btu(?: ngay)?$"
    ),
    Field.START: re.compile(r"\b(?:bat dau|khoi cong)\b.*\b(?:ket thuc|hoan thanh|den)\b"),
    Field.TITLE: re.compile(r"^chi tieu (?:phan dau|duoc giao|giao|ke hoach|can dat)\b"),
    Field.TARGET: re.compile(
        rf"^(?!.*{_MEASURED}).*{_PAST}|\b(?:nhiem vu|giai phap|noi dung)\b|^(?:tien do|thoi gian|thoi han|lo trinh)\b"
    ),
    Field.DELIVERABLE: re.compile(r"^ket qua\b.*\b(?:19|20)\d\d\b|\b(?:den nay|hien nay)\b"),
}
_NONE = re.compile(
    r"^(?:tong\b|du toan\b|kinh phi\b|nguon\b|ngan sach\b|von\b|so (?:tien|luong|dien thoai)\b"
    r"|thanh (?:tien|phan)\b(?! phoi hop)"
    r"|don gia\b|khoi luong\b|dia (?:diem|ban|chi)\b|pham vi\b|doi tuong\b|dien thoai\b|email\b|ly do\b"
    r"|kho khan\b|vuong mac\b|ton tai\b|han che\b|kien nghi\b|de xuat\b|danh gia\b|tinh (?:hinh|trang)\b"
    r"|trang thai\b|muc do\b)"
)
_OTHER_WORDS = {"so": ("sở", "sổ", "so"), "muc": ("mức", "mực"), "no": ("nợ", "nổ"), "ma": ("mà", "má")}
"""Words that without diacritics look like the label of the numbers."""
_BEFORE_HEAD = re.compile(
    r"\W*(?:(?:ten|cac|danh muc|du kien|co quan|don vi|to chuc|ca nhan|bo phan|phong|ban|nganh|cap|nguoi|moc|yeu cau"
    r"|ve|trach nhiem|va|hoac)\b\W*)*"
)
_HEAD_BONUS = 3
SURE = 9 + _HEAD_BONUS
"""The weight of "TT" and "STT", which stand in no other row than a header."""
WEAK = 4
"""The weight of a bare "Đơn vị", which may as well be a unit of measure."""


@cache
def scores(label: str) -> dict[Field, int]:
    """How plainly a label names each field; a phrase is what its first words say ("Căn cứ giao nhiệm vụ")."""
    folded = _plain(label)
    best: dict[Field, int] = {}
    if _NONE.search(folded):
        return best
    for field, base, pattern in _COMPILED:
        found = None if folded in _OTHER_WORDS and label.lower() in _OTHER_WORDS[folded] else pattern.search(folded)
        if found and not (field in _NOT and _NOT[field].search(folded)):
            weight = base + _HEAD_BONUS * _is_head(folded[: found.start()])
            best[field] = max(weight, best.get(field, 0))
    return best


def is_headed(label: str, field: Field) -> bool:
    """The label begins with the words that name the field, as a header does and a sentence does not."""
    folded = _plain(label)
    return any(
        one is field and (found := pattern.search(folded)) and _is_head(folded[: found.start()])
        for one, _, pattern in _COMPILED
    )


def _is_head(before: str) -> bool:
    return bool(_BEFORE_HEAD.fullmatch(before))


def _plain(label: str) -> str:
    """Folded, without what stands in brackets."""
    folded = re.sub(r"\s*/\s*", "/", fold(label))
    return (re.sub(r"\([^)]*\)?", " ", folded).strip(" .:*,") or folded).strip(" .:*()")
