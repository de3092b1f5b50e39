"""Shape of what people send; its meaning is checked by the service."""

from typing import cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from tracker.extensions.rules import Answer, Reason
from tracker.extensions.service import Asking, Move, Paper, Ruling
from tracker.extensions.words import REASONS
from tracker.forms import DayField
from tracker.tasks import stops
from tracker.tasks.attached import WithFiles
from tracker.tasks.change_forms import ChangeForm
from tracker.tasks.forms import LONGEST, ActForm, not_marked

_LENGTH = Length(max=LONGEST, message=_("Nội dung dài quá %(max)d ký tự: hãy rút gọn hoặc đính kèm tệp."))
_ANSWERS = {
    Answer.GRANTED: _("Đồng ý theo ngày đề nghị"),
    Answer.OTHER_DAY: _("Đồng ý, đến một ngày khác"),
    Answer.REFUSED: _("Không đồng ý"),
}


class PaperForm(ActForm):
    document_number = StringField(
        _("Số, ký hiệu văn bản"),
        validators=[Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự.")), not_marked],
    )
    document_date = DayField(_("Ngày văn bản"), description=_("Dạng ngày/tháng/năm"))

    @property
    def paper(self) -> Paper:
        return Paper((self.document_number.data or "").strip(), self.document_date.day)


class AskForm(PaperForm, WithFiles):
    due = DayField(
        _("Xin gia hạn đến ngày"),
        description=_("Dạng ngày/tháng/năm"),
        validators=[DataRequired(_("Hãy ghi ngày xin gia hạn."))],
    )
    reason = RadioField(
        _("Lý do"),
        choices=[SelectChoice(value.value, cast(str, _(label))) for value, label in REASONS.items()],
        validators=[InputRequired(_("Hãy chọn lý do."))],
    )
    text = TextAreaField(
        _("Giải trình"),
        description=_("Việc đã làm, việc còn lại, vì sao không kịp và cam kết tiến độ."),
        validators=[DataRequired(_("Hãy ghi giải trình để cơ quan thường trực xem xét.")), _LENGTH, not_marked],
    )

    @property
    def asking(self) -> Asking:
        """What a valid form asks for."""
        assert self.due.day is not None  # required
        return Asking(self.due.day, Reason(self.reason.data), (self.text.data or "").strip(), self.paper)


class DecideForm(PaperForm):
    """`is_objective` and `is_accepted` are ticks."""

    answer = RadioField(
        _("Quyết định"),
        choices=[SelectChoice(value.value, cast(str, label)) for value, label in _ANSWERS.items()],
        validators=[InputRequired(_("Hãy chọn quyết định."))],
    )
    due = DayField(_("Ngày khác được gia hạn"), description=_("Dạng ngày/tháng/năm"))
    text = TextAreaField(
        _("Ý kiến"),
        description=_("Khi không đồng ý phải ghi lý do; cơ quan chủ trì đọc được nội dung này."),
        validators=[_LENGTH, not_marked],
    )
    is_objective = BooleanField(_("Công nhận nguyên nhân khách quan"))
    is_accepted = BooleanField(_("Vẫn thực hiện"))

    def validate_due(self, field: DayField) -> None:
        if self.answer.data == Answer.OTHER_DAY and field.day is None:
            raise ValidationError(gettext("Hãy ghi ngày được gia hạn."))

    def validate_text(self, field: TextAreaField) -> None:
        if self.answer.data == Answer.REFUSED and not (field.data or "").strip():
            raise ValidationError(gettext("Hãy ghi lý do không đồng ý để cơ quan chủ trì biết."))

    @property
    def ruling(self) -> Ruling:
        """What a valid form decides; a day typed beside another answer means nothing."""
        answer = Answer(self.answer.data)
        return Ruling(
            answer,
            self.due.day if answer is Answer.OTHER_DAY else None,
            (self.text.data or "").strip(),
            self.paper,
            is_objective=bool(self.is_objective.data) and answer is not Answer.REFUSED,
            is_accepted=bool(self.is_accepted.data),
        )

    @property
    def outlined(self) -> Ruling | None:
        """As much of a decision as shows what it would do: which one, and by which day."""
        known = self.answer.data in set(Answer)
        return self.ruling if known and (self.answer.data != Answer.OTHER_DAY or self.due.day) else None


class RescheduleForm(ChangeForm):
    due = DayField(
        _("Thời hạn mới"),
        description=_("Dạng ngày/tháng/năm"),
        validators=[DataRequired(_("Hãy ghi thời hạn mới."))],
    )
    is_accepted = BooleanField(_("Vẫn thực hiện"))

    @property
    def move(self) -> Move:
        """What a valid form sets."""
        assert self.due.day is not None  # required
        paper = stops.Paper(self.number.data or "", self.signed_on.day, (self.reason.data or "").strip())
        return Move(self.due.day, paper, bool(self.is_accepted.data))
