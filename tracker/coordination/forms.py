"""Shape of what leads, helpers and steering offices send; its meaning is checked by the services."""

from collections.abc import Sequence
from typing import cast

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from tracker.coordination.rules import Stance
from tracker.coordination.words import closing_words
from tracker.forms import Form
from tracker.tasks.attached import WithFiles
from tracker.tasks.forms import long_text
from tracker.tasks.models import TaskAgency


class LeadsForm(Form):
    main = SelectField(_("Cơ quan chủ trì chính"), coerce=int)
    closing = RadioField(_("Nhiệm vụ kết thúc khi nào"))

    def offer(self, leads: Sequence[tuple[int, str]]) -> None:
        self.main.choices = [SelectChoice(str(id_), name) for id_, name in leads]
        self.closing.choices = [SelectChoice(rule.value, words) for rule, words in closing_words().items()]


class ForAgencyForm(Form):
    """A person may help for several agencies at once."""

    agency = SelectField(_("Thay mặt cơ quan"), coerce=int)

    def offer(self, parts: Sequence[TaskAgency]) -> None:
        self.agency.choices = [SelectChoice(str(part.agency_id), part.agency.name) for part in parts]


class ContributeForm(ForAgencyForm, WithFiles):
    text = long_text(_("Nội dung đóng góp"), hint=_("Cơ quan chủ trì và cơ quan thường trực đọc được."))


class SayForm(ForAgencyForm):
    stance = RadioField(
        _("Ý kiến về báo cáo"),
        choices=[
            SelectChoice(Stance.CONSENT.value, cast(str, _("Đồng ý"))),
            SelectChoice(Stance.OBJECTION.value, cast(str, _("Có ý kiến khác"))),
        ],
        validators=[InputRequired(_("Hãy chọn đồng ý hay có ý kiến khác."))],
    )
    text = long_text(_("Nội dung ý kiến"), hint=_("Bắt buộc khi có ý kiến khác."))


class UrgeForm(Form):
    """`chosen`: assignments; `seen`: the last urging that the preview knew of; `back`: where the ticks were."""

    chosen = SelectMultipleField(coerce=int, validate_choice=False)
    seen = HiddenField()
    task = HiddenField()
    note = long_text(_("Nội dung đôn đốc"), hint=_("Thêm vào thư, ví dụ mốc họp giao ban. Để trống cũng được."))
