"""Rows of two versions of a plan: which continues which, and what changed."""

import random
from pathlib import Path

import pytest

from tracker.demo.building import SAMPLE
from tracker.imports.alike import VersionRow
from tracker.imports.reading import read_plan
from tracker.imports.versions import Change, Match, compare, match, nearest
from tracker.imports.word_changes import MOST_WORDS, pieces

FILLERS = ("triển", "khai", "toàn", "diện", "đồng", "bộ", "Thành", "phố", "hoàn", "thiện")


def row(key: int, title: str, number: str = "", kind: str = "task", **cells: str) -> VersionRow:
    return VersionRow(key, kind, number or str(key), {"title": title, **cells})


def sample(path: Path = SAMPLE) -> list[VersionRow]:
    tasks = [task for task in read_plan(path.read_bytes(), path.name).tasks if not task.is_heading]
    return [
        VersionRow(
            key,
            "task",
            task.number,
            {"title": task.title, "lead": task.lead, "deliverable": task.deliverable, "deadline": task.deadline.raw},
            task.appendix or "",
            task.group or "",
        )
        for key, task in enumerate(tasks)
    ]


def edited(title: str, share: float, dice: random.Random) -> str:
    """The title with that share of its words taken out or put in."""
    words = title.split()
    for _ in range(max(1, round(len(words) * share))):
        place = dice.randrange(len(words))
        if dice.random() < 0.5 and len(words) > 4:
            del words[place]
        else:
            words.insert(place, dice.choice(FILLERS))
    return " ".join(words)


@pytest.mark.parametrize("seed", range(3))
def test_rows_edited_renumbered_and_shuffled_find_the_row_they_continue(seed: int) -> None:
    dice, old = random.Random(seed), sample()
    kept = [one for one in old if one.key % 7 != 3]
    dice.shuffle(kept)
    new = [
        VersionRow(1000 + one.key, "task", str(place), {**one.cells, "title": edited(one.title, 0.25, dice)})
        for place, one in enumerate(kept)
    ]
    found = match(old, new, {})
    assert {key: one.old for key, one in found.items()} == {1000 + one.key: one.key for one in kept}


def test_other_tasks_of_the_same_office_are_seldom_taken_for_one_another() -> None:
    rows = sample()
    found = match([one for one in rows if one.key % 2], [one for one in rows if not one.key % 2], {})
    assert len(found) <= 3
    assert sum(not one.is_doubtful for one in found.values()) <= 1


def test_the_same_rows_under_shifted_numbers_are_unchanged_and_moved() -> None:
    old = [row(1, "Phủ sóng 5G", "1"), row(2, "Đào tạo cán bộ", "2")]
    new = [row(11, "Lập quỹ đầu tư", "1"), row(12, "Phủ sóng 5G", "2"), row(13, "Đào tạo cán bộ.", "3")]
    found = compare(old, new)
    assert found.counts == {Change.ADDED: 1, Change.UNCHANGED: 2}
    assert [pair.is_moved for pair in found.pairs] == [False, True, True]


def test_a_change_names_its_columns_and_a_row_that_is_gone_is_dropped() -> None:
    old = [row(1, "Phủ sóng 5G", lead="Sở Nội vụ", deadline="Quý I/2026"), row(2, "Đào tạo cán bộ")]
    new = [row(11, "Phủ sóng 5G", "1", lead="Sở Tài chính", deadline="Quý II/2026", deliverable="Báo cáo")]
    changed, dropped = compare(old, new).pairs
    assert (changed.change, changed.columns) == (Change.CHANGED, ("lead", "deadline", "deliverable"))
    assert dropped.change is Change.DROPPED
    assert dropped.old is old[1]


def test_an_amendment_drops_nothing() -> None:
    old = [row(1, "Phủ sóng 5G"), row(2, "Đào tạo cán bộ")]
    found = compare(old, [row(11, "Đào tạo cán bộ", lead="Sở Nội vụ")], names_all=False)
    assert found.counts == {Change.CHANGED: 1}


def test_the_same_words_in_another_year_are_a_changed_deadline() -> None:
    before = VersionRow(1, "task", "1", {"title": "Phủ sóng", "deadline": "Quý I"}, days=("2026-03-31",))
    after = VersionRow(2, "task", "1", {"title": "Phủ sóng", "deadline": "Quý I"}, days=("2027-03-31",))
    (pair,) = compare([before], [after]).pairs
    assert pair.columns == ("deadline",)


def test_rows_of_the_same_words_are_told_apart_by_place_then_by_lead() -> None:
    old = [row(1, "Báo cáo kết quả", "1", lead="Sở A"), row(2, "Báo cáo kết quả", "2", lead="Sở B")]
    shifted = [row(11, "Báo cáo kết quả", "4", lead="Sở B"), row(12, "Báo cáo kết quả", "5", lead="Sở A")]
    assert match(old, shifted, {}) == {11: Match(2), 12: Match(1)}


def test_what_cannot_be_told_apart_is_doubtful() -> None:
    old = [row(1, "Báo cáo kết quả", "1"), row(2, "Báo cáo kết quả", "2")]
    found = match(old, [row(11, "Báo cáo kết quả", "9"), row(12, "Báo cáo kết quả", "8")], {})
    assert {one.old for one in found.values()} == {1, 2}
    assert found[11].is_doubtful


def test_tasks_and_indicators_are_never_matched() -> None:
    assert match([row(1, "Tỷ lệ hồ sơ trực tuyến")], [row(2, "Tỷ lệ hồ sơ trực tuyến", kind="indicator")], {}) == {}


def test_what_a_person_laid_down_comes_first() -> None:
    old = [row(1, "Phủ sóng 5G"), row(2, "Đào tạo cán bộ")]
    new = [row(11, "Phủ sóng 5G"), row(12, "Đào tạo cán bộ"), row(13, "Lập quỹ")]
    assert match(old, new, {11: None, 13: 1}) == {12: Match(2), 13: Match(1)}
    assert match(old, new, {13: 1, 12: 1}) == {12: Match(1)}
    assert match(old, new, {11: 99}) == {12: Match(2)}


def test_rows_without_words_are_new() -> None:
    assert compare([row(1, "")], [row(2, "")]).counts == {Change.ADDED: 1, Change.DROPPED: 1}


def test_the_nearest_rows_are_offered_first() -> None:
    old = [row(1, "Đào tạo cán bộ"), row(2, "Phủ sóng 5G toàn tỉnh"), row(3, "Phủ sóng truyền hình")]
    assert [one.key for one in nearest(old, row(9, "Phủ sóng 5G"))] == [2, 3]


def test_words_taken_out_and_put_in_are_marked_and_nothing_is_lost() -> None:
    old, new = pieces("Hoàn thành trong Quý I/2026 tại Sở", "Hoàn thành trước Quý II/2026 tại Sở Nội vụ")
    assert [one.words.strip() for one in old if one.is_changed] == ["trong", "I/2026"]
    assert [one.words.strip() for one in new if one.is_changed] == ["trước", "II/2026", "Nội vụ"]
    assert "".join(one.words for one in old) == "Hoàn thành trong Quý I/2026 tại Sở"


def test_a_very_long_cell_is_shown_whole() -> None:
    old, new = pieces("từ " * MOST_WORDS, "chữ")
    assert [one.is_changed for one in (*old, *new)] == [True, True]
