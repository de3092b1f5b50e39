"""Shape of what people send about their lists."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import DataRequired, Length

from tracker.forms import Form


class KeepForm(Form):
    """`page` and `query`: which list, and its address behind the question mark."""

    page = HiddenField()
    query = HiddenField(validators=[Length(max=2000)])
    name = StringField(
        _("Tên bộ lọc"),
        validators=[
            DataRequired(_("Hãy đặt tên cho bộ lọc.")),
            Length(max=80, message=_("Tên dài quá %(max)d ký tự.")),
        ],
    )
    share = BooleanField(_("Chia sẻ với mọi người trong cơ quan tôi"))
