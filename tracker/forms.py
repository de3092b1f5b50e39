"""The base of every form: WTForms' own objections in Vietnamese, which WTForms has no catalogue for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from tracker.text import read_day

_IN_OUR_WORDS: Mapping[str, object] = {
    "This field is required.": _("Hãy điền ô này."),
    "Invalid input.": _("Nội dung chưa đúng, hãy nhập lại."),
    "Invalid email address.": _("Địa chỉ thư điện tử chưa đúng, ví dụ ten@coquan.gov.vn."),
    "Not a valid choice.": _("Hãy chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": _("Hãy chọn một mục trong danh sách."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _("Hãy chọn các mục trong danh sách."),
    "'%(value)s' is not a valid choice for this field.": _("Hãy chọn các mục trong danh sách."),
    "'%(value)s' are not valid choices for this field.": _("Hãy chọn các mục trong danh sách."),
    "Not a valid date value.": _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 31/03/2026."),
    "Not a valid datetime value.": _("Hãy nhập ngày giờ, ví dụ 31/03/2026 08:00."),
    "Not a valid time value.": _("Hãy nhập giờ, ví dụ 08:00."),
    "Not a valid integer value.": _("Hãy nhập một số nguyên."),
    "Not a valid decimal value.": _("Hãy nhập một số."),
    "Not a valid float value.": _("Hãy nhập một số."),
    "Field cannot be longer than %(max)d character.": _("Nội dung dài quá %(max)d ký tự, hãy rút gọn."),
    "Field cannot be longer than %(max)d characters.": _("Nội dung dài quá %(max)d ký tự, hãy rút gọn."),
    "Field must be at least %(min)d character long.": _("Hãy nhập ít nhất %(min)d ký tự."),
    "Field must be at least %(min)d characters long.": _("Hãy nhập ít nhất %(min)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": _("Hãy nhập từ %(min)d đến %(max)d ký tự."),
    "Number must be at least %(min)s.": _("Hãy nhập số không nhỏ hơn %(min)s."),
    "Number must be at most %(max)s.": _("Hãy nhập số không lớn hơn %(max)s."),
    "Number must be between %(min)s and %(max)s.": _("Hãy nhập số từ %(min)s đến %(max)s."),
    "The CSRF token is missing.": _("Trang đã hết hiệu lực, hãy tải lại trang rồi gửi lại."),
    "The CSRF token has expired.": _("Trang đã hết hiệu lực, hãy tải lại trang rồi gửi lại."),
}


class Objections:
    """What WTForms asks for its texts: the few that a person can meet, by their English wording."""

    def gettext(self, text: str) -> str:
        return str(_IN_OUR_WORDS.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


class Form(FlaskForm):
    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Objections:  # noqa: ARG002  (WTForms calls it so)
            return Objections()


class DayField(StringField):
    """A day written 31/03/2026; `day` is what it says, None when empty or wrong."""

    @property
    def day(self) -> date | None:
        return read_day(self.data or "")

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002  (WTForms calls it so)
        if (self.data or "").strip() and self.day is None:
            raise ValidationError(_("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 31/03/2026."))


class ButtonForm(Form):
    """Nothing to fill in: one button, guarded against foreign pages."""
