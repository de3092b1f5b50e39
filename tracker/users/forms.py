"""Shape of what people send about accounts; its meaning is checked by the services."""

from collections.abc import Iterable, Sequence
from typing import cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.agencies.models import Agency
from tracker.forms import DayField, Form
from tracker.users.models import Membership, User
from tracker.users.words import POSTS, ROLES

_NEW = {"autocomplete": "new-password"}
_CURRENT = {"autocomplete": "current-password"}
_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
_DAY = _("Dạng ngày/tháng/năm")


class SignInForm(Form):
    email = StringField(
        _("Thư điện tử"),
        validators=[DataRequired(_("Hãy nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autofocus": True},
    )
    password = PasswordField(
        _("Mật khẩu"),
        validators=[DataRequired(_("Hãy nhập mật khẩu.")), Length(max=200)],
        render_kw=_CURRENT,
    )


class CodeForm(Form):
    """A code of the authenticator; where it is allowed, a recovery code instead."""

    code = StringField(
        _("Mã xác thực"), validators=[DataRequired(_("Hãy nhập mã xác thực.")), Length(max=20)], render_kw=_CODE
    )


class ReenterForm(Form):
    """Named apart from any field that is kept from the form before it."""

    unlock_password = PasswordField(
        _("Mật khẩu"),
        validators=[DataRequired(_("Hãy nhập mật khẩu.")), Length(max=200)],
        render_kw={**_CURRENT, "autofocus": True},
    )


class ForgottenForm(Form):
    email = StringField(
        _("Thư điện tử"),
        validators=[DataRequired(_("Hãy nhập địa chỉ thư điện tử.")), Length(max=200)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autofocus": True},
    )


class NewPasswordForm(Form):
    new = PasswordField(
        _("Mật khẩu mới"), validators=[DataRequired(_("Hãy nhập mật khẩu mới.")), Length(max=200)], render_kw=_NEW
    )
    again = PasswordField(
        _("Nhập lại mật khẩu mới"),
        validators=[EqualTo("new", _("Hai lần nhập mật khẩu mới chưa giống nhau."))],
        render_kw=_NEW,
    )


class SheetForm(NewPasswordForm):
    """First sign-in with an account sheet."""

    email = StringField(
        _("Tên đăng nhập"),
        validators=[DataRequired(_("Hãy nhập tên đăng nhập ghi trên phiếu.")), Length(max=200)],
        render_kw={"autocomplete": "username", "inputmode": "email", "autofocus": True},
    )
    code = StringField(
        _("Mã trên phiếu"),
        validators=[DataRequired(_("Hãy nhập mã trên phiếu tài khoản.")), Length(max=40)],
        description=_("16 ký tự, viết hoa hay thường, có hay không có dấu gạch đều được."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(
        _("Mật khẩu hiện tại"),
        validators=[DataRequired(_("Hãy nhập mật khẩu hiện tại.")), Length(max=200)],
        render_kw=_CURRENT,
    )


class PasswordForm(Form):
    """The password once more, before an act that weakens or renews what guards the account."""

    current = PasswordField(
        _("Mật khẩu"),
        validators=[DataRequired(_("Hãy nhập mật khẩu.")), Length(max=200)],
        render_kw=_CURRENT,
    )


class SubstituteForm(Form):
    substitute = SelectField(_("Người thay"), coerce=int)
    from_on = DayField(_("Từ ngày"), validators=[DataRequired(_("Hãy nhập ngày bắt đầu."))], description=_DAY)
    until_on = DayField(
        _("Ngày trở lại"),
        validators=[DataRequired(_("Hãy nhập ngày trở lại."))],
        description=_DAY,
    )
    scope = RadioField(
        _("Phạm vi"),
        default="all",
    )
    posts = SelectMultipleField(
        _("Vị trí giao người thay"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    reason = StringField(
        _("Lý do vắng"),
        validators=[DataRequired(_("Hãy ghi lý do vắng.")), Length(max=500)],
        render_kw={"maxlength": 500},
    )

    def offer(self, people: Iterable[User], posts: Sequence[Membership], *, whole: bool) -> None:
        """`whole`: also what the absent person holds for others may be handed over."""
        within = gettext("Mọi vị trí ở cơ quan này")
        everything = gettext("Mọi vị trí, kể cả việc đang thay người khác") if whole else within
        chosen = gettext("Chỉ các vị trí chọn dưới đây")
        self.scope.choices = [SelectChoice("all", everything), SelectChoice("some", chosen)]
        self.substitute.choices = [SelectChoice(str(one.id), one.name) for one in people]
        self.posts.choices = [SelectChoice(str(one.id), f"{POSTS[one.post]}, {one.agency.name}") for one in posts]


class PersonForm(Form):
    name = StringField(
        _("Họ tên hoặc chức danh"),
        validators=[DataRequired(_("Hãy nhập họ tên hoặc chức danh.")), Length(max=200)],
        render_kw={"autocomplete": "off"},
    )
    email = StringField(
        _("Thư điện tử"),
        validators=[DataRequired(_("Hãy nhập địa chỉ thư điện tử.")), Length(max=200)],
        description=_("Cũng là tên đăng nhập. Mỗi người một địa chỉ riêng, không dùng chung."),
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )
    role = SelectField(
        _("Vai trò"),
        choices=[SelectChoice(role.value, cast(str, words)) for role, words in ROLES.items()],
        description=_(
            "Người dùng của cơ quan làm việc theo vị trí được giao; ba vai trò còn lại thấy toàn hệ thống."
        ),
    )


class PostForm(Form):
    agency = SelectField(_("Cơ quan"), coerce=int)
    post = SelectField(
        _("Vị trí"), choices=[SelectChoice(post.value, cast(str, words)) for post, words in POSTS.items()]
    )
    from_on = DayField(_("Từ ngày"), description=_DAY)
    to_on = DayField(_("Đến hết ngày"), description=_DAY)

    def offer(self, agencies: Iterable[Agency]) -> None:
        self.agency.choices = [
            SelectChoice("0", gettext("Chọn cơ quan")),
            *(SelectChoice(str(one.id), one.name) for one in agencies),
        ]


class PostDaysForm(Form):
    from_on = DayField(_("Từ ngày"), description=_DAY)
    to_on = DayField(_("Đến hết ngày"), description=_DAY)


class ReasonForm(Form):
    reason = StringField(_("Lý do"), validators=[Length(max=500)], render_kw={"maxlength": 500})


class PeopleFileForm(Form):
    file = FileField(_("Tệp Excel"), validators=[InputRequired(_("Hãy chọn tệp Excel (.xlsx)."))])


class SaveForm(Form):
    """`rows` are those of the preview, signed, so that what is saved is what was looked at."""

    rows = StringField()
    invites = BooleanField(_("Gửi thư mời ngay sau khi lưu"), default=True)
