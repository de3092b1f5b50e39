"""Tasks and targets that a plan states in prose, and what the officer must know of how they were read. Pure.

The rule: tasks are read from prose only where no table gives any, targets only where no table of indicators does; a
plan's text before its appendices says again, in general words, what the appendices list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tracker.agencies.names import Register
from tracker.imports import checks
from tracker.imports.columns import Field
from tracker.imports.draft import DocumentHead, IndicatorDraft, ObligationDraft, Problem, TaskDraft
from tracker.imports.grid import Source
from tracker.imports.paragraphs import Paragraph
from tracker.imports.prose.goals import GoalReader
from tracker.imports.prose.outline import Part, outline
from tracker.imports.prose.sentences import points_to_appendix
from tracker.imports.prose.topics import Topic, topics
from tracker.imports.prose.work import WorkReader
from tracker.imports.prose.years import years_of
from tracker.sentences import kept

_FROM_PROSE = kept(
    "Văn bản không có bảng nhiệm vụ; %(count)s nhiệm vụ được đọc từ lời văn, hãy kiểm tra từng nhiệm vụ."
)
_OTHER_DOCUMENT = kept(
    "Từ dòng %(line)s là văn bản khác (số %(number)s) trong cùng tệp; nhiệm vụ, chỉ tiêu đọc từ đó "
    "cũng được đưa vào, hãy xóa nếu không thuộc kế hoạch này."
)
_OTHER_APPENDIX = kept(
    "Từ dòng %(line)s là phụ lục “%(title)s” viết bằng lời; nhiệm vụ, chỉ tiêu đọc từ đó cũng được đưa vào, "
    "hãy xóa nếu không thuộc kế hoạch này."
)
_NO_APPENDIX = kept(
    "Dòng %(line)s dẫn tới phụ lục kèm theo nhưng tệp không có phụ lục nào; hãy nhập thêm phụ lục đó."
)
_LACKING = {
    Field.LEAD: kept("Mục %(group)s: %(count)s nhiệm vụ chưa nêu cơ quan chủ trì; hãy bổ sung."),
    Field.DEADLINE: kept("Mục %(group)s: %(count)s nhiệm vụ chưa nêu thời hạn; hãy bổ sung."),
}
_CUSTOM = 0.2
"""The share of tasks that must say a thing for its lack to be a gap of the others, not the custom of the section."""
_UNNAMED = "…"


@dataclass(slots=True)
class Prose:
    tasks: list[TaskDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_prose(
    body: Sequence[Paragraph],
    register: Register,
    head: DocumentHead,
    obligations: Sequence[ObligationDraft],
    *,
    with_tasks: bool,
    with_targets: bool,
) -> Prose:
    """`obligations`: the duties to report already read, whose sentences are no tasks."""
    found = Prose()
    if not (with_tasks or with_targets):
        return found
    parts = outline(body)
    work = WorkReader(register, head.issued_on, _reported(obligations))
    goals = GoalReader(register, years_of(head.title), work.rows.reads)
    for part in parts:
        of_part = topics(part, Topic.WORK if part.has_sections else Topic.DUTIES)
        tasks = work.read(part, of_part) if with_tasks else []
        indicators = goals.read(part, of_part) if with_targets else []
        if (tasks or indicators) and part is not parts[0]:
            found.problems.append(_of_part(part))
        found.tasks += tasks
        found.indicators += indicators
    if found.tasks:
        found.problems += _of_tasks(found.tasks)
    if with_tasks and not any(part.is_appendix for part in parts):
        found.problems += _absent_appendix(parts)
    return found


def _reported(obligations: Sequence[ObligationDraft]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for duty in obligations:
        if duty.source.line is not None:
            found.setdefault(duty.source.line, set()).add(duty.text)
    return found


def _of_part(part: Part) -> Problem:
    source = Source(part.page, part.line)
    if part.is_appendix:
        text = _OTHER_APPENDIX % {"line": part.line, "title": part.title or part.appendix or _UNNAMED}
        return Problem("appendix_in_prose", "", text, source)
    text = _OTHER_DOCUMENT % {"line": part.line, "number": part.number}
    return Problem("document_attached", "", text, source)


def _of_tasks(tasks: Sequence[TaskDraft]) -> list[Problem]:
    """What hardly any task of a section says is one problem of the section, else a problem of each that lacks it."""
    count = sum(not task.is_heading for task in tasks)
    found = [Problem("tasks_from_prose", "", _FROM_PROSE % {"count": count})]
    for key, group in groupby(tasks, key=lambda task: (task.appendix_title, task.group, task.group_title)):
        rows = [task for task in group if not task.is_heading]
        for column, message in _LACKING.items():
            without = [task for task in rows if not _says(task, column)]
            if len(without) > (1 - _CUSTOM) * len(rows):
                text = message % {"group": key[1] or key[2] or _UNNAMED, "count": len(without)}
                found.append(Problem(f"{column.value}_column_missing", "", text, rows[0].source))
            else:
                for task in without:
                    task.problems.append(checks.missing(column))
    return found


def _says(task: TaskDraft, column: Field) -> bool:
    return bool(task.lead if column is Field.LEAD else task.deadline.raw)


def _absent_appendix(parts: Sequence[Part]) -> list[Problem]:
    for part in parts:
        for node in part.walk():
            if points_to_appendix(node.text):
                text = _NO_APPENDIX % {"line": node.paragraph.line}
                return [Problem("appendix_absent", "", text, node.source)]
    return []
