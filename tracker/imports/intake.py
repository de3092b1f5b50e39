"""What an import needs before its rows: the register and calendar of a first start, and the steering agency."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import How, Register
from tracker.agencies.rules import NOBODY
from tracker.agencies.service import save_register
from tracker.deadlines.service import seed_calendar
from tracker.errors import DomainError
from tracker.imports.agency_book import AgencyBook
from tracker.imports.grid import Content
from tracker.imports.home import home_of
from tracker.imports.standing import standing_agency
from tracker.text import fold


def seed(session: Session) -> None:
    """Agencies and calendar of an installation that has none; one that keeps its own is left alone."""
    if session.scalar(select(Agency.id).limit(1)) is None:
        save_register(session, Register.load_default())
    seed_calendar(session)


def steering_agency(session: Session, name: str, content: Content) -> Agency:
    """The agency of that name or alias; without a name the one that the plan's text calls its standing agency."""
    texts = [line.text for line in content.lines]
    home = home_of("", "\n".join(texts))
    register = Register.load_default(*home.places, names=home.names)
    wanted = name.strip() or standing_agency(texts, register)
    if not wanted:
        raise DomainError("Văn bản không nêu rõ cơ quan thường trực: hãy thêm --steering với tên cơ quan.")
    return _kept(session, wanted) or _registered(session, wanted, register)


def _kept(session: Session, name: str) -> Agency | None:
    """An agency of the database; its own name wins over an alias, which must mean one agency only."""
    folded = fold(name)
    by_alias = select(AgencyAlias.agency_id).where(AgencyAlias.folded == folded)
    found = session.scalars(
        select(Agency)
        .where(or_(Agency.folded == folded, Agency.id.in_(by_alias)), Agency.kind.not_in(sorted(NOBODY)))
        .order_by(Agency.folded != folded, Agency.id)
    ).all()
    if len(found) > 1 and found[0].folded != folded:
        names = ", ".join(agency.name for agency in found)
        raise DomainError(f"«{name}» có thể là {names}: hãy ghi tên đầy đủ sau --steering.")
    return found[0] if found else None


def _registered(session: Session, name: str, register: Register) -> Agency:
    """An agency that only the register knows, such as an office of a ward."""
    found = register.resolve(name)
    sure = [match for match in found.agencies if match.how is How.KNOWN and match.kind not in NOBODY]
    if len(sure) != 1 or len(found.agencies) != 1 or found.leftovers:
        raise DomainError(f"Không có cơ quan nào tên «{name}»: hãy ghi đúng tên cơ quan sau --steering.")
    return AgencyBook(session, register, sure).agency(sure[0])
