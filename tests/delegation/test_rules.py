from tracker.delegation.rules import Rollup, rolled_up
from tracker.tasks.rules import Status


def test_the_percent_of_a_whole_is_the_mean_of_its_parts_cut_to_a_whole_number() -> None:
    parts = [(Status.IN_PROGRESS, 50, 1), (Status.ASSIGNED, 0, 1), (Status.COMPLETED, 30, 1)]
    assert rolled_up(parts) == Rollup(done=1, total=3, percent=50)
    assert rolled_up([(Status.IN_PROGRESS, 99, 3), (Status.ASSIGNED, 98, 1)]) == Rollup(0, 4, 98)


def test_what_was_withdrawn_is_no_part() -> None:
    assert rolled_up([(Status.WITHDRAWN, 80, 4), (Status.COMPLETED, 0, 1)]) == Rollup(1, 1, 100)
    assert rolled_up([(Status.WITHDRAWN, 80, 4)]) is None
    assert rolled_up([]) is None
