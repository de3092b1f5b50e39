"""Every address that something can be sent to: what it is done on, in which states, and what a whole form says. The
permission comes from the address itself, as it is declared there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.coordination.rules import Stance
from tracker.delegation.rules import UNREPORTED
from tracker.talk.models import AnswerState
from tracker.tasks.kinds import EventKind
from tracker.tasks.rules import FROM, LEADS_MOVE, OPEN, Act, Status

PAPER = {"number": "45/QĐ-UBND", "signed_on": "02/03/2026", "reason": "Theo chỉ đạo của Thành ủy"}
GRANT = {"answer": "granted", "document_number": "15/CV-VPTU", "document_date": "4/3/2026"}
DAY = "20/03/2026"
ANY_STATE = frozenset(Status)


@dataclass(frozen=True)
class Way:
    """An address and what is done there. `on`: the kind of thing in the world that its number names, without the
    state; `states` in which the act is possible, of all that `states_of` has. `kind`: the line it leaves."""

    rule: str
    on: str
    states: frozenset[StrEnum]
    fields: Mapping[str, str] = field(default_factory=dict)
    kind: EventKind | None = None
    states_of: type[StrEnum] = Status
    child: bool = False
    """Also done on sub-tasks."""
    of_task: bool = False
    """Done on the task, not on the lead's part of it: the other lead stands to it like the first."""
    idle: frozenset[StrEnum] = frozenset()
    """States in which there is nothing left to do: it is said to be done, and nothing happens."""
    own: str = ""
    """The one person who may, whatever the table grants to others."""


def act(name: str, act: Act, kind: EventKind, fields: Mapping[str, str] | None = None, on: str = "plain") -> Way:
    return Way(f"/viec/<int:assignment_id>/{name}", on, FROM[act], fields or {}, kind, child=on == "plain")


