"""What every page shares: language, navigation, security headers, error pages."""

import logging
import secrets
from io import BytesIO
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, Request, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Domain, get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from tracker import clock
from tracker.config import Settings
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.filters import said
from tracker.navigation import count_of, navigation
from tracker.permissions import can
from tracker.users.auth import current_user
from tracker.users.rules import LANGUAGE_COOKIE, LANGUAGES

log = logging.getLogger("tracker")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
DEADLOCK = "40P01"
TAKEN = {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}
"""How the databases name a row that is there already."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class MemoryRequest(Request):
    """A request whose files stay in memory: what is refused, such as a secret paper, must never lie on a disk."""

    def _get_file_stream(self, *_args: object, **_words: object) -> BytesIO:
        return BytesIO()


class RowNumber(IntegerConverter):
    """A number no column can hold names no row: 404, not a database error."""

    regex = "[0-9]{1,9}"


def init_app(app: Flask) -> None:
    app.request_class = MemoryRequest
    app.url_map.converters["int"] = RowNumber
    app.before_request(_begin)
    app.after_request(_secure)
    app.context_processor(_shared)
    _speak(app)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(ConflictError, _conflict)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(OperationalError, _deadlocked)
    app.register_error_handler(IntegrityError, _taken)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(Exception, _crash)


class Catalogues(Domain):
    """Texts straight from the catalogue of the page's language: Flask-Babel looks for it anew at each of a page's
    hundreds, and that takes a tenth of the page's time."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.of = {"vi": NullTranslations(), "en": Translations.load(folder, ["en"])}

    def get_translations(self) -> NullTranslations:
        chosen = get_locale()
        return self.of[chosen.language if chosen else "vi"]


def _speak(app: Flask) -> None:
    """The same for the texts of templates and of modules."""
    catalogues = Catalogues(app.config["BABEL_TRANSLATION_DIRECTORIES"])
    app.extensions["babel"].instance.domain_instance = catalogues
    texts = catalogues.get_translations
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        lambda text: texts().ugettext(text),
        lambda one, many, count: texts().ungettext(one, many, count),
        newstyle=True,
        pgettext=lambda context, text: texts().upgettext(context, text),
    )


def locale() -> str:
    """Vietnamese first; English for those who chose it."""
    if not request:
        return "vi"
    chosen = request.cookies.get(LANGUAGE_COOKIE, "vi")
    return chosen if chosen in LANGUAGES else "vi"


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    db.session.info["address"] = request.remote_addr or ""


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_user and current_user.is_authenticated and request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _shared() -> dict[str, Any]:
    return {
        "nav": navigation(current_user) if current_user and current_user.is_authenticated else (),
        "nav_count": count_of,
        "can": can,
        "today": clock.today(),
        "now": clock.now(),
        "page_language": locale(),
        "languages": LANGUAGES,
        "here": _here(),
    }


def _here() -> str:
    """The address of this page, to come back to; empty where only a POST leads."""
    rule = request.url_rule
    return request.full_path.rstrip("?") if rule and "GET" in (rule.methods or ()) else ""


def error_page(code: int, title: str, message: str) -> ResponseReturnValue:
    return render_template("errors/error.html", code=code, title=title, message=message), code


def _expired(_error: CSRFError) -> ResponseReturnValue:
    return error_page(
        400,
        _("Trang đã hết hiệu lực"),
        _("Hãy quay lại trang trước, tải lại rồi gửi lại: nội dung đã nhập được giữ trong trình duyệt của bạn."),
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    known = {
        400: (_("Yêu cầu chưa đúng"), _("Hãy quay lại trang trước và thực hiện lại.")),
        401: (_("Bạn cần đăng nhập lại"), _("Phiên làm việc đã hết. Hãy đăng nhập rồi mở lại trang này.")),
        403: (
            _("Bạn không có quyền thực hiện việc này"),
            _("Việc này dành cho cơ quan hoặc chức danh khác. Nếu cần, hãy liên hệ cơ quan thường trực."),
        ),
        404: (
            _("Không tìm thấy trang"),
            _("Trang không tồn tại hoặc không thuộc phạm vi của bạn. Hãy kiểm tra lại đường dẫn."),
        ),
        405: (_("Thao tác không được phép"), _("Hãy quay lại trang trước và dùng nút trên trang.")),
        413: (
            _("Tệp quá lớn"),
            _(
                "Mỗi lần gửi tối đa %(n)s MB. Hãy quay lại trang trước, chia nhỏ hoặc nén tệp rồi gửi lại.",
                n=_most_megabytes(),
            ),
        ),
        429: (_("Bạn thao tác quá nhanh"), _("Hãy chờ một phút rồi thử lại.")),
    }
    code = error.code or 500
    if error.response is not None or code < 400:
        return error.get_response()
    title, message = known.get(code, (_("Có lỗi khi xử lý"), _("Hãy quay lại và thử lại.")))
    db.session.rollback()
    return error_page(code, title, message)


def _most_megabytes() -> int:
    settings: Settings = current_app.extensions["settings"]
    return settings.max_upload_mb


def _conflict(error: ConflictError) -> ResponseReturnValue:
    db.session.rollback()
    return error_page(409, _("Nội dung vừa được người khác cập nhật"), str(error))


def _stale(_error: StaleDataError) -> ResponseReturnValue:
    db.session.rollback()
    message = _("Hãy tải lại trang để xem trạng thái mới rồi thực hiện lại.")
    return error_page(409, _("Nội dung vừa được người khác cập nhật"), message)


def _deadlocked(error: OperationalError) -> ResponseReturnValue:
    """Two acts that each waited for what the other had changed: PostgreSQL takes one of them back."""
    return _stale(StaleDataError()) if getattr(error.orig, "sqlstate", "") == DEADLOCK else _crash(error)


def _taken(error: IntegrityError) -> ResponseReturnValue:
    """Two requests at once that make the same thing: the second finds it made."""
    named = {getattr(error.orig, "sqlstate", ""), getattr(error.orig, "sqlite_errorname", "")}
    return _stale(StaleDataError()) if named & TAKEN else _crash(error)


def _refused(error: DomainError) -> ResponseReturnValue:
    """A refusal that no form caught: back to where the person came from, with the sentence."""
    db.session.rollback()
    if request.method == "POST" and request.referrer and request.referrer.startswith(request.host_url):
        flash(said(str(error)), "danger")
        return redirect(request.referrer)
    return error_page(409, _("Không thực hiện được"), said(str(error)))


def _crash(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.exception("request %s failed: %s %s", g.get("request_id"), request.method, request.path, exc_info=error)
    message = _(
        "Hệ thống đã ghi lại lỗi, mã %(id)s. Hãy thử lại; nếu vẫn lỗi, hãy báo mã này cho quản trị.",
        id=g.get("request_id", "-"),
    )
    return error_page(500, _("Hệ thống gặp lỗi"), message)


def home_url() -> str:
    return url_for("dashboard.home")
