"""How a planned mail leaves: claimed once, tried again or given up by what the other side says, recorded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from tests.factories.mail import Office
from tests.factories.people import make_user
from tracker import clock
from tracker.notifications import delivery
from tracker.notifications.message import Message, PermanentError, TemporaryError, UnreachableError
from tracker.notifications.models import Delivery, Notification

DUE = date(2026, 4, 20)


@dataclass
class Post:
    """A mail server as an object: `answer` may raise."""

    answer: Callable[[Message], None] = lambda _message: None
    taken: list[Message] = field(default_factory=list)

    def send(self, message: Message, now: datetime) -> str:
        self.answer(message)
        self.taken.append(message)
        return "250 OK"

    def close(self) -> None:
        pass


def raising(error: Exception) -> Callable[[Message], None]:
    def answer(_message: Message) -> None:
        raise error

    return answer


@pytest.fixture
def planned(office: Office) -> Office:
    """One reminder waits to leave."""
    office.head.active = False
    office.give(DUE)
    office.at("2026-04-13 06:00")
    assert office.remind() == 1
    return office


def only(office: Office) -> Notification:
    return office.mails()[0]


def test_a_sent_mail_is_recorded_with_its_words_and_the_answer(planned: Office) -> None:
    post = Post()
    assert planned.send(post) == 1
    mail = only(planned)
    assert (mail.state, mail.reply, mail.attempts) == (Delivery.SENT, "250 OK", 1)
    assert mail.subject == post.taken[0].subject
    assert mail.body == post.taken[0].text
    assert [item.told_on for item in mail.items] == [None, date(2026, 4, 13)]
    assert planned.send(post) == 0


def test_of_two_senders_one_gets_the_mail(planned: Office) -> None:
    """P1."""
    with planned.sessions.begin() as session:
        assert [delivery.claim(session, only(planned).id, name, clock.now()) for name in "ab"] == [True, False]


def test_a_permanent_refusal_ends_after_one_try(planned: Office) -> None:
    """P8."""
    assert planned.send(Post(raising(PermanentError("550 no such user")))) == 0
    mail = only(planned)
    assert (mail.state, mail.attempts, mail.reason) == (Delivery.FAILED, 1, "550 no such user")
    assert mail.items[1].state is Delivery.FAILED


def test_a_temporary_refusal_backs_off_and_ends_after_twelve_tries(planned: Office) -> None:
    """P8: 5, 10, 20, 40 … at most 240 minutes."""
    post = Post(raising(TemporaryError("421 try later")))
    waits = []
    for _ in range(12):
        tried = clock.now()
        planned.send(post)
        waits.append((only(planned).not_before - tried) // timedelta(minutes=1))
        planned.at(clock.local(only(planned).not_before).strftime("%Y-%m-%d %H:%M"))
    assert waits[:11] == [5, 10, 20, 40, 80, 160, 240, 240, 240, 240, 240]
    mail = only(planned)
    assert (mail.state, mail.attempts) == (Delivery.FAILED, 12)
    planned.at("2026-04-20 08:00")
    assert planned.send(Post()) == 0


def test_a_server_that_names_a_time_is_given_it(planned: Office) -> None:
    planned.send(Post(raising(TemporaryError("429", retry_after=3600))))
    assert only(planned).not_before == clock.now() + timedelta(hours=1)


def test_a_bad_recipient_and_a_broken_mail_hold_back_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """P7: third of ten refused, fifth breaks its template: eight go."""
    for n in range(8):
        make_user(office.session, f"dau-moi-{n}@vidu.vn", agency=office.agency)
    office.give(DUE)
    office.at("2026-04-13 06:00")
    assert office.remind() == 10
    third, fifth = office.mails()[2].address, office.mails()[4]
    fifth.context = {"totals": "none"}
    office.session.commit()

    def answer(message: Message) -> None:
        if message.to_address == third:
            raise PermanentError("550")

    assert office.send(Post(answer)) == 8
    failed = [mail for mail in office.mails() if mail.state is Delivery.FAILED]
    assert [mail.address for mail in failed] == [third, fifth.address]
    assert "Lỗi khi soạn thư" in failed[1].reason


def test_an_unforeseen_error_of_a_sender_is_that_mails_alone(planned: Office) -> None:
    planned.send(Post(raising(ValueError("odd"))))
    assert (only(planned).state, only(planned).reason) == (Delivery.PLANNED, "odd")


def test_while_the_server_is_down_nothing_is_lost_and_then_each_goes_once(office: Office) -> None:
    """P5: two hours."""
    for n in range(4):
        make_user(office.session, f"dau-moi-{n}@vidu.vn", agency=office.agency)
    office.give(DUE)
    office.at("2026-04-13 06:00")
    office.remind()
    down = Post(raising(UnreachableError("connection refused")))
    for minute in range(120):
        office.at(f"2026-04-13 {6 + minute // 60:02}:{minute % 60:02}")
        assert office.send(down) == 0
        if minute == 0:
            assert sorted(mail.attempts for mail in office.mails()) == [0, 0, 0, 0, 0, 1]
    up = Post()
    for hour in range(8, 18):
        office.at(f"2026-04-13 {hour:02}:00")
        office.send(up)
    assert sorted(message.to_address for message in up.taken) == sorted(mail.address for mail in office.mails())
    assert {mail.state for mail in office.mails()} == {Delivery.SENT}


def test_a_claim_whose_sender_died_goes_again_under_the_same_message_id(planned: Office) -> None:
    """P5: the process was killed after the server had taken the mail."""
    post = Post()
    with planned.sessions.begin() as session:
        delivery.claim(session, only(planned).id, "dead", clock.now())
    with planned.sessions.begin() as session:
        first = delivery.prepare(session, only(planned).id, "http://127.0.0.1:8000", clock.now())
    assert planned.send(post) == 0
    planned.at("2026-04-13 06:14")
    with planned.sessions.begin() as session:
        assert delivery.release_stuck(session, clock.now()) == 0
    planned.at("2026-04-13 06:16")
    with planned.sessions.begin() as session:
        assert delivery.release_stuck(session, clock.now()) == 1
    assert planned.send(post) == 1
    assert first is not None
    assert [message.message_id for message in post.taken] == [first.message_id]


def test_a_mail_that_kills_its_sender_each_time_is_given_up(planned: Office) -> None:
    for _ in range(12):
        with planned.sessions.begin() as session:
            delivery.claim(session, only(planned).id, "dead", clock.now())
        planned.at(clock.local(clock.now() + timedelta(minutes=16)).strftime("%Y-%m-%d %H:%M"))
        with planned.sessions.begin() as session:
            assert delivery.release_stuck(session, clock.now()) == 1
    assert (only(planned).state, only(planned).attempts) == (Delivery.FAILED, 12)


def test_a_late_failure_of_a_lost_claim_does_not_undo_what_another_sent(planned: Office) -> None:
    """States only move forward."""
    planned.send(Post())
    with planned.sessions.begin() as session:
        delivery.record_failure(session, only(planned).id, "late", TemporaryError("x"), clock.now())
    assert only(planned).state is Delivery.SENT


def test_days_left_are_said_as_of_the_day_of_sending(planned: Office) -> None:
    """P15."""
    planned.at("2026-04-16 09:00")
    post = Post()
    planned.send(post)
    assert post.taken[0].subject.startswith("Nhắc hạn, còn 4 ngày: ")


def test_a_reminder_whose_next_step_has_come_is_not_sent_any_more(planned: Office) -> None:
    """P15: the step of one day is the planner's next mail, this one would be the second on one matter."""
    planned.at("2026-04-19 09:00")
    assert planned.send(Post()) == 0
    assert only(planned).items[1].reason == "Đã có mốc nhắc sau thay thế."
