"""Who may do what: one table from how a person stands to a thing to the acts allowed. An auditor reads this page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, wraps
from typing import Any

from flask import abort, current_app

from tracker import clock
from tracker.users.auth import current_user
from tracker.users.models import Post, Role, User

View = Callable[..., Any]


class Action(StrEnum):
    TASK_VIEW = "task:view"
    TASK_START = "task:start"
    TASK_UPDATE = "task:update"
    TASK_ACCEPT = "task:accept"
    TASK_REPORT = "task:report"
    TASK_APPROVE = "task:approve"
    TASK_DECIDE = "task:decide"
    TASK_CHANGE = "task:change"
    TASK_DELEGATE = "task:delegate"
    TASK_COORDINATE = "task:coordinate"
    TASK_URGE = "task:urge"
    TASK_COMMENT = "task:comment"
    EXTENSION_ASK = "extension:ask"
    EXTENSION_DECIDE = "extension:decide"
    DIRECTION_GIVE = "direction:give"
    DIRECTION_ANSWER = "direction:answer"
    PLAN_VIEW = "plan:view"
    PLAN_IMPORT = "plan:import"
    PLAN_PUBLISH = "plan:publish"
    PLAN_RELEASE = "plan:release"
    COLLECTIVE_EXPAND = "collective:expand"
    OVERDUE_VIEW = "overdue:view"
    AGENCY_VIEW = "agency:view"
    MAIL_LOG_VIEW = "mail:view"
    JOBS_VIEW = "jobs:view"
    JOBS_RUN = "jobs:run"
    CALENDAR_EDIT = "calendar:edit"
    USERS_MANAGE = "users:manage"
    USERS_UNLOCK = "users:unlock"
    AGENCIES_MANAGE = "agencies:manage"
    AUDIT_VIEW = "audit:view"
    OWN_PAGES = "own:view"


class Relation(StrEnum):
    """How a person stands to a thing; everybody who is signed in is at least a person. A delegator gave a sub-task on
    and decides on it; the plan's steering office then stands above."""

    PERSON = "person"
    ADMIN = "admin"
    INSPECTOR = "inspector"
    LEADER = "leader"
    STEERING = "steering"
    DELEGATOR = "delegator"
    ABOVE = "above"
    HEAD = "head"
    FOCAL = "focal"
    MEMBER = "member"
    COORDINATING = "coordinating"
    COORDINATOR = "coordinator"


_READ = frozenset({Action.TASK_VIEW, Action.PLAN_VIEW, Action.AGENCY_VIEW})
_WATCH = _READ | {Action.OVERDUE_VIEW}
_TALK = frozenset({Action.TASK_COMMENT})
_DO = (
    _READ
    | _TALK
    | {
        Action.TASK_START,
        Action.TASK_UPDATE,
        Action.TASK_ACCEPT,
        Action.TASK_REPORT,
        Action.TASK_DELEGATE,
        Action.EXTENSION_ASK,
        Action.DIRECTION_ANSWER,
    }
)

GRANTS: dict[Relation, frozenset[Action]] = {
    Relation.PERSON: frozenset({Action.OWN_PAGES}),
    Relation.ADMIN: _READ
    | {
        Action.MAIL_LOG_VIEW,
        Action.JOBS_VIEW,
        Action.JOBS_RUN,
        Action.CALENDAR_EDIT,
        Action.USERS_MANAGE,
        Action.USERS_UNLOCK,
        Action.AGENCIES_MANAGE,
        Action.AUDIT_VIEW,
    },
    Relation.INSPECTOR: _WATCH | {Action.MAIL_LOG_VIEW, Action.AUDIT_VIEW},
    Relation.LEADER: _WATCH | _TALK | {Action.DIRECTION_GIVE},
    Relation.STEERING: _WATCH
    | _TALK
    | {
        Action.TASK_DECIDE,
        Action.TASK_CHANGE,
        Action.TASK_URGE,
        Action.EXTENSION_DECIDE,
        Action.DIRECTION_GIVE,
        Action.PLAN_IMPORT,
        Action.PLAN_PUBLISH,
        Action.PLAN_RELEASE,
        Action.COLLECTIVE_EXPAND,
        Action.MAIL_LOG_VIEW,
        Action.JOBS_VIEW,
    },
    Relation.DELEGATOR: _WATCH
    | _TALK
    | {Action.TASK_DECIDE, Action.TASK_CHANGE, Action.TASK_URGE, Action.EXTENSION_DECIDE},
    Relation.ABOVE: _READ | _TALK | {Action.DIRECTION_GIVE},
    Relation.HEAD: _DO | {Action.TASK_APPROVE},
    Relation.FOCAL: _DO | {Action.USERS_UNLOCK},
    Relation.MEMBER: _READ,
    Relation.COORDINATING: _READ,
    Relation.COORDINATOR: _READ | _TALK | {Action.TASK_COORDINATE},
}
SEES_EVERYTHING = frozenset({Role.ADMIN, Role.INSPECTOR, Role.LEADER})
_OF_ROLE = {Role.ADMIN: Relation.ADMIN, Role.INSPECTOR: Relation.INSPECTOR, Role.LEADER: Relation.LEADER}
_OF_POST = {
    Post.HEAD: Relation.HEAD,
    Post.DEPUTY: Relation.HEAD,
    Post.FOCAL: Relation.FOCAL,
    Post.VIEWER: Relation.MEMBER,
}
ACTS = frozenset({Post.HEAD, Post.DEPUTY, Post.FOCAL})
"""Posts that act for their agency; a viewer only reads."""
STEERS = ACTS
"""Posts of a plan's steering agency that act as the steering office for it."""


