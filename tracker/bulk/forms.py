"""Shape of what people send about many assignments; its meaning is checked by the services."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from tracker.bulk.acts import MOST, BulkAct
from tracker.forms import DayField, Form
from tracker.tasks.forms import not_marked

_TOO_LONG = _("Nội dung dài quá %(max)d ký tự.")


class ChooseForm(Form):
    """Rows that were ticked in a list. `back`: the address of the list behind its question mark."""

    chosen = SelectMultipleField(coerce=int, validate_choice=False)
    act = HiddenField()
    back = HiddenField(validators=[Length(max=2000)])

    @property
    def ids(self) -> list[int]:
        return list(dict.fromkeys(self.chosen.data or []))[:MOST]

    @property
    def wanted(self) -> BulkAct | None:
        return BulkAct(self.act.data) if self.act.data in set(BulkAct) else None


class BulkForm(ChooseForm):
    """`seen`: "12:3" for each row that the preview showed, with its version then."""

    seen = SelectMultipleField(coerce=str, validate_choice=False)

    @property
    def versions(self) -> dict[int, int]:
        pairs = (value.split(":", 1) for value in self.seen.data or [] if value.count(":") == 1)
        return {int(id_): int(version) for id_, version in pairs if id_.isdecimal() and version.isdecimal()}


class ConfirmManyForm(BulkForm):
    note = StringField(
        _("Ghi chú"),
        description=_("Ghi vào lịch sử và thư của mọi việc được xác nhận."),
        validators=[Length(max=1000, message=_TOO_LONG), not_marked],
    )


class AcceptManyForm(BulkForm):
    pass


class MoveManyForm(BulkForm):
    due = DayField(
        _("Thời hạn mới"),
        description=_("Dạng ngày/tháng/năm"),
        validators=[DataRequired(_("Hãy ghi thời hạn mới."))],
    )
    number = StringField(
        _("Số, ký hiệu văn bản"), validators=[DataRequired(_("Hãy ghi số văn bản.")), Length(max=200), not_marked]
    )
    signed_on = DayField(_("Ngày văn bản"), validators=[DataRequired(_("Hãy ghi ngày văn bản."))])
    reason = TextAreaField(
        _("Lý do"), validators=[DataRequired(_("Hãy ghi lý do.")), Length(max=2000, message=_TOO_LONG), not_marked]
    )
    is_accepted = BooleanField(
        _("Vẫn thực hiện dù thời hạn mới sau hạn của việc cấp trên hoặc trước hạn của việc con")
    )


FORMS: dict[BulkAct, type[BulkForm]] = {
    BulkAct.CONFIRM: ConfirmManyForm,
    BulkAct.MOVE: MoveManyForm,
    BulkAct.ACCEPT: AcceptManyForm,
}
