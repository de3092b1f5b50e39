"""Shape of what people send about a plan; its meaning is checked by the service."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, ValidationError

from tracker.forms import Form


class PublishForm(Form):
    """`later`: the person has seen that places are still to be looked at, and publishes all the same."""

    later = BooleanField(_("Ban hành ngay, các chỗ cần xem lại để sau"))

    def __init__(self, doubts: int) -> None:
        super().__init__()
        self.doubts = doubts

    def validate_later(self, field: BooleanField) -> None:
        if self.doubts and not field.data:
            raise ValidationError(
                gettext(
                    "Còn %(n)s chỗ cần xem lại. Hãy xem lại trước, hoặc đánh dấu để ban hành ngay và xem lại sau.",
                    n=self.doubts,
                )
            )


class ReleaseForm(Form):
    """Nothing to fill in: one button, guarded against foreign pages."""


class TakeBackForm(Form):
    """Nothing to fill in: one button, guarded against foreign pages."""
