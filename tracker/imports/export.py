"""A plan as an .xlsx file that the importer reads back as the same plan."""

import re
from datetime import date

from sqlalchemy.orm import Session

from tracker.imports.export_layout import pages
from tracker.imports.export_rows import of_draft, of_published
from tracker.plans.models import Plan
from tracker.tasks.uploads import MEDIA_TYPES
from tracker.text import fold
from tracker.users.models import User

MEDIA_TYPE = MEDIA_TYPES["xlsx"]


def workbook(session: Session, plan: Plan, user: User, day: date) -> bytes:
    """All rows of a draft; of a published plan those the person may see, and how they stand on the day."""
    from tracker.imports.export_book import book_of  # openpyxl: slow to load and large, for this page alone

    head, rows = of_draft(session, plan) if plan.is_draft else of_published(session, plan, user, day)
    return book_of(pages(head, rows), plan.label)


def filename(plan: Plan) -> str:
    """ "27-kh-bcdtp.xlsx": what any system takes for a name."""
    return f"{re.sub(r'[^a-z0-9]+', '-', fold(plan.number or plan.label)).strip('-')[:80] or 'ke-hoach'}.xlsx"
