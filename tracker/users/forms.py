from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from tracker.forms import Form


class SignInForm(Form):
    email = StringField(
        _("Thư điện tử"),
        validators=[DataRequired(_("Hãy nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autofocus": True},
    )
    password = PasswordField(
        _("Mật khẩu"),
        validators=[DataRequired(_("Hãy nhập mật khẩu.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(Form):
    current = PasswordField(
        _("Mật khẩu hiện tại"),
        validators=[DataRequired(_("Hãy nhập mật khẩu hiện tại."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _("Mật khẩu mới"),
        validators=[DataRequired(_("Hãy nhập mật khẩu mới."))],
        description=_("Ít nhất 14 ký tự, gồm chữ thường, chữ hoa, chữ số và ký tự đặc biệt."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _("Nhập lại mật khẩu mới"),
        validators=[EqualTo("new", _("Hai lần nhập mật khẩu mới chưa giống nhau."))],
        render_kw={"autocomplete": "new-password"},
    )
