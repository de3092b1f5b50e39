"""One paragraph that gives work, with what stands beside it, as a draft of a task. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.agencies.names import Register, Resolution
from tracker.deadlines.phrases import Deadline, parse_deadline
from tracker.imports import checks
from tracker.imports.columns import Field
from tracker.imports.draft import Problem, TaskDraft
from tracker.imports.prose.agents import Agents, given_to, heads_list, helped_by
from tracker.imports.prose.details import Details, Reads, merged, taken_from
from tracker.imports.prose.outline import Node
from tracker.imports.prose.sentences import sentences
from tracker.imports.prose.times import deadline_in, is_deadline
from tracker.imports.work_words import begins_work
from tracker.sentences import kept
from tracker.text import squeeze

_DOUBTFUL = kept("Chưa chắc ý này là một nhiệm vụ; hãy xác nhận, chuyển thành dòng mục hoặc xóa.")
_HAS_PARTS = kept("Mục này có %(count)s ý nhỏ bên dưới; hãy xác nhận là nhiệm vụ hay chỉ là tiêu đề.")
_HELPS = kept("Ý này giao “%(lead)s” phối hợp; hãy xác nhận cơ quan chủ trì.")
_CHOOSE = kept("“%(lead)s” để ngỏ cơ quan của cấp nào; hãy chọn cơ quan chủ trì.")
_EITHER = re.compile(
    r"(?:tỉnh|thành|huyện|quận|xã|phường)(?: [uủ][ỷy])?\s*/\s*(?:thành|quận|thị|phường)", re.IGNORECASE
)
_PASSED_ON = re.compile(r"(?:đồng thời\s+)?(?:tổng hợp|gửi|báo cáo)[^.;]{0,100}\bbáo cáo\b[^.;]{0,80}[.;]?")
"""What becomes of a report, said after the duty to report."""
_NOBODY = Resolution((), ())
Reported = Mapping[int, Collection[str]]
"""Sentences that are duties to report, by the line of their paragraph."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its section, the number above it, and the agencies that the headings above name."""

    appendix: str | None = None
    appendix_title: str = ""
    group: str | None = None
    group_title: str | None = None
    parent: str | None = None
    lead: Agents | None = None


@dataclass(slots=True)
class Said:
    """What one paragraph says: its own words, the agencies it begins with or gives to, the fields beside it."""

    title: str
    agents: Agents | None
    details: Details = field(default_factory=dict)
    is_agency_heading: bool = False


