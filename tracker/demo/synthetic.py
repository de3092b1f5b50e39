"""Synthetic rows for measurements: plans, agencies, people, tasks and assignments in the shapes of real ones."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.plans.models import Appendix, Plan, PlanState
from tracker.tasks.kinds import AgencyPart, Decision
from tracker.tasks.models import NO_DAY, Assignment, Submission, Task, TaskAgency
from tracker.tasks.rules import Status
from tracker.text import fold, searchable
from tracker.users.models import Membership, Post, Role, User

AGENCIES = 150
PEOPLE_PER_AGENCY = 12
PER_TASK = 4
"""Assignments a task: tasks with several leads and collectives make a real plan's average near this."""
BATCH = 2_000
VERBS = ("Xây dựng", "Ban hành", "Triển khai", "Hoàn thiện", "Rà soát", "Tổ chức", "Phát triển", "Nâng cấp")
THINGS = (
    "Đề án chuyển đổi số",
    "Kế hoạch phát triển hạ tầng dữ liệu",
    "nền tảng số dùng chung",
    "cơ sở dữ liệu chuyên ngành",
    "chương trình đào tạo kỹ năng số",
    "quy trình nghiệp vụ trên môi trường điện tử",
    "trung tâm đổi mới sáng tạo",
    "hệ thống giám sát an toàn thông tin",
)
ENDINGS = (
    "trên địa bàn Thành phố giai đoạn 2026 - 2030",
    "phục vụ người dân và doanh nghiệp",
    "bảo đảm liên thông, kết nối với các bộ, ngành Trung ương và địa phương cấp xã",
    "theo Nghị quyết số 57-NQ/TW",
)
STATES = (Status.ASSIGNED, Status.IN_PROGRESS, Status.SUBMITTED, Status.RETURNED, Status.COMPLETED)
WEIGHTS = (20, 35, 8, 5, 32)


