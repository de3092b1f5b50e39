"""A deadline on one line, so that tables of phrases can be read: "date 2026-01-01..2026-03-31 year_inferred"."""

from tracker.deadlines.phrases import By, Deadline


def describe(found: Deadline) -> str:
    words = [found.kind.value]
    if found.start or found.due:
        words.append(f"{found.start or ''}..{found.due or ''}")
    words += [
        flag for flag in ("before", "until", "open_ended", "year_inferred", "same_as_above") if getattr(found, flag)
    ]
    if found.recurrence:
        every = found.recurrence
        words.append(every.freq.value + (f"*{every.interval}" if every.interval > 1 else ""))
        words += [_by(one) for one in every.by]
    words += [f"[{milestone.label}: {milestone.due}]" for milestone in found.milestones]
    if found.offset:
        offset = found.offset
        words.append(f"{offset.n or 'at once'} {offset.unit} {offset.direction} <{offset.anchor}>")
    words += [f"!{problem.code}" for problem in found.problems]
    return " ".join(words)


def _by(by: By) -> str:
    return "@" + ",".join(f"{name}={value}" for name, value in by.as_dict().items())
