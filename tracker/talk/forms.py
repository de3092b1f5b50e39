"""Shape of what people send; its meaning is checked by the services."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.agencies.models import Agency
from tracker.forms import DayField, Form
from tracker.tasks.attached import WithFiles
from tracker.tasks.forms import LONGEST, ActForm, not_marked
from tracker.users.models import User

_TOO_LONG = _("Nội dung dài quá %(max)d ký tự: hãy rút gọn hoặc đính kèm tệp.")
_LENGTH = Length(max=LONGEST, message=_TOO_LONG)
ALL, SOME = "all", "some"


class OnceForm(Form):
    """`once` names one showing of the form, so that sending it twice does one thing."""

    once = HiddenField()

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        if not self.once.data:
            self.once.data = secrets.token_hex(8)

    @property
    def name(self) -> str:
        return str(self.once.data)[:32]


def _ticks(label: object, **more: Any) -> SelectMultipleField:
    return SelectMultipleField(
        label, coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), **more
    )


class DirectionForm(OnceForm):
    text = TextAreaField(
        _("Nội dung chỉ đạo"), validators=[DataRequired(_("Hãy ghi nội dung chỉ đạo.")), _LENGTH, not_marked]
    )
    author = StringField(
        _("Người chỉ đạo"),
        description=_("Ghi khi nhập thay, ví dụ: Bí thư Thành ủy, Trưởng Ban Chỉ đạo."),
        validators=[Length(max=200, message=_TOO_LONG)],
    )
    document_number = StringField(
        _("Số, ký hiệu văn bản"),
        description=_("Thông báo kết luận hoặc công văn có ý kiến này, nếu có."),
        validators=[Length(max=200, message=_("Số, ký hiệu văn bản dài quá 200 ký tự.")), not_marked],
    )
    document_date = DayField(_("Ngày văn bản"), description=_("Dạng ngày/tháng/năm"))
    due_on = DayField(_("Trả lời trước hết ngày"), description=_("Dạng ngày/tháng/năm"))
    to = RadioField(_("Cơ quan phải trả lời"), default=ALL, validators=[InputRequired()])
    agencies = _ticks(_("Chọn cơ quan"))

    def offer(self, agencies: Sequence[Agency]) -> None:
        self.agencies.choices = [SelectChoice(str(one.id), one.name) for one in agencies]
        everybody = _("Tất cả cơ quan chủ trì, phối hợp (%(n)s)", n=len(agencies))
        self.to.choices = [
            SelectChoice(ALL, str(everybody)),
            SelectChoice(SOME, str(_("Chỉ các cơ quan chọn dưới đây"))),
        ]

    def chosen(self, agencies: Sequence[Agency]) -> list[Agency]:
        wanted = set(self.agencies.data or [])
        return [one for one in agencies if self.to.data == ALL or one.id in wanted]


class AnswerForm(ActForm, WithFiles):
    text = TextAreaField(
        _("Nội dung trả lời"), validators=[DataRequired(_("Hãy ghi nội dung trả lời.")), _LENGTH, not_marked]
    )


class AskAgainForm(ActForm):
    wanted = TextAreaField(
        _("Cần trả lời thêm điều gì"),
        validators=[DataRequired(_("Hãy ghi cần trả lời thêm điều gì.")), _LENGTH, not_marked],
    )


class CommentForm(OnceForm, WithFiles):
    text = TextAreaField(
        _("Nội dung trao đổi"), validators=[DataRequired(_("Hãy ghi nội dung trao đổi.")), _LENGTH, not_marked]
    )
    to = RadioField(_("Ai đọc được"), render_kw={"required": True})
    mentions = _ticks(_("Nhắc tên"), description=_("Người được nhắc tên nhận một thư có đường dẫn tới nội dung này."))

    def offer(self, agencies: Sequence[Agency], people: Sequence[User], *, to_all: bool) -> None:
        """`agencies`: those that this may be kept between and the steering office."""
        kept = [
            SelectChoice(str(one.id), str(_("%(name)s và cơ quan thường trực", name=one.name))) for one in agencies
        ]
        everybody = [SelectChoice("", str(_("Mọi người xem được nhiệm vụ này")))] if to_all else []
        self.to.choices = everybody + kept
        if self.to.data is None:
            self.to.data = self.to.choices[0].value if self.to.choices else ""
        self.mentions.choices = [SelectChoice(str(one.id), one.name) for one in people]

    @property
    def agency_id(self) -> int | None:
        return int(self.to.data) if self.to.data else None