@dataclass(frozen=True)
class Scope:
    """The agencies a thing belongs to: the plan's steering agency, the lead, and who coordinates. `decider` gave a
    sub-task on and decides on it in the steering agency's place."""

    steering: int | None = None
    lead: int | None = None
    coordinating: frozenset[int] = frozenset()
    decider: int | None = None


def relations(user: User, scope: Scope | None, day: date) -> frozenset[Relation]:
    """How `user` stands to a thing on `day`; without a scope, all ways in which he could stand to some thing."""
    found = {Relation.PERSON}
    if user.role in _OF_ROLE:
        found.add(_OF_ROLE[user.role])
    for membership in user.memberships:
        if not membership.holds_on(day):
            continue
        if scope is None or membership.agency_id == scope.lead:
            found.add(_OF_POST[membership.post])
        if membership.post in STEERS:
            found |= _deciding(user, membership.agency_id, scope)
        if scope is not None and membership.agency_id in scope.coordinating:
            found.add(Relation.COORDINATING)
        if membership.post in ACTS and (scope is None or membership.agency_id in scope.coordinating):
            found.add(Relation.COORDINATOR)
    return frozenset(found)


def _deciding(user: User, agency_id: int, scope: Scope | None) -> set[Relation]:
    """How one who acts for the agency stands to what it steers or gave on."""
    if scope is None:
        could = {
            Relation.STEERING: _steers(user),
            Relation.DELEGATOR: any(m.agency.delegates for m in user.memberships),
        }
        return {relation for relation, is_so in could.items() if is_so}
    decider = scope.steering if scope.decider is None else scope.decider
    if agency_id == decider:
        return {Relation.STEERING if decider == scope.steering else Relation.DELEGATOR}
    return {Relation.ABOVE} if agency_id == scope.steering else set()


def _steers(user: User) -> bool:
    """Whether some plan may have the user's agency as its steering agency; the object check decides which."""
    return any(m.agency.steers for m in user.memberships)


def can(user: User, action: Action, scope: Scope | None = None, day: date | None = None) -> bool:
    return action in allowed(user, scope, day)


def allowed(user: User, scope: Scope | None = None, day: date | None = None) -> frozenset[Action]:
    """Everything that `user` may do on a thing, or on some thing."""
    return _granted(relations(user, scope, day or clock.today()))


@cache
def _granted(found: frozenset[Relation]) -> frozenset[Action]:
    return frozenset().union(*(GRANTS[relation] for relation in found))


def requires(action: Action) -> Callable[[View], View]:
    """Guard a view: signed in, and holding a post that may do `action` on something. The loader checks on what."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.extensions["login_manager"].unauthorized()
            if not can(current_user, action):
                abort(403)
            return view(*args, **kwargs)

        return _declare(guarded, action)

    return decorate


def public(view: View) -> View:
    return _declare(view, None)


def _declare(view: View, action: Action | None) -> View:
    view.requires = action  # type: ignore[attr-defined]  # read by tests/test_codebase.py
    return view
