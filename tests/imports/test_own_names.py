"""What an installation has learnt of agencies takes part in the reading of the next plan."""

from sqlalchemy.orm import Session

from tracker.agencies.names import How, Match, Register
from tracker.agencies.rules import AgencyKind
from tracker.agencies.service import make_agency
from tracker.imports.agency_book import AgencyBook
from tracker.imports.own_names import learnt

PROVINCE = Register.load_default("tỉnh", names=["Vĩnh Long"])


def only(register: Register, cell: str) -> tuple[str, How]:
    (match,) = register.resolve(cell).agencies
    return match.name, match.how


def remember(session: Session, name: str, *spellings: str) -> None:
    session.add(make_agency(name, AgencyKind.DEPARTMENT, spellings))
    session.flush()


def test_a_slip_that_was_confirmed_is_known(session: Session) -> None:
    remember(session, "Ban Đổi mới tỉnh", "Ban Đôi mới", "Ban Đổi mới ƯBND")
    register = learnt(session, PROVINCE)
    assert only(register, "Ban Đôi mới") == ("Ban Đổi mới tỉnh", How.KNOWN)
    assert only(register, "Ban Đổi mới ƯBND") == ("Ban Đổi mới tỉnh", How.KNOWN)
    assert only(PROVINCE, "Ban Đôi mới")[1] is How.NEW


def test_a_short_name_is_known_once_it_was_confirmed_to_mean_the_plans_own(session: Session) -> None:
    remember(session, "Công an tỉnh", "Công an")
    assert only(PROVINCE, "Công an") == ("Công an tỉnh", How.NEAR)
    assert only(learnt(session, PROVINCE), "Công an") == ("Công an tỉnh", How.KNOWN)


def test_a_short_name_confirmed_elsewhere_says_nothing_here(session: Session) -> None:
    remember(session, "Công an phường", "Công an")
    assert only(learnt(session, PROVINCE), "Công an") == ("Công an tỉnh", How.NEAR)


def test_an_agency_of_the_installation_is_found_among_others(session: Session) -> None:
    remember(session, "Chi cục Thủy lợi và Phòng chống thiên tai")
    found = learnt(session, PROVINCE).resolve("Sở Y tế, Chi cục Thủy lợi và Phòng chống thiên tai và Sở Nội vụ")
    assert [match.how for match in found.agencies] == [How.KNOWN] * 3


def test_words_that_left_out_their_head_are_not_remembered(session: Session) -> None:
    """ "Nội vụ" meant a ministry's name in one list and may mean a department's in the next."""
    matches = [
        Match("Sở Nội vụ", AgencyKind.DEPARTMENT, "Nội vụ", exact=True),
        Match("Sở Nội vụ", AgencyKind.DEPARTMENT, "Sở NV tỉnh", exact=True),
    ]
    agency = AgencyBook(session, PROVINCE, matches).agency(matches[0])
    spellings = {alias.name for alias in agency.aliases}
    assert "Nội vụ" not in spellings
    assert "Sở NV tỉnh" in spellings
