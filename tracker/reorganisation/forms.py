"""Shape of what the administrator sends; its meaning is checked by the services."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length

from tracker.agencies.changes import Basis, Facts
from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.agencies.words import kind_words
from tracker.forms import DayField, Form
from tracker.text import squeeze

_NAME = Length(max=500, message=_("Tên dài quá %(max)d ký tự."))
_NUMBER = Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự."))


def _choices(agencies: Sequence[Agency]) -> list[SelectChoice]:
    return [SelectChoice(str(one.id), one.name) for one in agencies]


class BasisForm(Form):
    """The day from which it holds and the document that decides."""

    day = DayField(
        _("Có hiệu lực từ ngày"),
        description=_("Dạng ngày/tháng/năm"),
        validators=[DataRequired(_("Hãy ghi ngày có hiệu lực."))],
    )
    document_number = StringField(
        _("Số, ký hiệu văn bản"), validators=[DataRequired(_("Hãy ghi số văn bản quyết định.")), _NUMBER]
    )
    document_date = DayField(_("Ngày văn bản"), description=_("Dạng ngày/tháng/năm"))

    def basis(self, today: date) -> Basis:
        return Basis(self.day.day or today, squeeze(self.document_number.data or ""), self.document_date.day)


class AgencyForm(Form):
    name = StringField(_("Tên chính thức"), validators=[DataRequired(_("Hãy ghi tên cơ quan.")), _NAME])
    kind = SelectField(_("Loại"))
    parent = SelectField(_("Cơ quan cấp trên"))
    spellings = TextAreaField(
        _("Tên gọi khác"),
        description=_(
            "Mỗi dòng một cách viết: tên tắt, tên cũ, cách viết hay gặp. Dùng khi nhập kế hoạch và khi tìm."
        ),
        validators=[Length(max=8000, message=_("Nội dung dài quá %(max)d ký tự."))],
    )
    valid_from = DayField(_("Thành lập ngày"), description=_("Dạng ngày/tháng/năm"))
    steers = BooleanField(_("Là cơ quan thường trực của kế hoạch"))
    note = TextAreaField(_("Ghi chú"), validators=[Length(max=2000, message=_("Nội dung dài quá %(max)d ký tự."))])

    def offer(self, agencies: Sequence[Agency]) -> None:
        kinds = [
            SelectChoice(kind.value, words) for kind, words in kind_words().items() if kind is not AgencyKind.VAGUE
        ]
        self.kind.choices = kinds
        self.parent.choices = [SelectChoice("", str(_("Không có"))), *_choices(agencies)]

    @property
    def facts(self) -> Facts:
        lines = (squeeze(line) for line in (self.spellings.data or "").splitlines())
        return Facts(
            name=squeeze(self.name.data or ""),
            kind=AgencyKind(self.kind.data),
            parent_id=int(self.parent.data) if self.parent.data else None,
            steers=bool(self.steers.data),
            spellings=tuple(line for line in lines if line),
            valid_from=self.valid_from.day,
            note=(self.note.data or "").strip(),
        )


class RenameForm(BasisForm):
    name = StringField(_("Tên mới"), validators=[DataRequired(_("Hãy ghi tên mới.")), _NAME])


class ReorganiseForm(BasisForm):
    """`sure` is set on the page that shows in numbers what will happen."""

    successors = SelectMultipleField(
        _("Cơ quan kế thừa"),
        coerce=int,
        description=_("Chọn một khi sáp nhập, nhiều khi chia tách; cơ quan đứng đầu danh sách nhận phần còn lại."),
        validators=[InputRequired(_("Hãy chọn cơ quan kế thừa."))],
    )
    people = BooleanField(_("Chuyển người và vị trí sang cơ quan kế thừa đầu tiên"), default=True)
    sure = HiddenField()

    def offer(self, agencies: Sequence[Agency]) -> None:
        self.successors.choices = _choices([one for one in agencies if one.kind not in NOBODY])


class MembersForm(Form):
    """Agencies that join a collective, from a day on."""

    members = SelectMultipleField(
        _("Thêm thành viên"), coerce=int, validators=[InputRequired(_("Hãy chọn ít nhất một cơ quan."))]
    )
    day = DayField(_("Từ ngày"), description=_("Dạng ngày/tháng/năm; để trống là hôm nay"))

    def offer(self, agencies: Sequence[Agency]) -> None:
        self.members.choices = _choices(agencies)


class EndForm(Form):
    """Members that leave a collective, from a day on."""

    members = SelectMultipleField(
        _("Thành viên thôi tham gia"), coerce=int, validators=[InputRequired(_("Hãy chọn ít nhất một thành viên."))]
    )
    day = DayField(_("Từ ngày"), description=_("Dạng ngày/tháng/năm; để trống là hôm nay"))


class ImportForm(Form):
    """A file to look at, or (`kept`) one that was looked at, to be taken."""

    file = FileField(_("Tệp .xlsx"))
    kept = HiddenField()
