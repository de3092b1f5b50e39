"""One mail a person about each change of what his agency owes; the steering office hears in its digest."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories.mail import Office
from tests.factories.people import make_agency, make_user
from tracker import clock
from tracker.notifications.models import Delivery
from tracker.tasks import approval, life, service, stops
from tracker.tasks.models import Assignment
from tracker.tasks.service import Report
from tracker.tasks.stops import Paper
from tracker.users.models import Post

PAPER = Paper("45/QĐ-UBND", date(2026, 3, 2), "Chờ Nghị định mới")


@pytest.fixture
def assignment(office: Office) -> Assignment:
    return office.give(date(2026, 3, 31))


def by(office: Office) -> dict[str, object]:
    return {"actor": office.officer, "now": clock.now()}


def letters(office: Office) -> list[tuple[str, str, str]]:
    office.send()
    return [
        (str(one["To"]), str(one["Subject"]), one.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        for one in office.letters()
    ]


@pytest.mark.parametrize(
    ("act", "subject", "words"),
    [
        (stops.suspend, "Tạm hoãn: ", "được tạm hoãn theo văn bản số 45/QĐ-UBND ngày 02/03/2026"),
        (stops.withdraw, "Rút nhiệm vụ: ", "được rút theo văn bản số 45/QĐ-UBND ngày 02/03/2026"),
    ],
)
def test_a_stop_is_told_to_the_lead_with_paper_and_reason(
    office: Office, assignment: Assignment, act: object, subject: str, words: str
) -> None:
    act(assignment, PAPER, **by(office))  # type: ignore[operator]  # one of the two
    office.session.commit()
    found = letters(office)
    assert len(found) == 2  # head and focal officer, nobody of the steering office
    assert all(office.officer.email not in to for to, _subject, _text in found)
    for _to, title, text in found:
        assert title.startswith(subject)
        assert words in " ".join(text.split())
        assert "Lý do: Chờ Nghị định mới" in text


def test_what_goes_on_again_is_told(office: Office, assignment: Assignment) -> None:
    stops.suspend(assignment, PAPER, **by(office))  # type: ignore[arg-type]
    office.session.commit()
    office.send()
    stops.resume(assignment, PAPER, **by(office))  # type: ignore[arg-type]
    office.session.commit()
    told = sorted(title.split(":")[0] for _to, title, _text in letters(office))
    assert told == ["Tiếp tục thực hiện", "Tiếp tục thực hiện", "Tạm hoãn", "Tạm hoãn"]


def test_a_change_that_was_taken_back_before_its_mail_left_is_not_told(
    office: Office, assignment: Assignment
) -> None:
    stops.suspend(assignment, PAPER, **by(office))  # type: ignore[arg-type]
    stops.resume(assignment, PAPER, **by(office))  # type: ignore[arg-type]
    office.session.commit()
    office.send()
    states = {(mail.items[0].context["what"], mail.state) for mail in office.mails("changed")}
    assert states == {("suspended", Delivery.SUPPRESSED), ("resumed", Delivery.SENT)}


def test_a_transfer_is_told_to_both(office: Office, assignment: Assignment) -> None:
    finance = make_agency(office.session, "Sở Tài chính")
    new = make_user(office.session, "tai-chinh@example.vn", agency=finance)
    stops.transfer(office.session, assignment, finance, PAPER, **by(office))  # type: ignore[arg-type]
    office.session.commit()
    told = {to: (title, " ".join(text.split())) for to, title, text in letters(office)}
    title, text = next(words for to, words in told.items() if new.email in to)
    assert title.startswith("Tiếp nhận nhiệm vụ: ")
    assert f"Sở Tài chính chủ trì nhiệm vụ sau, tiếp nhận từ {office.agency.name}" in text
    title, text = next(words for to, words in told.items() if office.focal.email in to)
    assert title.startswith("Chuyển cơ quan khác: ")
    assert "được chuyển cho Sở Tài chính" in text
    assert len(told) == 3


def test_reopening_and_a_part_accepted_are_told(office: Office, assignment: Assignment) -> None:
    office.report(assignment)
    service.accept_partly(assignment, "Đề án", "Kế hoạch triển khai", **by(office))  # type: ignore[arg-type]
    office.session.commit()
    partly = [(title, text) for _to, title, text in letters(office)]
    assert len(partly) == 2
    assert partly[0][0].startswith("Chấp nhận một phần: ")
    assert "Phần còn phải thực hiện: Kế hoạch triển khai" in partly[0][1]
    office.report(assignment)
    office.confirm(assignment)
    office.send()
    stops.reopen(office.session, assignment, PAPER, **by(office))  # type: ignore[arg-type]
    office.session.commit()
    assert sum(title.startswith("Mở lại nhiệm vụ: ") for _to, title, _text in letters(office)) == 2


def test_work_handed_back_is_in_the_digest_of_the_office_and_its_answer_a_mail(
    office: Office, assignment: Assignment
) -> None:
    life.hand_back(assignment, "Không thuộc thẩm quyền", actor=office.focal, now=clock.now())
    office.session.commit()
    assert office.mails("changed") == []
    office.at("2026-03-05 06:30")
    office.digest()
    mails = {mail.user_id: mail for mail in office.mails("digest")}
    assert mails[office.officer.id].context["totals"]["handed_back"] == 1
    assert office.focal.id not in mails
    office.at("2026-03-05 08:00")
    found = office.session.scalars(select(Assignment)).one()
    life.hold_to(found, "Quy chế giao Sở", actor=office.officer, now=clock.now())
    office.session.commit()
    told = [words for words in letters(office) if "Giữ nguyên phân công" in words[1]]
    assert len(told) == 2
    assert "Ý kiến: Quy chế giao Sở" in told[0][2]


def test_a_report_before_the_head_is_in_his_digest(office: Office, assignment: Assignment) -> None:
    office.agency.needs_approval = True
    deputy = make_user(office.session, "pho@example.vn", agency=office.agency, post=Post.DEPUTY)
    report = Report("Đã ban hành", "12/QĐ-UBND")
    approval.prepare(office.session, assignment, report, actor=office.focal, now=clock.now(), day=clock.today())
    office.session.commit()
    office.at("2026-03-05 06:30")
    office.digest()
    told = {mail.user_id: mail.context["totals"] for mail in office.mails("digest")}
    assert told[office.head.id] == {"approve": 1}
    assert {office.focal.id, deputy.id} & set(told) == set()
