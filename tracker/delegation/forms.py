"""Shape of sub-tasks as people send them; their meaning is checked by the service."""

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField
from wtforms.validators import Length

from tracker.delegation.naming import agencies_of
from tracker.delegation.service import Part
from tracker.errors import DomainError
from tracker.forms import DayField, Form
from tracker.tasks.forms import ActForm, long_text, not_marked

ROWS = 3


class PartFields(Form):
    """One sub-task; one in which nothing is written does not count."""

    title = long_text(_("Nội dung việc con"))
    deliverable = long_text(_("Kết quả phải có"))
    agencies = TextAreaField(
        _("Cơ quan thực hiện"),
        description=_("Mỗi dòng một cơ quan; ghi tên tập thể thì giao cho từng thành viên."),
        validators=[Length(max=8000), not_marked],
    )
    due = DayField(_("Thời hạn"), description=_("Dạng ngày/tháng/năm; để trống thì theo hạn của việc này."))
    mandatory = BooleanField(_("Bắt buộc: phải xong việc con này mới báo cáo hoàn thành được"), default=True)
    may_be_later = BooleanField(_("Đồng ý cho hạn muộn hơn hạn của việc này"))

    @property
    def is_blank(self) -> bool:
        texts = (self.title, self.deliverable, self.agencies, self.due)
        return not any((field.data or "").strip() for field in texts)

    def part(self, session: Session, day: date) -> Part:
        return Part(
            title=self.title.data or "",
            deliverable=self.deliverable.data or "",
            agencies=agencies_of(session, self.agencies.data or "", day),
            due=self.due.day,
            mandatory=bool(self.mandatory.data),
            may_be_later=bool(self.may_be_later.data),
        )


class PartForm(PartFields):
    """One of several in a form, which is guarded as a whole."""

    class Meta(Form.Meta):
        csrf = False


class DelegateForm(ActForm):
    parts = FieldList(FormField(PartForm), min_entries=ROWS, max_entries=30)

    def add_rows(self) -> None:
        for _row in range(min(ROWS, 30 - len(self.parts.entries))):
            self.parts.append_entry()

    def said(self, session: Session, day: date) -> list[Part]:
        """The sub-tasks that were written; what is wrong with the agencies of one stands at its field."""
        found, wrong = [], False
        for entry in self.parts.entries:
            if entry.form.is_blank:
                continue
            try:
                found.append(entry.form.part(session, day))
            except DomainError as error:
                entry.form.agencies.errors = [*entry.form.agencies.errors, str(error)]
                wrong = True
                self.form_errors.append(str(error))
        if wrong:
            raise WrongPartsError
        return found


class WrongPartsError(DomainError):
    """What is wrong stands in the form already."""


class ChangeForm(ActForm, PartFields):
    """One sub-task that was given already."""


class TakeBackForm(ActForm):
    reason = StringField(_("Lý do rút"), validators=[Length(max=1000), not_marked])
