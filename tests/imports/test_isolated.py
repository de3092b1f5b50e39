"""Reading in a process of its own: the same draft, and one sentence for whatever happens to that process."""

import os
import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any, cast

import psutil
import pytest

from tests.imports.paper import HEAD, SIX, rows, six
from tests.imports.printed import SAMPLE
from tracker.agencies.names import Register
from tracker.errors import DomainError
from tracker.imports.isolated import _DraftUnpickler, read_apart
from tracker.imports.reading import read_plan

PAPER = (HEAD + rows(SIX, six("1", "Xây dựng cơ sở dữ liệu"))).encode()


class Doing:
    """Stands for a register; it makes the process that unpacks it do something."""

    def __init__(self, act: Callable[..., object], *words: object) -> None:
        self.act, self.words = act, words

    def __reduce__(self) -> tuple[Any, ...]:
        return self.act, self.words


def apart(act: Callable[..., object], *words: object, seconds: int = 20) -> object:
    return read_apart(PAPER, "kh.txt", None, cast(Register, Doing(act, *words)), seconds=seconds)


def test_the_draft_is_the_one_that_is_read_here() -> None:
    data = SAMPLE.read_bytes()
    assert read_apart(data, SAMPLE.name) == read_plan(data, SAMPLE.name)


def test_the_day_and_the_register_go_along() -> None:
    text = "KẾ HOẠCH\n\nVề việc X\n\n" + rows(SIX, six("1", "Việc", "Sở Nội vụ"))
    draft = read_apart(text.encode(), "x.txt", date(2026, 1, 5), Register([]))
    assert draft.document.issued_on == date(2026, 1, 5)
    assert {match.how.value for match in draft.tasks[0].lead_agencies} != {"known"}


def test_a_refusal_is_the_sentence_of_the_reader() -> None:
    with pytest.raises(DomainError, match=r"Không thấy trong tệp “x\.txt”"):
        read_apart("Sữa, bánh mì.".encode(), "x.txt")


def test_a_process_that_hangs_is_stopped_and_leaves_nothing_behind() -> None:
    """Besides it there may be the browser of other tests."""
    before = set(psutil.Process().children(recursive=True))
    began = time.perf_counter()
    with pytest.raises(DomainError, match="quá 1 giây nên đã dừng"):
        apart(time.sleep, 60, seconds=1)
    assert time.perf_counter() - began < 5
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize(
    ("act", "words", "sentence"),
    [
        (os.abort, (), "bị dừng giữa chừng"),
        (os._exit, (7,), "bị dừng giữa chừng"),
        (int, ("mười",), "bị dừng giữa chừng"),
        (bytearray, (10**13,), "cần quá nhiều bộ nhớ"),
    ],
)
def test_a_crash_is_one_sentence(act: Callable[..., object], words: tuple[object, ...], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        apart(act, *words)


def test_the_log_names_the_file_by_its_hash_and_quotes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DomainError):
        apart(int, "nội dung riêng")
    assert "ValueError at " in caplog.text
    assert "nội dung riêng" not in caplog.text
    assert "kh.txt" not in caplog.text


def test_the_process_knows_no_setting_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`os.getenv` stands for a register: the setting would come out as one, None reads like the shipped register."""
    monkeypatch.setenv("TRACKER_SECRET_KEY", "x" * 40)
    assert apart(os.getenv, "TRACKER_SECRET_KEY") == read_plan(PAPER, "kh.txt")


def test_several_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        drafts = list(pool.map(lambda _: read_apart(PAPER, "kh.txt"), range(4)))
    assert all(draft == drafts[0] for draft in drafts)


def test_an_answer_may_hold_a_draft_and_nothing_that_runs() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of a draft"):
        _DraftUnpickler(BytesIO(pickle.dumps(Doing(os.system, "true")))).load()
    with pytest.raises(pickle.UnpicklingError, match="no part of a draft"):
        _DraftUnpickler(BytesIO(pickle.dumps(Doing(eval, "1")))).load()
    draft = read_plan(PAPER, "kh.txt")
    assert _DraftUnpickler(BytesIO(pickle.dumps(draft))).load() == draft
