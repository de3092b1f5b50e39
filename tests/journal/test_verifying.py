"""The check finds what anybody who owns the database did to the history (W9)."""

import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.journal.conftest import History
from tracker.audit.chain import EventChain
from tracker.journal.commands import verify_history
from tracker.journal.rules import Fault
from tracker.journal.verifying import findings, snapshot
from tracker.tasks.models import TaskEvent

MANY = 100_000
FIELDS = (
    "actor_id = NULL",
    "on_behalf_of_id = actor_id",
    "kind = 'confirmed'",
    "kind = 'no such kind'",
    "note = note || ' '",
    "address = '10.0.0.8'",
    "batch = 'x'",
    'before = \'{"status": "assigned"}\'',
    'after = \'{"percent": 41, "cause": "khách quan"}\'',
    'after = \'{"percent":40,"cause":"kh\\u00e1ch quan"}\'',
    "folded = ''",
    "prev_hash = hash",
    "hash = 'v1:0'",
    "at = '2026-03-04 00:00:00.000001+00:00'",
)


@pytest.fixture
def run(url: str, monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.setenv("TRACKER_ENV", "test")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "test")
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    return Run()


class Run:
    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(verify_history, words)


def found(engine: Engine) -> list[tuple[Fault, int, int]]:
    with snapshot(engine) as connection:
        return [(one.fault, one.first, one.last) for one in findings(connection, {})]


def test_a_whole_history_is_found_whole(history: History, engine: Engine) -> None:
    history.write("một", "hai")
    history.write("ba", plan=1)
    history.write('bốn 𝄞\n"năm"')
    assert found(engine) == []


@pytest.mark.parametrize("change", FIELDS)
def test_a_change_of_any_field_is_found(history: History, engine: Engine, change: str) -> None:
    history.write("một", "hai", "ba")
    history.tamper(f"UPDATE task_event SET {change} WHERE sequence = 2")
    assert found(engine) == [(Fault.CHANGED, 2, 2)]


def test_an_event_moved_to_another_plan_is_missed_there_and_found_here(history: History, engine: Engine) -> None:
    history.write("một", "hai", "ba")
    history.tamper("UPDATE task_event SET plan_id = :other WHERE sequence = 2", other=history.plans[1])
    assert set(found(engine)) == {
        (Fault.MISSING, 2, 2),
        (Fault.MISSING, 1, 1),
        (Fault.CHANGED, 2, 2),
        (Fault.HEADLESS, 1, 2),
    }


@pytest.mark.parametrize(("gone", "missing"), [(1, (1, 1)), (2, (2, 2)), (3, (3, 3))])
def test_a_deleted_event_is_missed_wherever_it_stood(
    history: History, engine: Engine, gone: int, missing: tuple[int, int]
) -> None:
    history.write("một", "hai", "ba")
    history.tamper("DELETE FROM task_event WHERE sequence = :gone", gone=gone)
    assert found(engine) == [(Fault.MISSING, *missing)]


def test_a_history_deleted_as_a_whole_is_missed(history: History, engine: Engine) -> None:
    history.write("một", "hai", "ba")
    history.tamper("DELETE FROM task_event")
    assert found(engine) == [(Fault.MISSING, 1, 3)]


def test_a_cut_off_end_is_found_though_the_count_was_lowered(history: History, engine: Engine) -> None:
    history.write("một", "hai", "ba")
    history.tamper("DELETE FROM task_event WHERE sequence = 3", "UPDATE event_chain SET length = 2")
    assert found(engine) == [(Fault.CHANGED, 2, 2)]


def test_a_lost_end_of_a_chain_is_found(history: History, engine: Engine) -> None:
    history.write("một", "hai")
    history.tamper("DELETE FROM event_chain")
    assert found(engine) == [(Fault.HEADLESS, 1, 2)]


COPY = """INSERT INTO task_event (plan_id, kind, address, before, after, note, folded, at, sequence, prev_hash, hash)
    SELECT plan_id, kind, address, before, after, 'bịa', folded, at, {place}, hash, 'v1:1' FROM task_event
    WHERE sequence = 2"""


@pytest.mark.parametrize("place", [0, 3, 7])
def test_an_event_put_in_by_hand_is_found(history: History, engine: Engine, place: int) -> None:
    history.write("một", "hai")
    history.tamper(COPY.format(place=place))
    assert found(engine) == [(Fault.INSERTED, place, place)]