ACTS = (
    act("nhan-viec", Act.ACCEPT, EventKind.ACCEPTED),
    act("bat-dau", Act.START, EventKind.STARTED),
    act("tien-do", Act.UPDATE, EventKind.PROGRESS, {"note": "Đang lấy ý kiến các sở"}),
    act("tra-lai-viec", Act.HAND_BACK, EventKind.HANDED_BACK, {"reason": "competence"}),
    act("bao-cao", Act.REPORT, EventKind.SUBMITTED, {"text": "Đã ban hành", "document_number": "12/QĐ"}),
    act("bo-sung", Act.SUPPLEMENT, EventKind.SUPPLEMENTED, {"note": "Biên bản", "files": "bien-ban.pdf"}),
    act("duyet-bao-cao", Act.REPORT, EventKind.SUBMITTED, on="prepared"),
    act("tra-lai-ban-soan", Act.REPORT, EventKind.SENT_BACK, {"text": "Thiếu số liệu"}, on="prepared"),
    act("xac-nhan", Act.CONFIRM, EventKind.CONFIRMED),
    act("chap-nhan-mot-phan", Act.ACCEPT_PARTLY, EventKind.PARTLY_ACCEPTED, {"accepted": "A", "remaining": "B"}),
    act("tra-lai", Act.RETURN, EventKind.RETURNED, {"reason": "missing"}),
    act("giu-nguyen", Act.HOLD_TO, EventKind.HELD_TO, {"text": "Đúng chức năng của Sở"}, on="handed"),
    act("tam-hoan", Act.SUSPEND, EventKind.SUSPENDED, PAPER),
    act("tiep-tuc", Act.RESUME, EventKind.RESUMED, PAPER),
    act("rut", Act.WITHDRAW, EventKind.WITHDRAWN, PAPER),
    act("chuyen", Act.TRANSFER, EventKind.TRANSFERRED, {**PAPER, "agency": "{strange}"}),
    act("mo-lai", Act.REOPEN, EventKind.REOPENED, PAPER),
    Way(
        "/viec/<int:assignment_id>/xin-gia-han",
        "plain",
        LEADS_MOVE,
        {"due": "15/04/2026", "reason": "partners", "text": "Chưa có số liệu"},
        EventKind.EXTENSION_ASKED,
        child=True,
    ),
    Way(
        "/viec/<int:assignment_id>/dieu-chinh-han",
        "plain",
        OPEN,
        {**PAPER, "due": DAY},
        EventKind.RESCHEDULED,
        child=True,
    ),
    Way("/gia-han/<int:extension_id>/quyet-dinh", "extension", OPEN, GRANT, EventKind.EXTENSION_GRANTED),
    Way("/gia-han/<int:extension_id>/rut", "extension", OPEN, {}, EventKind.EXTENSION_CANCELLED),
    Way(
        "/viec/<int:assignment_id>/giao-viec-con",
        "plain",
        LEADS_MOVE,
        {"parts-0-title": "Rà soát", "parts-0-agencies": "Phòng Quản lý khoa học", "parts-0-due": DAY},
        EventKind.DELEGATED,
    ),
    Way(
        "/viec-con/<int:task_id>/sua",
        "subtask",
        UNREPORTED,
        {"title": "Rà soát lại", "agencies": "Phòng Quản lý khoa học", "due": DAY},
        EventKind.CHILD_CHANGED,
    ),
    Way("/viec-con/<int:task_id>/rut", "subtask", UNREPORTED, {"reason": "Không cần nữa"}, EventKind.CHILD_CHANGED),
    Way(
        "/bao-cao/<int:submission_id>/y-kien",
        "submission",
        frozenset({Status.SUBMITTED}),
        {"stance": Stance.OBJECTION.value, "text": "Chưa đủ", "agency": "{helping}"},
        EventKind.OBJECTED,
    ),
    Way(
        "/nhiem-vu/<int:task_id>/dong-gop",
        "task plain",
        ANY_STATE,
        {"text": "Số liệu", "agency": "{helping}"},
        EventKind.CONTRIBUTED,
        of_task=True,
    ),
    Way(
        "/nhiem-vu/<int:task_id>/chi-dao",
        "task plain",
        ANY_STATE,
        {"text": "Khẩn trương", "to": "all", "once": "a"},
        EventKind.DIRECTED,
        of_task=True,
    ),
    Way(
        "/nhiem-vu/<int:task_id>/chu-tri",
        "task plain",
        ANY_STATE,
        {"main": "{co_lead}", "closing": "main"},
        EventKind.LEADS_SET,
        of_task=True,
    ),
    Way(
        "/nhiem-vu/<int:task_id>/trao-doi",
        "task plain",
        ANY_STATE,
        {"text": "Xin ý kiến", "to": "", "once": "b"},
        of_task=True,
    ),
    Way("/nhiem-vu/<int:task_id>/theo-doi", "task plain", ANY_STATE, of_task=True),
    Way(
        "/chi-dao/<int:addressee_id>/tra-loi",
        "addressee",
        frozenset({AnswerState.WAITING, AnswerState.ANSWERED}),
        {"text": "Đã làm xong"},
        EventKind.ANSWERED,
        states_of=AnswerState,
    ),
    Way(
        "/chi-dao/<int:addressee_id>/yeu-cau-lai",
        "addressee",
        frozenset({AnswerState.ANSWERED}),
        {"wanted": "Nêu rõ số liệu"},
        EventKind.ASKED_AGAIN,
        states_of=AnswerState,
    ),
    Way(
        "/chi-dao/<int:addressee_id>/ket-thuc",
        "addressee",
        frozenset({AnswerState.WAITING, AnswerState.ANSWERED}),
        {},
        EventKind.DIRECTION_CLOSED,
        states_of=AnswerState,
        idle=frozenset({AnswerState.CLOSED}),
    ),
)
BULK = (
    "/don-doc",
    "/don-doc/gui",
    "/gia-han/quyet-dinh-chung",
    "/hang-loat",
    "/hang-loat/<any('xac-nhan', 'doi-han', 'nhan-viec'):name>",
    "/hang-loat/<batch>/hoan-tac",
)
"""Acts on many at once."""
SINGLE = (
    "/co-quan/<int:agency_id>/duyet-bao-cao",
    "/nhiem-vu/<int:task_id>/trich-dan",
    "/phan-ra/<int:part_id>",
    "/trao-doi/<int:comment_id>/thu-hoi",
)
"""Acts without a state."""
