"""Damaged files: a sentence or a marked draft, never a crash; `benchmarks/damaged.py` runs thousands more."""

import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.cast import make_cast
from tests.imports.damage import Variant, originals, outcome, variant
from tracker.plans.models import Document, Plan
from tracker.users.models import User

NUMBERS = range(300)


@pytest.mark.parametrize("name", sorted(originals()))
def test_the_undamaged_files_are_read(name: str) -> None:
    assert outcome(Variant(name, originals()[name], "")) == "same"


def test_a_variant_is_the_same_whenever_it_is_made() -> None:
    originals.cache_clear()
    first = [variant(number) for number in NUMBERS[:20]]
    originals.cache_clear()
    assert [variant(number) for number in NUMBERS[:20]] == first


@pytest.mark.parametrize("first", NUMBERS[::50])
def test_damage_is_refused_or_marked(first: int) -> None:
    counts: Counter[str] = Counter()
    for number in range(first, first + 50):
        began = time.perf_counter()
        counts[outcome(variant(number))] += 1
        assert time.perf_counter() - began < 30, number
    assert counts["refused"] > 0
    assert counts["unmarked"] < 0.15 * counts.total()


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html", "xls"])
def test_a_refused_file_leaves_nothing_behind(
    session: Session, sign_in: Callable[[User], FlaskClient], ending: str
) -> None:
    cast = make_cast(session)
    data = originals()[f"a.{ending}"]
    broken = data[:40] + bytes(len(data) // 2)
    fields = {"steering": str(cast.office.id), "file": (BytesIO(broken), f"a.{ending}")}
    answer = sign_in(cast.officer).post("/nhap-ke-hoach", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(Plan)) == 0
    assert session.scalar(select(func.count()).select_from(Document)) == 0
