"""What the kinds of agency and the posts are called on pages."""

from flask_babel import gettext as _

from tracker.agencies.rules import AgencyKind


def kind_words() -> dict[AgencyKind, str]:
    return {
        AgencyKind.DEPARTMENT: _("Sở, ngành"),
        AgencyKind.OFFICE: _("Văn phòng"),
        AgencyKind.PARTY_BODY: _("Cơ quan Đảng"),
        AgencyKind.COMMITTEE: _("Ban chỉ đạo, hội đồng"),
        AgencyKind.PEOPLES_COMMITTEE: _("Ủy ban nhân dân"),
        AgencyKind.PEOPLES_COUNCIL: _("Hội đồng nhân dân"),
        AgencyKind.MASS_ORGANISATION: _("Mặt trận, đoàn thể"),
        AgencyKind.ARMED_FORCE: _("Lực lượng vũ trang"),
        AgencyKind.COMMUNE: _("Xã, phường, đặc khu"),
        AgencyKind.CENTRE: _("Đơn vị sự nghiệp"),
        AgencyKind.UNIVERSITY: _("Viện, trường"),
        AgencyKind.ENTERPRISE: _("Doanh nghiệp"),
        AgencyKind.ASSOCIATION: _("Hội, hiệp hội"),
        AgencyKind.CENTRAL_BODY: _("Cơ quan Trung ương"),
        AgencyKind.COLLECTIVE: _("Nhóm cơ quan"),
        AgencyKind.VAGUE: _("Nhóm chưa xác định"),
        AgencyKind.OTHER: _("Cơ quan, đơn vị khác"),
    }