class RowMaker:
    def __init__(self, register: Register, issued_on: date | None, reported: Reported) -> None:
        self.register = register
        self.issued_on = issued_on
        self.reported = reported
        self.reads = Reads(self._is_agency, lambda words: is_deadline(words, issued_on))

    def _is_agency(self, words: str) -> bool:
        found = self.register.resolve(words)
        return bool(found.agencies) and not found.leftovers and words[:1].isupper() | words.startswith("các")

    def said(self, node: Node, beside: Sequence[Details], *, has_parts: bool, is_on_duties: bool) -> Said:
        """The paragraph read; `beside` are the labelled lines that belong to it, `is_on_duties`: who does what."""
        text, own = taken_from(self._without_reports(node), self.reads)
        details = merged([own, *beside])
        text = text.strip().rstrip(";,").strip()
        may_be_new = is_on_duties and (has_parts or ":" in text)
        agents = heads_list(self.register, text, may_be_new=may_be_new)
        if agents is None:
            return Said(text.rstrip(":"), given_to(self.register, text), details)
        rest = text[agents.end :].strip(" .:;,–-")
        is_heading = has_parts and (not rest or text.endswith(":") or len(rest.split()) <= 3)
        duty = text[agents.end :].lstrip(" ")
        if duty.startswith(":") and rest and not is_heading:
            return Said(duty.lstrip(": "), agents, details)
        return Said(text.rstrip(":"), agents, details, is_heading)

    def _without_reports(self, node: Node) -> str:
        reported = self.reported.get(node.paragraph.line, ())
        if not reported:
            return node.text
        rest = [one for one in sentences(node.text) if squeeze(one) not in reported]
        return " ".join(one for one in rest if not _PASSED_ON.fullmatch(one.strip()))

    def row(self, node: Node, said: Said, place: Place, number: str, *, parts: int, is_heading: bool) -> TaskDraft:
        lead, leads = ("", _NOBODY) if is_heading else self._lead(said, place)
        cell, others = self._coordinating(said, has_lead=bool(lead))
        deadline = self._deadline(said)
        task = TaskDraft(
            appendix=place.appendix,
            appendix_title=place.appendix_title,
            group=place.group,
            group_title=place.group_title,
            number=number,
            parent=place.parent,
            is_heading=is_heading,
            title=said.title,
            responsible_head=said.details.get(Field.HEAD, ""),
            lead=lead,
            lead_agencies=list(leads.agencies),
            coordinating=cell,
            coordinating_agencies=list(others.agencies),
            deliverable=said.details.get(Field.DELIVERABLE, ""),
            authority=said.details.get(Field.AUTHORITY, ""),
            note=said.details.get(Field.NOTE, ""),
            deadline=deadline,
            source=node.source,
        )
        task.problems += checks.of_lead(lead, leads.agencies)
        task.problems += checks.of_agencies(leads, Field.LEAD) + checks.of_agencies(others, Field.COORDINATING)
        if not is_heading:
            task.problems += checks.of_deadline(deadline, self.issued_on)
            task.problems += self._doubts(node, said, place, parts)
        return task

    def _lead(self, said: Said, place: Place) -> tuple[str, Resolution]:
        """Named beside the task, in its sentence, or by the heading it stands under."""
        cell = said.details.get(Field.LEAD, "")
        if cell:
            return cell, self.register.resolve(cell)
        agents = said.agents or place.lead
        return (agents.words, _resolution(agents)) if agents else ("", _NOBODY)

    def _coordinating(self, said: Said, *, has_lead: bool) -> tuple[str, Resolution]:
        cell = said.details.get(Field.COORDINATING, "")
        if cell:
            return cell, self.register.resolve(cell)
        found = helped_by(self.register, said.title) if has_lead else None
        return (found.words, _resolution(found)) if found else ("", _NOBODY)

    def _deadline(self, said: Said) -> Deadline:
        words = said.details.get(Field.DEADLINE, "")
        return parse_deadline(words, self.issued_on) if words else deadline_in(said.title, self.issued_on)

    def _doubts(self, node: Node, said: Said, place: Place, parts: int) -> list[Problem]:
        found = []
        has_own = bool(said.agents or said.details)
        if parts and not has_own and not said.title.endswith("."):
            found.append(Problem("task_or_heading", "", _HAS_PARTS % {"count": parts}))
        elif not (has_own or node.mark.is_number or begins_work(said.title)):
            found.append(Problem("task_doubtful", "title", _DOUBTFUL))
        lead = said.agents or place.lead
        if lead and Field.LEAD not in said.details and _EITHER.search(lead.words):
            found.append(
                Problem("lead_alternatives", Field.LEAD.value, _CHOOSE % {"lead": lead.words}, words=lead.words)
            )
        if lead and Field.LEAD not in said.details and _only_helps(said):
            found.append(Problem("lead_helps", Field.LEAD.value, _HELPS % {"lead": lead.words}))
        return found


def _resolution(agents: Agents) -> Resolution:
    return Resolution(agents.matches, agents.leftovers)


def _only_helps(said: Said) -> bool:
    """ "Phối hợp Phòng Văn hóa - Xã hội theo dõi …": the agency's duty is to help another one."""
    start = said.agents.end if said.agents and said.title.startswith(said.agents.words) else 0
    return said.title[start:].lstrip(" ,:").lower().startswith("phối hợp")
