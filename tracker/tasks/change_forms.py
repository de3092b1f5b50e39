"""Shape of what people send when work changes hands or stops; its meaning is checked by the services."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import SelectChoice, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from tracker.forms import DayField
from tracker.sentences import kept
from tracker.tasks.attached import WithFiles
from tracker.tasks.forms import ActForm, ReasonForm, long_text, not_marked, reason_field

HAND_BACK_REASONS = {
    "competence": kept("Không thuộc thẩm quyền, chức năng, nhiệm vụ của cơ quan"),
    "other_agency": kept("Thuộc thẩm quyền của cơ quan khác"),
    "twice": kept("Trùng với nhiệm vụ đã giao"),
    "ended": kept("Việc không còn căn cứ để thực hiện"),
    "other": kept("Lý do khác"),
}


class HandBackForm(ReasonForm):
    labels = HAND_BACK_REASONS
    reason = reason_field(_("Lý do trả lại việc"), HAND_BACK_REASONS, _("Hãy chọn lý do trả lại việc."))
    text = long_text(
        _("Giải thích"), hint=_("Nêu căn cứ; nếu thuộc thẩm quyền của cơ quan khác, ghi rõ cơ quan nào.")
    )

    def validate_text(self, field: TextAreaField) -> None:
        if self.reason.data in {"other", "other_agency"} and not (field.data or "").strip():
            raise ValidationError(gettext("Hãy giải thích để cơ quan thường trực xem xét."))


class HoldForm(ActForm):
    text = long_text(
        _("Ý kiến trả lời"),
        _("Hãy ghi ý kiến trả lời để cơ quan chủ trì biết vì sao giữ nguyên phân công."),
        _("Cơ quan chủ trì đọc được nội dung này trong thư và trên trang nhiệm vụ."),
    )


class SendBackForm(ActForm):
    text = long_text(_("Cần sửa gì"), _("Hãy ghi lý do để người soạn biết cần sửa gì."))


class ChangeForm(ActForm):
    """The document that decides a change, and why it does."""

    number = StringField(
        _("Số, ký hiệu văn bản quyết định"),
        description=_("Ví dụ: 125/QĐ-UBND"),
        validators=[
            DataRequired(_("Hãy ghi số, ký hiệu của văn bản quyết định.")),
            Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự.")),
            not_marked,
        ],
    )
    signed_on = DayField(
        _("Ngày văn bản"),
        description=_("Dạng ngày/tháng/năm"),
        validators=[DataRequired(_("Hãy ghi ngày của văn bản quyết định."))],
    )
    reason = long_text(
        _("Lý do"),
        _("Hãy ghi lý do."),
        _("Cơ quan chủ trì đọc được nội dung này trong thư và trên trang nhiệm vụ."),
    )


class TransferForm(ChangeForm):
    agency = SelectField(_("Chuyển cho cơ quan"), coerce=int)

    def offer(self, agencies: Sequence[tuple[int, str]]) -> None:
        first = SelectChoice("0", gettext("Hãy chọn cơ quan"))
        self.agency.choices = [first, *(SelectChoice(str(id_), name) for id_, name in agencies)]

    def validate_agency(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(gettext("Hãy chọn cơ quan nhận nhiệm vụ."))


class SupplementForm(ActForm, WithFiles):
    note = long_text(_("Tài liệu bổ sung là gì"), _("Hãy ghi tài liệu bổ sung là gì."))
    files = MultipleFileField(_("Tệp bổ sung"))
