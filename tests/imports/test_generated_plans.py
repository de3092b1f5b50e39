"""Any table of tasks, in any column order and wording, its pages ending at any row or inside any cell, comes back."""

import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.generated import Expected, Plan, as_grids, as_text, pages, plans
from tests.imports.grids import lines
from tests.imports.paper import HEAD
from tracker.agencies.names import Register
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import Content
from tracker.imports.reading import plan_of, read_plan
from tracker.text import squeeze

EXAMPLES = int(os.environ.get("TRACKER_EXAMPLES", "60"))
REGISTER = Register.load_default()
CHECKED = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


FIELDS = ("title", "lead", "coordinating", "deliverable", "responsible_head", "authority", "note")


def read_rows(draft: PlanDraft) -> list[Expected]:
    return [
        Expected(
            task.group,
            task.group_title,
            task.number,
            task.parent,
            task.is_heading,
            {"deadline": task.deadline.raw, **{name: getattr(task, name) for name in FIELDS}},
        )
        for task in draft.tasks
    ]


def expected_rows(plan: Plan) -> list[Expected]:
    return [replace(row, cells=expected_cells(plan, row.cells)) for row in plan.expected]


def expected_cells(plan: Plan, cells: dict[str, str]) -> dict[str, str]:
    """The cells as one line each; what stands in a column nobody knows is in the note, under its label."""
    found = {name: squeeze(cells.get(name, "")) for name in ("deadline", *FIELDS)}
    labels = dict(plan.columns)
    if cells.get("budget"):
        found["note"] = f"{found['note']}; {labels['budget']}: {cells['budget']}".removeprefix("; ")
    return found


@CHECKED
@given(st.data())
def test_a_table_in_text_comes_back(data: st.DataObject) -> None:
    plan = data.draw(plans())
    text = as_text(plan, data.draw(pages(plan)))
    draft = read_plan((HEAD + text).encode(), "ke-hoach.txt", register=REGISTER)
    assert read_rows(draft) == expected_rows(plan)


@CHECKED
@given(st.data(), st.booleans(), st.booleans(), st.booleans())
def test_a_table_of_cells_comes_back(data: st.DataObject, is_printed: bool, is_one: bool, is_merged: bool) -> None:
    plan = data.draw(plans())
    grids = as_grids(plan, data.draw(pages(plan)), is_printed=is_printed, is_one=is_one, is_merged=is_merged)
    draft = plan_of(Content([*lines(HEAD), *grids]), "ke-hoach.docx", register=REGISTER)
    assert read_rows(draft) == expected_rows(plan)
