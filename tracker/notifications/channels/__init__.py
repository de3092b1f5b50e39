"""The ways in which mail leaves: files, SMTP, SendGrid."""

from tracker.config import Settings
from tracker.notifications.channels.file import FileSender
from tracker.notifications.channels.smtp import SmtpSender
from tracker.notifications.message import Sender


def sender_from(settings: Settings) -> Sender:
    """The sender that `TRACKER_MAIL` names."""
    if settings.mail.startswith("file:"):
        return FileSender(settings.mail.removeprefix("file:"), settings.mail_from)
    if settings.mail == "sendgrid":
        from tracker.notifications.channels.sendgrid import SendGridSender  # slow to import, rarely used

        return SendGridSender(settings.sendgrid_api_key, settings.sendgrid_host, settings.mail_from)
    return SmtpSender(settings.mail, settings.mail_from)
