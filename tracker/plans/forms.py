"""Shape of what people send about a plan; its meaning is checked by the service."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.forms import Form


class PublishForm(Form):
    """`later`: the person has seen that places are still to be looked at, and publishes all the same.
    `withdraw`: tasks of a replaced plan that end with it; the others keep running. `repealed`: those that are
    chosen already."""

    withdraw = SelectMultipleField(
        _("Nhiệm vụ không còn trong kế hoạch mới: chọn để kết thúc theo dõi"),
        coerce=int,
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    later = BooleanField(_("Ban hành ngay, các chỗ cần xem lại để sau"))

    def __init__(self, doubts: int, dropped: Sequence[tuple[int, str]] = (), repealed: Sequence[int] = ()) -> None:
        super().__init__(withdraw=list(repealed))
        self.doubts = doubts
        self.withdraw.choices = list(dropped)

    def validate_later(self, field: BooleanField) -> None:
        if self.doubts and not field.data:
            raise ValidationError(
                gettext(
                    "Còn %(n)s chỗ cần xem lại. Hãy xem lại trước, hoặc đánh dấu để ban hành ngay và xem lại sau.",
                    n=self.doubts,
                )
            )
