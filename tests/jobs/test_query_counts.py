"""P27: planning asks the database as often for many tasks as for few."""

from datetime import date

import pytest

from tests.factories.mail import Office
from tests.notifications.test_pages import queries_of

FEW, MANY = 5, 200


@pytest.fixture
def counted(office: Office) -> dict[str, list[int]]:
    """Queries of each planner over few and over many tasks of the same people, new and told."""
    found: dict[str, list[int]] = {}
    for round_, count in enumerate((FEW, MANY)):
        office.at(f"2026-03-{2 + round_:02} 08:00")
        office.give(date(2026, 3, 17 + round_), count=count)
        office.give(date(2026, 3, 9 + round_), count=count)
        office.at(f"2026-03-{10 + round_} 07:00")
        for name, planner in (("reminders", office.remind), ("digest", office.digest)):
            found.setdefault(name, []).append(queries_of(planner))
            found.setdefault(f"{name} again", []).append(queries_of(planner))
        office.escalate()
        found.setdefault("escalation again", []).append(queries_of(office.escalate))
    return found


def test_the_number_of_queries_does_not_grow_with_the_tasks(counted: dict[str, list[int]]) -> None:
    assert all(many <= few + 2 for few, many in counted.values()), counted
