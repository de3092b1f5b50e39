from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.imports.paper import HEAD, SIX, rows, six
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.saving_commands import import_plan
from tracker.plans.models import Plan, PlanState
from tracker.tasks.models import Assignment, Task

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, freeze: Callable[[str], object]) -> Run:
    monkeypatch.setenv("TRACKER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TRACKER_ENV", "test")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "test")
    monkeypatch.setenv("TRACKER_NOW", "2026-03-04T08:00:00+07:00")
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    return lambda *words: CliRunner().invoke(import_plan, [str(word) for word in words])


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], Session]:
    return lambda: Session(create_engine(f"sqlite:///{tmp_path / 'data' / 'dung-han.db'}"))


def refusal(result: Result) -> str:
    assert result.exit_code == 1
    assert isinstance(result.exception, DomainError)
    return str(result.exception)


def test_a_plan_becomes_a_draft_of_the_office_that_it_names(run: Run, stored: Callable[[], Session]) -> None:
    result = run(SAMPLE)
    assert result.exit_code == 0, result.output
    assert "Đã nhập Kế hoạch 27-KH/BCĐTP: 95 nhiệm vụ, 69 chỉ tiêu," in result.output
    assert "cơ quan thường trực: Văn phòng Thành ủy." in result.output
    with stored() as session:
        plan = session.scalars(select(Plan)).one()
        assert plan.state is PlanState.DRAFT
        assert session.scalars(select(Assignment)).all() == []


def test_publish_gives_the_tasks_and_holds_what_is_late(run: Run, stored: Callable[[], Session]) -> None:
    result = run(SAMPLE, "--publish")
    assert "Đã ban hành: giao" in result.output
    assert "đang giữ thư" in result.output
    with stored() as session:
        late = session.scalars(select(Assignment).join(Assignment.task).where(Task.code == "III.12")).all()
        assert late
        assert all(assignment.held for assignment in late)
        assert session.scalars(select(Plan)).one().state is PlanState.PUBLISHED


def test_the_same_file_twice_is_one_sentence(run: Run) -> None:
    run(SAMPLE)
    assert "đã được nhập thành Kế hoạch 27-KH/BCĐTP" in refusal(run(SAMPLE))


def test_a_paper_that_names_no_office_asks_for_it(run: Run, tmp_path: Path, stored: Callable[[], Session]) -> None:
    file = tmp_path / "kh.txt"
    file.write_text(HEAD + rows(SIX, six("1", "Việc một")), "utf-8")
    assert "--steering" in refusal(run(file))
    assert "Không có cơ quan nào tên" in refusal(run(file, "--steering", "Sở Không Có Thật"))
    assert "--issued-on" in refusal(run(file, "--steering", "so noi vu", "--issued-on", "31/31/2026"))
    result = run(file, "--steering", "so noi vu")
    assert "cơ quan thường trực: Sở Nội vụ." in result.output
    with stored() as session:
        assert session.scalars(select(Plan)).one().steering_agency.steers


def test_a_file_that_is_not_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "Không đọc được tệp" in refusal(run(tmp_path / "khong-co.txt"))
