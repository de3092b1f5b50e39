"""What a person may do next with an assignment, as buttons: the first one is the next step. Nobody is offered what
the service would refuse."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from tracker.permissions import Action
from tracker.tasks.listing import Row
from tracker.tasks.rules import Act, can_do


@dataclass(frozen=True, slots=True)
class Offer:
    """A button. `posts`: it asks nothing more and is done at once, on `version`."""

    label: str
    url: str
    icon: str
    posts: bool = False
    version: int = 0


Maker = Callable[[Row], Iterable[Offer]]
_to_lead: list[Maker] = []
_to_steering: list[Maker] = []


def add(*, to_lead: Maker, to_steering: Maker) -> None:
    """Offers of a feature above this one; they come last."""
    if to_lead not in _to_lead:
        _to_lead.append(to_lead)
        _to_steering.append(to_steering)


def as_lead(row: Row) -> list[Offer]:
    """What the agency's people do with work that is theirs to move."""
    if Action.TASK_REPORT not in row.may:
        return []
    found = []
    if row.prepared and Action.TASK_APPROVE in row.may:
        found.append(_page(row, "approve", _("Duyệt báo cáo"), "checks"))
    if can_do(Act.ACCEPT, row.status) and (row.handed_back or not row.accepted):
        found.append(_button(row, "accept", pgettext("button", "Nhận việc"), "user-check"))
    if can_do(Act.REPORT, row.status):
        found.append(_page(row, "report", _("Báo cáo hoàn thành"), "send"))
    if can_do(Act.UPDATE, row.status):
        found.append(_page(row, "progress", _("Cập nhật tiến độ"), "progress"))
    if can_do(Act.START, row.status):
        found.append(_button(row, "start", pgettext("button", "Bắt đầu thực hiện"), "player-play"))
    if can_do(Act.HAND_BACK, row.status) and not row.handed_back:
        found.append(_page(row, "hand_back", _("Trả lại việc"), "hand-stop"))
    if can_do(Act.SUPPLEMENT, row.status):
        found.append(_page(row, "supplement", _("Bổ sung tài liệu"), "paperclip"))
    return [*found, *(offer for make in _to_lead for offer in make(row))]


def as_steering(row: Row) -> list[Offer]:
    """What the steering office changes by a paper, and its answer to work that was handed back."""
    if Action.TASK_CHANGE not in row.may:
        return []
    found = []
    if row.handed_back and can_do(Act.HOLD_TO, row.status):
        found.append(_page(row, "hold_to", _("Trả lời việc bị trả lại"), "user-exclamation"))
    for act, label, icon in (
        (Act.RESUME, _("Tiếp tục thực hiện"), "player-play"),
        (Act.REOPEN, _("Mở lại"), "lock-open"),
        (Act.SUSPEND, _("Tạm hoãn"), "player-pause"),
        (Act.TRANSFER, _("Chuyển cơ quan khác"), "arrow-forward-up"),
        (Act.WITHDRAW, _("Rút nhiệm vụ"), "ban"),
    ):
        if can_do(act, row.status):
            found.append(_page(row, act.value, label, icon))
    return [*found, *(offer for make in _to_steering for offer in make(row))]


def _page(row: Row, view: str, label: str, icon: str) -> Offer:
    return Offer(label, url_for(f"tasks.{view}", assignment_id=row.id), icon)


def _button(row: Row, view: str, label: str, icon: str) -> Offer:
    return Offer(label, url_for(f"tasks.{view}", assignment_id=row.id), icon, posts=True, version=row.version)
