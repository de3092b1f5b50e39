"""Shape of what people send to import a plan; its meaning is checked by the reader and the service."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.agencies.models import Agency
from tracker.filters import day, said
from tracker.forms import DayField, Form
from tracker.imports.home import CITY, PROVINCE
from tracker.imports.plan_head import Head
from tracker.plans.models import BaseKind, Plan
from tracker.tasks.uploads import clean_name

PASTED = "noi-dung-dan.txt"


class UploadForm(Form):
    file = FileField(
        _("Tệp kế hoạch"),
        description=_(
            "Word (.docx), Excel (.xlsx, .xls, .ods), PDF có chữ, trang web (.html, .mht), văn bản (.txt, .csv)."
        ),
    )
    text = TextAreaField(
        _("Hoặc dán nội dung kế hoạch"),
        description=_("Chép toàn văn, kể cả các phụ lục, từ Word, Excel hoặc cổng thông tin."),
    )
    steering = SelectField(
        _("Cơ quan thường trực"), coerce=int, description=_("Cơ quan theo dõi, đôn đốc và xác nhận kết quả.")
    )
    issued_on = DayField(_("Ngày ban hành"), description=_("Chỉ cần khi văn bản không ghi, dạng 14/02/2026."))

    def offer(self, agencies: Sequence[Agency]) -> None:
        self.steering.choices = [(agency.id, agency.name) for agency in agencies]

    def validate_text(self, field: TextAreaField) -> None:
        has_file, has_text = bool(self._upload()), bool((field.data or "").strip())
        if has_file == has_text:
            raise ValidationError(
                gettext("Chỉ chọn một trong hai: tệp hoặc nội dung dán.")
                if has_file
                else gettext("Hãy chọn tệp kế hoạch hoặc dán nội dung vào ô dưới.")
            )

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name they go by."""
        upload = self._upload()
        if upload is not None:
            return upload.read(), clean_name(upload.filename)
        return (self.text.data or "").encode(), PASTED

    def _upload(self) -> FileStorage | None:
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None


class RowForm(Form):
    """A button of a draft's row: what to do, and the version of the row on the person's page."""

    act = StringField()
    version = StringField()

    def seen(self) -> int | None:
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class BaseForm(Form):
    """An earlier plan, and what the draft does to it."""

    base = SelectField(_("Kế hoạch trước"), coerce=int)
    kind = SelectField(_("Kế hoạch này"))

    def offer(self, plans: Sequence[Plan]) -> None:
        self.base.choices = [(plan.id, " · ".join(filter(None, (plan.label, day(plan.issued_on))))) for plan in plans]
        self.kind.choices = [
            (BaseKind.REPLACES.value, gettext("thay thế")),
            (BaseKind.AMENDS.value, gettext("sửa đổi, bổ sung")),
        ]

    @property
    def chosen_kind(self) -> BaseKind:
        return BaseKind(self.kind.data)


class ContinuesForm(Form):
    """The row of an earlier plan that a row continues; none for a new one."""

    continues = SelectField(_("Là dòng nào của kế hoạch trước"), coerce=int)

    def offer(self, rows: Sequence[tuple[int, str]]) -> None:
        self.continues.choices = [(0, gettext("Không phải dòng nào: đây là dòng mới")), *rows]

    @property
    def key(self) -> int:
        return int(self.continues.data)


class HeadForm(Form):
    """The head of a paper; `looked_at` are the problems of the whole document that somebody has seen to."""

    number = StringField(_("Số, ký hiệu"))
    kind = StringField(_("Tên loại văn bản"))
    title = TextAreaField(_("Trích yếu"))
    issuer = StringField(_("Cơ quan ban hành"))
    issued_on = DayField(_("Ngày ban hành"))
    replaces = TextAreaField(_("Thay thế văn bản"))
    above = SelectField(_("Thuộc"))
    looked_at = SelectMultipleField(
        _("Đánh dấu những điểm đã xem"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @classmethod
    def of(cls, plan: Plan, above: str) -> "HeadForm":
        form = cls(
            number=plan.number,
            kind=plan.kind,
            title=plan.title,
            issuer=plan.issuer,
            issued_on=day(plan.issued_on),
            replaces="\n".join(plan.replaces),
            above=above,
        )
        form.above.choices = [
            *([] if above else [("", gettext("chưa rõ"))]),
            (PROVINCE, gettext("tỉnh")),
            (CITY, gettext("thành phố trực thuộc Trung ương")),
        ]
        form.looked_at.choices = [(place, said(problem["message"])) for place, problem in enumerate(plan.problems)]
        return form

    def head(self) -> Head:
        return Head(
            number=self.number.data or "",
            kind=self.kind.data or "",
            title=self.title.data or "",
            issuer=self.issuer.data or "",
            issued_on=self.issued_on.day,
            replaces=tuple((self.replaces.data or "").splitlines()),
            above=self.above.data or "",
        )
