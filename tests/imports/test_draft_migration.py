"""Drafts of the earlier schema, kept as tasks, become rows of a draft; nothing of them is published or lost."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, Table, create_engine, insert, select

from tracker import migrate

BEFORE = "20260323"
NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old_url(request: pytest.FixtureRequest, blank_database: Path, tmp_path: Path) -> str:
    """A database as it was before drafts had rows."""
    if request.param == "sqlite":
        path = tmp_path / "old.db"
        shutil.copy(blank_database, path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("postgres_url")
    command.downgrade(migrate.config(url), BEFORE)
    return str(url)


@pytest.fixture
def connection(old_url: str) -> Iterator[Connection]:
    engine = create_engine(old_url)
    with engine.connect() as found:
        yield found
    engine.dispose()


class Old:
    """Writes rows of any table, filling in what it must not leave empty."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.meta = MetaData()
        self.meta.reflect(connection)

    def add(self, table: str, **values: Any) -> int:
        found = self.meta.tables[table]
        row = {column.name: _empty(column.type.python_type) for column in found.columns if _is_wanted(column)}
        made = self.connection.execute(insert(found).values(row | values).returning(found.c.id))
        return int(made.scalar_one())

    def all(self, table: str) -> list[Any]:
        found = Table(table, MetaData(), autoload_with=self.connection)
        return list(self.connection.execute(select(found)))


def _is_wanted(column: Any) -> bool:
    return not column.nullable and not column.primary_key


def _empty(kind: type) -> Any:
    return {str: "", int: 0, bool: False, dict: {}, datetime: NOW}.get(kind, {})


def old_draft(old: Old, state: str = "draft") -> int:
    agency = old.add("agency", name=f"Sở Nội vụ {state}", folded="so noi vu", kind="department")
    plan = old.add("plan", number="5/KH", state=state, steering_agency_id=agency, replaces=[], problems=[])
    appendix = old.add("appendix", plan_id=plan, number="II", title="Danh mục nhiệm vụ")
    pillar = old.add("task_group", appendix_id=appendix, number="I", title="Hạ tầng", position=1)
    heading = old.add(
        "task_group",
        appendix_id=appendix,
        parent_id=pillar,
        number="1",
        title="Chương trình",
        position=2,
        source={"line": 8, "columns": {"lead": "Sở Nội vụ"}},
    )
    deadline = {"raw": "Quý I/2026", "kind": "date", "due": "2026-03-31", "start": "2026-01-01", "milestones": []}
    doubt = {"code": "agency_near", "column": "lead", "message": "Cần xác nhận"}
    task = old.add(
        "task",
        plan_id=plan,
        appendix_id=appendix,
        group_id=heading,
        code="II.1.1",
        number="1.1",
        title="Việc một",
        lead_text="Sở Nội vụ",
        deadline_text="Quý I/2026",
        deadline=deadline,
        problems=[doubt],
        source={"line": 9},
        position=3,
        status="assigned",
    )
    old.add("task_agency", task_id=task, agency_id=agency, part="lead", raw="Sở Nội vụ")
    indicator = old.add(
        "indicator",
        plan_id=plan,
        appendix_id=appendix,
        code="II.2",
        number="2",
        title="Tỷ lệ",
        problems=[],
        position=4,
    )
    old.add("indicator_agency", indicator_id=indicator, agency_id=agency)
    old.add("target", indicator_id=indicator, year=2026, raw="≥ 95%", comparator=">=", minimum=95.0, unit="%")
    old.add("report_obligation", plan_id=plan, text="Báo cáo trước ngày 30/11", who=["Sở Nội vụ"], deadline=deadline)
    return plan


def test_every_row_is_there_word_for_word(old_url: str, connection: Connection) -> None:
    plan = old_draft(Old(connection))
    kept = old_draft(Old(connection), state="published")
    connection.commit()
    migrate.upgrade(old_url)
    new = Old(connection)
    rows = sorted(new.all("draft_row"), key=lambda row: row.position)
    assert {row.plan_id for row in rows} == {plan}
    assert [(row.kind, row.number, row.parent, row.group_title) for row in rows] == [
        ("heading", "1", "", "Hạ tầng"),
        ("task", "1.1", "1", "Hạ tầng"),
        ("indicator", "2", "", ""),
        ("obligation", "", "", ""),
    ]
    _heading, task, indicator, duty = rows
    assert task.cells == {"title": "Việc một", "lead": "Sở Nội vụ", "deadline": "Quý I/2026"}
    assert task.read["lead"] == [
        {"name": "Sở Nội vụ draft", "kind": "department", "raw": "Sở Nội vụ", "how": "known"}
    ]
    assert (task.read["deadline"]["due"], task.doubts, task.columns) == ("2026-03-31", 1, " lead ")
    assert task.lacks.split() == ["nguoi", "tham-quyen", "ket-qua"]
    assert task.origin["cells"] == task.cells
    assert indicator.cells == {"title": "Tỷ lệ", "target:2026": "≥ 95%"}
    assert indicator.read["target"][0]["min"] == 95
    assert duty.cells["title"] == "Báo cáo trước ngày 30/11"
    assert [row.plan_id for row in new.all("task")] == [kept]
    assert [row.plan_id for row in new.all("indicator")] == [kept]
    assert [row.plan_id for row in new.all("draft")] == [plan]
