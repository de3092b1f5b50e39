"""What the parts of a request are called: stored in the history in Vietnamese, said on a page in its language."""

from collections.abc import Mapping
from datetime import date

from tracker.extensions.rules import Reason
from tracker.sentences import kept

REASONS: Mapping[Reason, str] = {
    Reason.GUIDANCE: kept("Chờ văn bản, hướng dẫn của cấp trên"),
    Reason.PARTNERS: kept("Chờ ý kiến, số liệu của cơ quan phối hợp"),
    Reason.VOLUME: kept("Khối lượng công việc phát sinh ngoài dự kiến"),
    Reason.MONEY: kept("Chờ bố trí kinh phí hoặc lựa chọn nhà thầu"),
    Reason.PEOPLE: kept("Thay đổi tổ chức, nhân sự"),
    Reason.DISASTER: kept("Thiên tai, dịch bệnh, sự cố bất khả kháng"),
    Reason.OTHER: kept("Lý do khác"),
}
ASKED = kept("Xin gia hạn đến %(day)s")
GRANTED = kept("Được gia hạn đến %(day)s")
REFUSED = kept("Không được gia hạn: %(reason)s")
CANCELLED = kept("Đã rút đề nghị gia hạn")
RESCHEDULED = kept("Thời hạn mới: %(day)s")
"""The last word on an assignment, as lists show it."""
NOT_NEEDED = kept("Đề nghị không còn cần quyết định vì nhiệm vụ đã kết thúc, chuyển cơ quan hoặc đổi thời hạn.")


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
