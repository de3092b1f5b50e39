"""Shape of what people send; its meaning is checked by the service."""

from collections.abc import Mapping, Sequence
from typing import cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.forms import DayField, Form
from tracker.sentences import kept
from tracker.tasks.attached import WithFiles
from tracker.tasks.draft_models import DraftFile
from tracker.tasks.kinds import Cause
from tracker.tasks.secrecy import is_marked
from tracker.tasks.timeline import Meanwhile

LONGEST = 8000
_TOO_LONG = _("Nội dung dài quá %(max)d ký tự: hãy rút gọn hoặc đính kèm tệp.")


def not_marked(_form: Form, field: StringField) -> None:
    """No state secret in a text box (Luật Bảo vệ bí mật nhà nước)."""
    if is_marked(field.data or ""):
        raise ValidationError(
            gettext("Nội dung có dấu độ mật: không nhập thông tin thuộc bí mật nhà nước vào hệ thống này.")
        )


class ActForm(Form):
    """`version`: of the assignment when the page was shown, so that an act on an older state is refused.
    `queue`: set where the act was made in the queue of reports, to go on there. `refused`: the status of the answer
    when the act was refused, and `meanwhile` what happened since the page was shown."""

    version = HiddenField()
    queue = HiddenField()
    refused = 0
    meanwhile: Meanwhile | None = None

    @property
    def seen(self) -> int:
        """The version the person saw; a form that lost it counts as old."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else -1


class StartForm(ActForm):
    pass


def long_text(label: object, missing: object = "", hint: object = "") -> TextAreaField:
    """A box for people's words, required where there is a sentence for its absence."""
    first = [DataRequired(missing)] if missing else []
    return TextAreaField(
        label, description=hint, validators=[*first, Length(max=LONGEST, message=_TOO_LONG), not_marked]
    )


class ProgressForm(ActForm):
    percent = IntegerField(
        _("Tỷ lệ hoàn thành (%)"),
        validators=[Optional(), NumberRange(0, 100, _("Hãy nhập tỷ lệ hoàn thành từ 0 đến 100."))],
    )
    note = long_text(
        _("Tiến độ"),
        _("Hãy ghi tiến độ: việc đã làm, việc còn lại, khó khăn nếu có."),
        _("Việc đã làm, việc còn lại."),
    )
    obstacle = long_text(_("Khó khăn, vướng mắc"), hint=_("Để trống nếu không có hoặc đã được tháo gỡ."))
    cause = RadioField(
        _("Nguyên nhân"),
        description=_("Chọn khi có khó khăn, vướng mắc."),
        choices=[
            SelectChoice(Cause.OBJECTIVE.value, cast(str, _("Khách quan"))),
            SelectChoice(Cause.SUBJECTIVE.value, cast(str, _("Chủ quan"))),
        ],
        validators=[Optional()],
    )
    proposal = long_text(_("Đề xuất, kiến nghị"))

    def validate_obstacle(self, field: TextAreaField) -> None:
        if (field.data or "").strip() and not self.cause.data:
            raise ValidationError(gettext("Hãy chọn nguyên nhân của khó khăn, vướng mắc: khách quan hay chủ quan."))


class ReportForm(ActForm, WithFiles):
    """`draft`: the version of the draft that the page showed; `kept`: which of its files go on with it."""

    draft = HiddenField()
    text = long_text(
        _("Kết quả thực hiện"),
        _("Hãy ghi kết quả thực hiện."),
        _("Nêu kết quả so với sản phẩm phải có; số liệu nếu có."),
    )
    document_number = StringField(
        _("Số, ký hiệu văn bản"),
        description=_("Ví dụ: 125/QĐ-UBND"),
        validators=[Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự.")), not_marked],
    )
    document_date = DayField(_("Ngày văn bản"), description=_("Dạng ngày/tháng/năm"))
    kept = SelectMultipleField(
        _("Tệp trong bản nháp"),
        description=_("Bỏ chọn tệp không gửi kèm nữa."),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        choices=[],
    )
    files = MultipleFileField(_("Tệp minh chứng"))

    def offer(self, files: Sequence[DraftFile]) -> None:
        self.kept.choices = [SelectChoice(str(file.id), file.filename) for file in files]

    @property
    def seen_draft(self) -> int:
        text = str(self.draft.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class DraftForm(ReportForm):
    """The same as a draft: nothing is required yet."""

    text = long_text(_("Kết quả thực hiện"))


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


class PartlyForm(ActForm):
    accepted = long_text(_("Phần được chấp nhận"), _("Hãy ghi phần được chấp nhận."))
    remaining = long_text(
        _("Phần còn phải thực hiện"),
        _("Hãy ghi phần còn phải thực hiện."),
        _("Cơ quan chủ trì báo cáo phần này trong lần sau; thời hạn vẫn được tính."),
    )


class ReasonForm(ActForm):
    """A reason from a list, with words that it may need. `labels`: the list; the last of it needs words."""

    labels: Mapping[str, str] = {}

    @property
    def words(self) -> str:
        """The chosen reason and the explanation as one text, for the record and the mail."""
        chosen, text = self["reason"].data, (self["text"].data or "").strip()
        label = "" if chosen == "other" else self.labels.get(chosen, "")
        return ". ".join(part for part in (label, text) if part)


def reason_field(label: object, labels: Mapping[str, str], missing: object) -> RadioField:
    choices = [SelectChoice(value, cast(str, _(words))) for value, words in labels.items()]
    return RadioField(label, choices=choices, validators=[InputRequired(missing)])


class ReturnForm(ReasonForm):
    labels = REASONS
    reason = reason_field(_("Lý do trả lại"), REASONS, _("Hãy chọn lý do trả lại."))
    text = long_text(
        _("Cần bổ sung gì"), hint=_("Cơ quan chủ trì đọc được nội dung này trong thư và trên trang nhiệm vụ.")
    )

    def validate_text(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not (field.data or "").strip():
            raise ValidationError(gettext("Hãy ghi lý do trả lại để cơ quan chủ trì biết cần bổ sung gì."))


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
