"""Any table of tasks, in any column order and wording, its pages ending at any row or inside any cell, comes back."""

import os

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


def read_rows(plan: Plan, draft: PlanDraft) -> list[Expected]:
    names = [name for name, _ in plan.columns if name != "number"]
    return [
        Expected(
            task.group,
            task.group_title,
            task.number,
            task.parent,
            task.is_heading,
            {name: task.deadline.raw if name == "deadline" else getattr(task, name) for name in names},
        )
        for task in draft.tasks
    ]


def expected_rows(plan: Plan) -> list[Expected]:
    names = [name for name, _ in plan.columns if name != "number"]
    return [
        Expected(
            row.group,
            row.group_title,
            row.number,
            row.parent,
            row.is_heading,
            {name: squeeze(row.cells.get(name, "")) for name in names},
        )
        for row in plan.expected
    ]


@CHECKED
@given(st.data())
def test_a_table_in_text_comes_back(data: st.DataObject) -> None:
    plan = data.draw(plans())
    text = as_text(plan, data.draw(pages(plan)))
    draft = read_plan((HEAD + text).encode(), "ke-hoach.txt", register=REGISTER)
    assert read_rows(plan, draft) == expected_rows(plan)


@CHECKED
@given(st.data(), st.booleans(), st.booleans())
def test_a_table_of_cells_comes_back(data: st.DataObject, is_printed: bool, is_one: bool) -> None:
    plan = data.draw(plans())
    grids = list(as_grids(plan, data.draw(pages(plan)), is_printed=is_printed, is_one=is_one))
    draft = plan_of(Content([*lines(HEAD), *grids]), "ke-hoach.docx", register=REGISTER)
    assert read_rows(plan, draft) == expected_rows(plan)
