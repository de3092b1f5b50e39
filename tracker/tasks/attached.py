"""A form with files beside its words."""

from collections.abc import Sequence

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import ValidationError

from tracker.errors import DomainError
from tracker.forms import Form
from tracker.tasks import uploads


class WithFiles(Form):
    """`taken`: the chosen files, once they are found good; nothing is stored yet."""

    files = MultipleFileField(_("Tệp đính kèm"))
    taken: Sequence[uploads.Upload] = ()

    def validate_files(self, field: MultipleFileField) -> None:
        settings = current_app.extensions["settings"]
        try:
            self.taken = uploads.read(field.data or [], settings.max_upload_mb)
        except DomainError as error:
            raise ValidationError(str(error)) from error
