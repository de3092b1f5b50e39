"""Shape of what people send; its meaning is checked by the service."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.errors import DomainError
from tracker.forms import Form
from tracker.sentences import kept
from tracker.tasks import uploads
from tracker.tasks.filtering import read_day
from tracker.tasks.secrecy import is_marked

LONGEST = 8000
_TOO_LONG = _("Nội dung dài quá %(max)d ký tự: hãy rút gọn hoặc đính kèm tệp.")


def not_marked(_form: Form, field: StringField) -> None:
    """No state secret in a text box (Luật Bảo vệ bí mật nhà nước)."""
    if is_marked(field.data or ""):
        raise ValidationError(
            gettext("Nội dung có dấu độ mật: không nhập thông tin thuộc bí mật nhà nước vào hệ thống này.")
        )


class DayField(StringField):
    """A day written 31/03/2026; `day` is what it says, None when empty or wrong."""

    @property
    def day(self) -> date | None:
        return read_day(self.data or "")

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002
        if (self.data or "").strip() and self.day is None:
            raise ValidationError(gettext("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 31/03/2026."))


class ActForm(Form):
    """`version`: of the assignment when the page was shown, so that an act on an older state is refused.
    `queue`: set where the act was made in the queue of reports, to go on there."""

    version = HiddenField()
    queue = HiddenField()

    @property
    def seen(self) -> int:
        """The version the person saw; a form that lost it counts as old."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else -1


class StartForm(ActForm):
    pass


class ProgressForm(ActForm):
    note = TextAreaField(
        _("Tiến độ"),
        description=_("Việc đã làm, việc còn lại, khó khăn nếu có."),
        validators=[
            DataRequired(_("Hãy ghi tiến độ: việc đã làm, việc còn lại, khó khăn nếu có.")),
            Length(max=LONGEST, message=_TOO_LONG),
            not_marked,
        ],
    )


class ReportForm(ActForm):
    text = TextAreaField(
        _("Kết quả thực hiện"),
        description=_("Nêu kết quả so với sản phẩm phải có; số liệu nếu có."),
        validators=[
            DataRequired(_("Hãy ghi kết quả thực hiện.")),
            Length(max=LONGEST, message=_TOO_LONG),
            not_marked,
        ],
    )
    document_number = StringField(
        _("Số, ký hiệu văn bản"),
        description=_("Ví dụ: 125/QĐ-UBND"),
        validators=[Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự.")), not_marked],
    )
    document_date = DayField(_("Ngày văn bản"), description=_("Dạng ngày/tháng/năm"))
    files = MultipleFileField(_("Tệp minh chứng"))
    taken: Sequence[uploads.Upload] = ()

    def validate_files(self, field: MultipleFileField) -> None:
        settings = current_app.extensions["settings"]
        try:
            self.taken = uploads.read(field.data or [], settings.max_upload_mb)
        except DomainError as error:
            raise ValidationError(str(error)) from error


REASONS = {
    "missing": kept("Thiếu văn bản, sản phẩm theo kết quả được giao"),
    "evidence": kept("Minh chứng chưa đủ hoặc không mở được"),
    "unsigned": kept("Văn bản chưa do cấp có thẩm quyền ban hành"),
    "partial": kept("Mới hoàn thành một phần công việc"),
    "wrong": kept("Báo cáo nhầm nhiệm vụ"),
    "other": kept("Lý do khác"),
}


class ConfirmForm(ActForm):
    note = StringField(_("Ghi chú"), validators=[Length(max=1000, message=_TOO_LONG), not_marked])


class ReturnForm(ActForm):
    reason = RadioField(
        _("Lý do trả lại"),
        choices=[SelectChoice(value, cast(str, _(label))) for value, label in REASONS.items()],
        validators=[InputRequired(_("Hãy chọn lý do trả lại."))],
    )
    text = TextAreaField(
        _("Cần bổ sung gì"),
        description=_("Cơ quan chủ trì đọc được nội dung này trong thư và trên trang nhiệm vụ."),
        validators=[Length(max=LONGEST, message=_TOO_LONG), not_marked],
    )

    def validate_text(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not (field.data or "").strip():
            raise ValidationError(gettext("Hãy ghi lý do trả lại để cơ quan chủ trì biết cần bổ sung gì."))

    @property
    def words(self) -> str:
        """The chosen reason and the explanation as one text, for the record and the mail."""
        label = "" if self.reason.data == "other" else REASONS.get(self.reason.data, "")
        return ". ".join(part for part in (label, (self.text.data or "").strip()) if part)


class ExpandForm(Form):
    """Which agencies answer for a collective; `seen` tells a second sending of the same page."""

    seen = HiddenField()
    members = SelectMultipleField(
        _("Cơ quan"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[InputRequired(_("Hãy chọn ít nhất một cơ quan."))],
    )

    def offer(self, agencies: Sequence[tuple[int, str]]) -> None:
        self.members.choices = [SelectChoice(str(id_), name) for id_, name in agencies]
