"""The application: settings, extensions, pages. Nothing else happens here."""

from inspect import iscoroutinefunction

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect

from tracker import assets, clock, web
from tracker.config import Settings
from tracker.db import db
from tracker.filters import FILTERS
from tracker.paths import PACKAGE, shipped
from tracker.permissions import public
from tracker.users import auth

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    app = Flask("tracker", template_folder=str(shipped("templates")), static_folder=str(PACKAGE / "static"))
    app.config.update(_flask_config(settings))
    app.extensions["settings"] = settings
    clock.configure(settings.timezone, settings.frozen_now)
    db.init_app(app)
    # No session here is asynchronous, and starting an event loop only to close none costs every request 1 ms.
    app.teardown_appcontext_funcs = [act for act in app.teardown_appcontext_funcs if not iscoroutinefunction(act)]
    csrf.init_app(app)
    Babel(app, locale_selector=web.locale, timezone_selector=lambda: str(settings.timezone))
    auth.init_app(app)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    assets.init_app(app)
    app.view_functions["static"] = public(assets.serve)
    web.init_app(app)
    _register(app)
    return app


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_ENGINES": {"default": settings.database_url},
        "MAX_CONTENT_LENGTH": settings.max_upload_mb * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "dung_han",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_TRANSLATION_DIRECTORIES": str(PACKAGE / "translations"),
        "TESTING": settings.env == "test",
    }


def _register(app: Flask) -> None:
    from tracker.agencies import views as agencies
    from tracker.bulk import views as bulk
    from tracker.coordination import panels as coordination_panels
    from tracker.coordination import views as coordination
    from tracker.dashboard import views as dashboard
    from tracker.delegation import following as delegation_following
    from tracker.delegation import panels as delegation_panels
    from tracker.delegation import views as delegation
    from tracker.escalation import wiring as escalation
    from tracker.extensions import views as extensions
    from tracker.extensions import wiring as extensions_wiring
    from tracker.finding import views as finding
    from tracker.health import views as health
    from tracker.help import views as help_pages
    from tracker.imports import views as imports
    from tracker.indicators import views as indicators
    from tracker.journal import views as journal
    from tracker.notifications import accounts as account_mails
    from tracker.notifications import views as notifications
    from tracker.plans import views as plans
    from tracker.reminders import coordination as coordination_mail
    from tracker.reminders import extensions as extension_mail
    from tracker.reminders import immediate
    from tracker.reminders import talk as talk_mail
    from tracker.reorganisation import views as reorganisation
    from tracker.talk import panels as talk_panels
    from tracker.talk import views as talk
    from tracker.tasks import views as tasks
    from tracker.users import views as users
    from tracker.worklists import views as worklists

    immediate.connect()
    talk_mail.connect()
    delegation_panels.connect()
    coordination_panels.connect()
    talk_panels.connect()
    coordination_mail.connect()
    delegation_following.connect()
    extension_mail.connect()
    extensions_wiring.connect()
    escalation.connect()
    account_mails.init_app(app)
    for feature in (
        users,
        dashboard,
        plans,
        imports,
        tasks,
        extensions,
        coordination,
        delegation,
        talk,
        reorganisation,
        indicators,
        agencies,
        notifications,
        journal,
        help_pages,
        health,
        finding,
        worklists,
        bulk,
    ):
        app.register_blueprint(feature.bp)
