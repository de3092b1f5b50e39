"""The ladder end to end: who hears at which level, once each; reports stop it, returns let it go on."""

from datetime import date

from sqlalchemy import select

from tests.factories.mail import Office, told
from tests.factories.people import make_agency
from tracker.escalation.models import Escalation
from tracker.notifications.models import Delivery
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent

DUE = date(2026, 3, 5)
AGENCY = ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
STEERING = ["chanh-van-phong@vidu.vn", "thuong-truc@vidu.vn"]


def levels(office: Office) -> list[tuple[int, bool]]:
    office.session.expire_all()
    rows = office.session.scalars(select(Escalation).order_by(Escalation.assignment_id, Escalation.level))
    return [(row.level, row.skipped) for row in rows]


def climb(office: Office, *days: str) -> dict[str, list[str]]:
    """Whom the ladder told on each day."""
    heard = {}
    for day in days:
        office.at(f"{day} 07:00")
        before = len(office.mails())
        office.escalate()
        heard[day] = told(office.mails()[before:])
    return heard


def test_each_level_tells_its_people_once(office: Office) -> None:
    office.give(DUE)
    heard = climb(
        office, "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-19"
    )
    assert heard == {
        "2026-03-05": [],
        "2026-03-06": AGENCY,
        "2026-03-07": [],
        "2026-03-11": [],
        "2026-03-12": sorted(["giam-doc@vidu.vn", *STEERING]),
        "2026-03-13": [],
        "2026-03-19": ["chanh-van-phong@vidu.vn"],
    }
    assert levels(office) == [(1, False), (2, False), (3, False)]


def test_the_history_says_who_was_told(office: Office) -> None:
    assignment = office.give(DUE)
    climb(office, "2026-03-06")
    event = office.session.scalars(select(TaskEvent).where(TaskEvent.kind == EventKind.ESCALATED)).one()
    assert event.assignment_id == assignment.id
    assert event.after["level"] == 1
    assert event.note == "Báo quá hạn mức 1 tới: head Sở Khoa học và Công nghệ, focal Sở Khoa học và Công nghệ."


def test_after_25_days_of_stop_one_mail_goes_at_the_right_level(office: Office) -> None:
    """P16."""
    office.give(DUE)
    assert climb(office, "2026-03-30") == {"2026-03-30": ["chanh-van-phong@vidu.vn"]}
    assert levels(office) == [(1, True), (2, True), (3, False)]
    assert climb(office, "2026-03-31") == {"2026-03-31": []}


def test_a_person_gets_one_mail_with_all_that_climbed(office: Office) -> None:
    office.give(DUE, count=3)
    office.give(date(2026, 3, 2))
    climb(office, "2026-03-06")
    office.send()
    mails = office.mails("escalation")
    assert told(mails) == AGENCY
    assert mails[0].subject == "4 nhiệm vụ quá hạn, lâu nhất 4 ngày – Sở Khoa học và Công nghệ"
    assert mails[0].body.index("02/03/2026") < mails[0].body.index("05/03/2026")


def test_a_report_freezes_the_ladder_and_a_return_goes_on_from_where_it_stood(office: Office) -> None:
    assignment = office.give(DUE)
    climb(office, "2026-03-06")
    office.report(assignment)
    assert office.session.scalars(select(Escalation.closed_at)).one() is not None
    assert climb(office, "2026-03-12", "2026-03-16") == {"2026-03-12": [], "2026-03-16": []}
    office.give_back(assignment)
    office.session.expire_all()
    assert office.session.scalars(select(Escalation.closed_at)).one() is None
    heard = climb(office, "2026-03-17", "2026-03-20", "2026-03-23")
    assert heard["2026-03-17"] == []
    assert heard["2026-03-20"] == []
    assert heard["2026-03-23"] == sorted(["giam-doc@vidu.vn", *STEERING])
    assert levels(office) == [(1, False), (2, False)]


def test_a_moved_due_day_begins_a_new_ladder(office: Office) -> None:
    assignment = office.give(DUE)
    climb(office, "2026-03-06")
    assignment = office.session.get_one(Assignment, assignment.id)
    new = date(2026, 4, 6)
    assignment.set_due(new, new, new)
    assignment.deadline_version += 1
    office.session.commit()
    assert climb(office, "2026-03-12", "2026-04-07") == {"2026-03-12": [], "2026-04-07": AGENCY}


def test_counting_starts_on_the_day_of_release(office: Office) -> None:
    assignment = office.give(DUE)
    assignment.released_on = date(2026, 3, 16)
    office.session.commit()
    assert climb(office, "2026-03-16", "2026-03-17") == {"2026-03-16": [], "2026-03-17": AGENCY}


def test_an_agency_without_people_is_the_steering_offices_business_at_once(office: Office) -> None:
    office.give(DUE, lead=make_agency(office.session, "Sở Tài chính"))
    assert climb(office, "2026-03-06") == {"2026-03-06": STEERING}
    office.send()
    assert "cơ quan chủ trì chưa có người nhận thư" in office.mails("escalation")[0].body
    note = office.session.scalars(select(TaskEvent.note).where(TaskEvent.kind == EventKind.ESCALATED)).one()
    assert note.endswith("Cơ quan chủ trì chưa có người nhận.")


def test_fifty_runs_add_nothing(office: Office) -> None:
    office.give(DUE)
    climb(office, "2026-03-06")
    events = office.session.scalars(select(TaskEvent.id)).all()
    for _ in range(50):
        office.escalate()
    assert told(office.mails()) == AGENCY
    assert office.session.scalars(select(TaskEvent.id)).all() == events


def test_what_is_reported_before_the_mail_leaves_is_not_told(office: Office) -> None:
    """P9."""
    assignment = office.give(DUE)
    climb(office, "2026-03-06")
    office.report(assignment)
    assert office.send() == 0
    assert {mail.state for mail in office.mails()} == {Delivery.SUPPRESSED}


def test_a_run_cut_off_between_level_and_mail_is_finished_by_the_next(office: Office) -> None:
    office.give(DUE)
    climb(office, "2026-03-06")
    for mail in office.mails():
        office.session.delete(mail)
    office.session.scalars(select(Escalation)).one().told_at = None
    office.session.commit()
    office.escalate()
    assert told(office.mails()) == AGENCY
    assert levels(office) == [(1, False)]