def fill(session: Session, assignments: int) -> int:
    """Add rows until `assignments` more assignments exist; the caller commits. Returns how many were made."""
    dice = random.Random(57)  # noqa: S311  # the same data on every machine
    today, now = clock.today(), clock.now()
    agencies = _agencies(session, now)
    plan = _plan(session, agencies[0], now, today)
    first_task = (session.scalar(select(func.max(Task.id))) or 0) + 1
    tasks = -(-assignments // PER_TASK)
    appendix_id = session.scalars(select(Appendix.id).where(Appendix.plan_id == plan.id)).one()
    _insert(session, Task, (_task(n, first_task + n, plan.id, appendix_id, dice) for n in range(tasks)))
    rows = [_assignment(n, first_task, plan.id, agencies, today, now, dice) for n in range(assignments)]
    _insert(session, TaskAgency, (_part(row) for row in rows))
    _insert(session, Assignment, iter([{k: v for k, v in row.items() if k != "id"} for row in rows]))
    _insert(session, Submission, _reports(session, plan, now))
    return assignments


def _insert(session: Session, model: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(rows, BATCH)):
        session.execute(insert(model), batch)


def _agencies(session: Session, now: datetime) -> list[int]:
    offset = session.scalar(select(func.count(Agency.id))) or 0
    names = [f"Sở tổng hợp số {offset + n + 1:03}" for n in range(AGENCIES)]
    session.execute(
        insert(Agency),
        [
            {"name": name, "folded": fold(name), "kind": AgencyKind.DEPARTMENT, "steers": n == 0, "created_at": now}
            for n, name in enumerate(names)
        ],
    )
    ids = list(session.scalars(select(Agency.id).where(Agency.name.in_(names)).order_by(Agency.id)))
    emails = [f"tong-hop.{offset + n}@mau.example" for n in range(AGENCIES * PEOPLE_PER_AGENCY)]
    session.execute(
        insert(User),
        [
            {
                "email": email,
                "name": f"Tài khoản tổng hợp {email}",
                "role": Role.MEMBER,
                "password_hash": "",
                "created_at": now,
            }
            for email in emails
        ],
    )
    users = session.scalars(select(User.id).where(User.email.in_(emails)).order_by(User.id)).all()
    session.execute(
        insert(Membership),
        [
            {
                "user_id": user,
                "agency_id": ids[n % AGENCIES],
                "post": (Post.HEAD, Post.FOCAL, Post.VIEWER)[n // AGENCIES % 3],
            }
            for n, user in enumerate(users)
        ],
    )
    return ids


def _plan(session: Session, steering: int, now: datetime, today: date) -> Plan:
    plan = Plan(
        number=f"{now:%H%M%S}-KH/TH",
        kind="Kế hoạch",
        title="Kế hoạch tổng hợp để đo tốc độ",
        issued_on=today - timedelta(days=300),
        state=PlanState.PUBLISHED,
        steering_agency_id=steering,
        published_at=now,
        is_sample=True,
        appendices=[Appendix(number="I", title="Nhiệm vụ tổng hợp", position=0)],
    )
    session.add(plan)
    session.flush()
    return plan


def _task(n: int, task_id: int, plan_id: int, appendix_id: int, dice: random.Random) -> dict[str, Any]:
    title = f"{dice.choice(VERBS)} {dice.choice(THINGS)} số {n + 1} {dice.choice(ENDINGS)}"
    if n % 50 == 0:
        title += " " + " ".join(dice.choice(THINGS) for _ in range(60))
    return {
        "id": task_id,
        "plan_id": plan_id,
        "appendix_id": appendix_id,
        "code": f"I.{n + 1}",
        "number": str(n + 1),
        "title": title,
        "lead_text": "Sở tổng hợp",
        "deliverable": "Báo cáo kết quả thực hiện",
        "deadline_text": "Quý IV/2026",
        "deadline_kind": "date",
        "deadline": {},
        "source": {"line": n + 1, "row": n + 1, "table": 1, "page": None},
        "problems": [],
        "position": n,
        "status": Status.IN_PROGRESS,
        "assignments_total": PER_TASK,
        "search_text": searchable(f"I.{n + 1}", title, "Báo cáo kết quả thực hiện"),
    }


def _assignment(
    n: int, first_task: int, plan_id: int, agencies: list[int], today: date, now: datetime, dice: random.Random
) -> dict[str, Any]:
    status = dice.choices(STATES, WEIGHTS)[0]
    due = None if dice.random() < 0.3 else today + timedelta(days=dice.randint(-250, 250))
    reported = None
    if status in {Status.SUBMITTED, Status.COMPLETED}:
        reported = min(today, (due or today) + timedelta(days=dice.randint(-20, 10)))
    return {
        "id": n,
        "task_id": first_task + n // PER_TASK,
        "plan_id": plan_id,
        "decider_id": agencies[0],
        "agency_id": agencies[(n * 7 + n // PER_TASK) % len(agencies)],
        "status": status,
        "original_due": due,
        "original_due_on": due,
        "nominal_due": due,
        "effective_due": due,
        "due_on": due,
        "due_order": due or NO_DAY,
        "deadline_version": 1,
        "held": False,
        "assigned_on": today - timedelta(days=290),
        "reported_on": reported,
        "round": 1 if reported else 0,
        "last_update_at": now - timedelta(days=dice.randint(0, 90)),
        "last_update": "Đang tổng hợp số liệu để trình lãnh đạo.",
        "version": 1,
    }


def _reports(session: Session, plan: Plan, now: datetime) -> Iterator[dict[str, Any]]:
    """The report behind each assignment that was reported done."""
    focal = select(Membership.agency_id, func.min(Membership.user_id)).where(Membership.post == Post.FOCAL)
    people = dict(session.execute(focal.group_by(Membership.agency_id)).tuples().all())
    reported = select(Assignment.id, Assignment.agency_id, Assignment.status, Assignment.reported_on)
    mine = (Assignment.plan_id == plan.id, Assignment.reported_on.is_not(None))
    for id_, agency, status, day in session.execute(reported.where(*mine)).all():
        is_done = status is Status.COMPLETED
        yield {
            "assignment_id": id_,
            "round": 1,
            "text": "Đã hoàn thành theo kế hoạch; kết quả kèm theo.",
            "document_number": f"{id_}/BC-TH",
            "document_date": day,
            "reported_on": day,
            "reported_at": now,
            "reported_by_id": people[agency],
            "decision": Decision.CONFIRMED if is_done else None,
            "reason": "",
            "decided_at": now if is_done else None,
            "decided_by_id": people[plan.steering_agency_id] if is_done else None,
        }


def _part(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "task_id": row["task_id"],
        "agency_id": row["agency_id"],
        "part": AgencyPart.LEAD,
        "raw": "Sở tổng hợp",
        "position": row["id"] % PER_TASK,
    }