def test_an_event_written_anew_with_a_hash_that_fits_is_found_by_the_next(history: History, engine: Engine) -> None:
    history.write("một", "hai", "ba")
    with Session(engine) as session:
        second = session.scalars(select(TaskEvent).where(TaskEvent.sequence == 2)).one()
        second.note = "khác"
        forged = rehash(second)
    history.tamper("UPDATE task_event SET note = 'khác', hash = :forged WHERE sequence = 2", forged=forged)
    assert found(engine) == [(Fault.CHANGED, 2, 2)]


def rehash(event: TaskEvent) -> str:
    from tracker.audit.chain import said
    from tracker.audit.rules import digest

    return digest(event.chain, event.sequence, event.prev_hash, said(event))


def test_bytes_that_are_no_text_are_found(history: History, engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL holds no such bytes")
    history.write("một", "hai")
    history.tamper("UPDATE task_event SET note = CAST(x'68e1ba' AS TEXT) WHERE sequence = 1")
    assert found(engine) == [(Fault.CHANGED, 1, 1)]


def test_the_command_names_the_event_and_its_plan(history: History, run: Run) -> None:
    history.write("một", "hai")
    history.write("ba", plan=1)
    history.tamper("UPDATE task_event SET note = 'khác' WHERE note = 'ba'")
    answer = run()
    assert answer.exit_code == 1
    assert "ĐÃ SỬA · sự kiện số 3, thứ tự 1" in answer.stdout
    assert f"kế hoạch {history.plans[1]} (2-KH/TU)" in answer.stdout
    assert "khác" in answer.stdout
    assert "Có 1 sai lệch trong lịch sử gồm 3 sự kiện." in answer.stderr


def test_the_command_says_when_all_is_whole(history: History, run: Run) -> None:
    history.write("một", "hai")
    answer = run()
    assert answer.exit_code == 0
    assert answer.stdout.startswith("Lịch sử nguyên vẹn: 2 sự kiện, 1 chuỗi")


def test_a_history_written_anew_as_a_whole_is_found_by_ends_kept_elsewhere(
    history: History, run: Run, engine: Engine, tmp_path: Path
) -> None:
    history.write("một", "hai")
    kept = tmp_path / "kept.json"
    assert run("--save", str(kept)).exit_code == 0
    history.write("ba")
    assert run("--since", str(kept)).exit_code == 0
    history.tamper("DELETE FROM task_event", "DELETE FROM event_chain")
    history.write("một", "không phải hai", "ba")
    assert run().exit_code == 0
    answer = run("--since", str(kept))
    assert answer.exit_code == 1
    assert "ĐÃ VIẾT LẠI · toàn bộ đến thứ tự 2" in answer.stdout
    history.tamper("DELETE FROM task_event", "DELETE FROM event_chain")
    assert "THIẾU · thứ tự 1–2" in run("--since", str(kept)).stdout


@pytest.mark.parametrize("words", ["", "[]", '{"chains": {"plan:1": 3}}'])
def test_kept_ends_that_cannot_be_read_are_refused(run: Run, tmp_path: Path, words: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(words)
    assert "Không đọc được các dấu đã ghi" in str(run("--since", str(kept)).exception)


def test_w9_one_changed_byte_among_a_hundred_thousand_events(history: History, engine: Engine) -> None:
    history.write_long(MANY)
    history.tamper("UPDATE task_event SET note = replace(note, 'bước 76543,', 'bước 76544,') WHERE sequence = 38272")
    started = perf_counter()
    with snapshot(engine) as connection:
        wrong = list(findings(connection, {}))
    print(f"{engine.dialect.name}: {MANY} events in {perf_counter() - started:.1f} s")
    assert [(one.fault, one.first, one.chain) for one in wrong] == [
        (Fault.CHANGED, 38272, f"plan:{history.plans[1]}")
    ]


def test_the_check_holds_only_a_few_events_at_a_time(history: History, engine: Engine) -> None:
    history.write_long(20_000)
    tracemalloc.start()
    with snapshot(engine) as connection:
        assert list(findings(connection, {})) == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5e6


def test_the_end_of_a_chain_goes_with_its_events(history: History, engine: Engine) -> None:
    history.write("một", "hai")
    with Session(engine) as session:
        end = session.scalars(select(EventChain)).one()
        last = session.scalars(select(TaskEvent).where(TaskEvent.sequence == 2)).one()
    assert (end.length, end.head) == (2, last.hash)
