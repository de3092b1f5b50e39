"""Shape of what people send to import a plan; its meaning is checked by the reader and the service."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import SelectField, TextAreaField, ValidationError

from tracker.agencies.models import Agency
from tracker.forms import Form
from tracker.tasks.forms import DayField
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


class DeleteForm(Form):
    """Nothing to fill in: one button, guarded against foreign pages."""
