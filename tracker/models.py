"""Every table, imported so that the metadata is complete."""

from tracker.agencies import models as agencies
from tracker.audit import models as audit
from tracker.coordination import models as coordination
from tracker.db import Base
from tracker.deadlines import models as deadlines
from tracker.escalation import models as escalation
from tracker.extensions import models as extensions
from tracker.finding import models as finding
from tracker.health import models as health
from tracker.imports import models as imports
from tracker.indicators import models as indicators
from tracker.notifications import models as notifications
from tracker.plans import models as plans
from tracker.talk import models as talk
from tracker.tasks import draft_models as report_drafts
from tracker.tasks import models as tasks
from tracker.users import credentials
from tracker.users import models as users
from tracker.worklists import models as worklists

__all__ = [
    "Base",
    "agencies",
    "audit",
    "coordination",
    "credentials",
    "deadlines",
    "escalation",
    "extensions",
    "finding",
    "health",
    "imports",
    "indicators",
    "notifications",
    "plans",
    "report_drafts",
    "talk",
    "tasks",
    "users",
    "worklists",
]
