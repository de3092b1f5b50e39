"""Kinds of agency. Pure."""

from enum import StrEnum


class AgencyKind(StrEnum):
    DEPARTMENT = "department"
    OFFICE = "office"
    PARTY_BODY = "party_body"
    COMMITTEE = "committee"
    PEOPLES_COMMITTEE = "peoples_committee"
    PEOPLES_COUNCIL = "peoples_council"
    MASS_ORGANISATION = "mass_organisation"
    ARMED_FORCE = "armed_force"
    COMMUNE = "commune"
    CENTRE = "centre"
    UNIVERSITY = "university"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    CENTRAL_BODY = "central_body"
    COLLECTIVE = "collective"
    VAGUE = "vague"
    OTHER = "other"


NOBODY = frozenset({AgencyKind.COLLECTIVE, AgencyKind.VAGUE})
"""Kinds that cannot answer for a task: a collective is expanded into members, a vague group is made definite."""
