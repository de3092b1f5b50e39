"""The outbox writes each fact once, whoever asks and how often."""

from collections.abc import Sequence

from sqlalchemy import select

from tests.factories.mail import Office
from tracker import clock
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.notifications.outbox import Draft, Item, Person, plan


def draft(office: Office, *keys: str, key: str = "", items: Sequence[Item] = ()) -> Draft:
    person = Person(office.focal.id, office.focal.name, office.focal.email)
    facts = [*(Item(name, "before", "assignment:1", {"title": "Đề án"}) for name in keys), *items]
    return Draft("reminder", person, facts, clock.now(), key)


def plan_it(office: Office, wanted: Draft) -> int | None:
    with office.sessions.begin() as session:
        return plan(session, wanted, clock.now())


def test_a_mail_is_written_with_its_facts_in_the_order_of_the_draft(office: Office) -> None:
    plan_it(office, draft(office, "b", "a"))
    mail = office.mails()[0]
    assert [(item.key, item.context["order"]) for item in mail.items] == [("a", 1), ("b", 0)]
    assert mail.state is Delivery.PLANNED


def test_facts_told_before_are_left_out(office: Office) -> None:
    plan_it(office, draft(office, "a"))
    plan_it(office, draft(office, "a", "b"))
    assert [[item.key for item in mail.items] for mail in office.mails()] == [["a"], ["b"]]


def test_no_mail_is_written_when_nothing_is_new(office: Office) -> None:
    """P10."""
    plan_it(office, draft(office, "a"))
    assert plan_it(office, draft(office, "a")) is None
    assert plan_it(office, draft(office)) is None
    assert plan_it(office, draft(office, items=[Item("old", "before", "t", superseded="later")])) is None
    assert len(office.mails()) == 1


def test_a_named_mail_is_written_once(office: Office) -> None:
    plan_it(office, draft(office, "a", key="digest:day=1"))
    assert plan_it(office, draft(office, "b", key="digest:day=1")) is None
    assert [item.key for item in office.mails()[0].items] == ["a"]


def test_superseded_facts_are_on_record_with_their_reason(office: Office) -> None:
    plan_it(office, draft(office, "new", items=[Item("old", "before", "t", superseded="thay thế")]))
    states = {item.key: (item.state, item.reason) for item in office.mails()[0].items}
    assert states == {"new": (Delivery.PLANNED, ""), "old": (Delivery.SUPERSEDED, "thay thế")}


def test_a_writer_that_loses_the_race_for_its_facts_leaves_no_mail(office: Office) -> None:
    """Both looked before either wrote: the unique index decides."""
    from tracker.notifications import outbox

    plan_it(office, draft(office, "a"))
    with office.sessions.begin() as session:
        id_ = outbox._add_mail(session, draft(office, "a", key="second"), [], clock.now())
        assert id_ is not None
        assert outbox._add_items(session, id_, draft(office, "a").items, {"a": 0}) == set()


def test_many_facts_fit_in_one_mail(office: Office) -> None:
    plan_it(office, draft(office, *(f"fact={n:05}" for n in range(6000))))
    assert len(office.session.scalars(select(NotificationItem.id)).all()) == 6000
    assert plan_it(office, draft(office, *(f"fact={n:05}" for n in range(6001)))) is not None
    assert office.session.scalars(select(Notification.id)).all() == [1, 2]
