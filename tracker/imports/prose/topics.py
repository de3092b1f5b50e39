"""What a section is about, from the words of its heading: aims to measure, work to do, who does it, or none. Pure."""

import re
from enum import StrEnum

from tracker.imports.prose.outline import Node, Part
from tracker.text import fold


class Topic(StrEnum):
    """`GOALS` are to be measured, `VISION` only if it names a number; `WORK` and `DUTIES` hold tasks; `REPORTS` says
    who reports when; `NONE` (grounds, requirements, funds) holds nothing to do or to measure."""

    GOALS = "goals"
    VISION = "vision"
    WORK = "work"
    DUTIES = "duties"
    REPORTS = "reports"
    NONE = "none"


# Folded words of headings. The first pattern that fits decides, so the more telling ones stand above.
_OPENINGS: tuple[tuple[Topic, str], ...] = (
    (Topic.VISION, r"muc tieu (?:chung|tong quat)|tam nhin"),
    (Topic.GOALS, r"(?:cac |mot so |he thong )?(?:muc tieu|chi tieu)(?!.*\b(?:nhiem vu|giai phap)\b)"),
    (Topic.NONE, r"muc dich|yeu cau(?: chung| cu the| doi voi|$|[,;:])|quan diem|phuong cham|nguyen tac|can cu\b"),
    (Topic.NONE, r"co so (?:phap ly|chinh tri|thuc tien|xay dung)|(?:su|tinh) can thiet|boi canh|du bao|khai quat"),
    (Topic.NONE, r"thuc trang|tinh hinh|hien trang|dac diem|kiem diem"),
    (Topic.NONE, r"danh gia (?:tinh hinh|ket qua|chung|thuc trang)"),
    (Topic.NONE, r"ket qua (?:dat|thuc hien)|uu diem|ton tai|han che|kho khan|nguyen nhan|bai hoc|pham vi|doi tuong"),
    (Topic.NONE, r"(?:du toan |nguon )?kinh phi|nguon (?:von|luc) |hieu luc|dieu khoan"),
    (Topic.NONE, r"thoi gian,? dia diem|thanh phan"),
    (Topic.REPORTS, r"(?:co che|che do|cong tac) (?:thong tin|bao cao)|(?:thong tin,? )?bao cao\b|so ket, tong ket"),
    (Topic.DUTIES, r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem|giao nhiem vu|trien khai thuc hien$"),
    (Topic.WORK, r"(?:cac |mot so |nhom )?(?:nhiem vu|giai phap|noi dung|cong viec|hoat dong|bien phap|dinh huong)"),
    (Topic.WORK, r"(?:chuong trinh|lo trinh|tien do|ke hoach) (?:cong tac|thuc hien|trien khai|hanh dong)"),
)
_ANYWHERE: tuple[tuple[Topic, str], ...] = (
    (Topic.DUTIES, r"\bto chuc (?:thuc hien|trien khai)\b|\bphan cong\b|\btrach nhiem\b"),
    (Topic.WORK, r"\bnhiem vu\b|\bgiai phap\b|\bcong viec\b|\bnoi dung\b|\bhoat dong\b|\bdu an\b"),
    (Topic.GOALS, r"\bmuc tieu\b|\bchi tieu\b"),
)
_COMPILED_OPENINGS = tuple((topic, re.compile(pattern)) for topic, pattern in _OPENINGS)
_COMPILED_ANYWHERE = tuple((topic, re.compile(pattern)) for topic, pattern in _ANYWHERE)
# Inside a section only headings that can be nothing else open another topic: "Đánh giá …" is also work to do.
_INNER = re.compile(
    r"muc tieu|(?:cac |mot so |he thong )?chi tieu|muc dich|yeu cau|quan diem|can cu|nguyen tac|tam nhin"
    r"|(?:nguon |du toan )?kinh phi|nguon luc thuc hien|(?:cac |nhom )?nhiem vu(?! \d)|(?:cac |nhom )?giai phap"
    r"|to chuc thuc hien|phan cong (?:nhiem vu|trach nhiem|thuc hien)"
    r"|(?:co che|che do) (?:thong tin|bao cao)|thong tin, bao cao|hieu luc"
)
_LONGEST_HEADING = 160
_ENDED = re.compile(r"[.;]\s*$")


def is_heading_like(node: Node) -> bool:
    """Short, and not a sentence: it does not end like one, nor does it go on after its first one."""
    text = node.text.strip()
    return len(text) <= _LONGEST_HEADING and not _ENDED.search(text)


def names_topic(node: Node) -> bool:
    """A heading inside a section that can only say what follows: "2. Mục tiêu cụ thể", "7. Cơ chế báo cáo"."""
    return is_heading_like(node) and bool(_INNER.match(fold(node.text)))


def topic_of(heading: str) -> Topic | None:
    """The topic that a section's heading names, None if it names none."""
    folded = fold(heading).strip(" .:;-")
    for topic, pattern in _COMPILED_OPENINGS:
        if pattern.match(folded):
            return topic
    return next((topic for topic, pattern in _COMPILED_ANYWHERE if pattern.search(folded)), None)


def topics(part: Part, default: Topic | None) -> dict[Node, Topic]:
    """The topic of every node. Sections name theirs; in a document without sections the first numbers do.

    `default` is for what stands under no heading that says what it is about; None leaves it out."""
    found: dict[Node, Topic] = {}
    for node in part.top:
        _spread(node, default, found, is_top=node.mark.is_section or (not part.has_sections and node.mark.is_number))
    return found


def _spread(node: Node, inherited: Topic | None, found: dict[Node, Topic], *, is_top: bool) -> None:
    topic = inherited
    may_name = not node.mark.is_plain and is_heading_like(node) and (bool(node.children) or is_top)
    if may_name and (node.mark.is_section or is_top or names_topic(node)):
        topic = topic_of(node.text) or inherited
    if topic is not None:
        found[node] = topic
    for child in node.children:
        _spread(child, topic, found, is_top=False)
