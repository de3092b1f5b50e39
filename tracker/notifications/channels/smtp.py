"""Mail over SMTP: one connection for a batch, STARTTLS when the server offers it."""

import smtplib
import ssl
from datetime import datetime
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from tracker.notifications.message import (
    CONNECTION_LOST,
    NO_CONNECTION,
    Message,
    PermanentError,
    TemporaryError,
    UnreachableError,
    mime,
)

TIMEOUT = 30


class SmtpSender:
    def __init__(self, url: str, mail_from: str, timeout: float = TIMEOUT) -> None:
        self.url = urlsplit(url)
        self.mail_from = mail_from
        self.timeout = timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, message: Message, now: datetime) -> str:
        mail = mime(message, self.mail_from, now)
        sender = parseaddr(self.mail_from)[1]
        connection = self._connected()
        try:
            connection.sendmail(sender, [message.to_address], mail)
        except smtplib.SMTPRecipientsRefused as error:
            self._reset()
            code, text = next(iter(error.recipients.values()))
            raise refusal(code, text) from error
        except smtplib.SMTPResponseException as error:
            self._reset()
            raise refusal(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise TemporaryError(CONNECTION_LOST % {"error": error}) from error
        return "250"

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._connect()
            except (smtplib.SMTPException, OSError) as error:
                raise UnreachableError(NO_CONNECTION % {"host": self.url.hostname, "error": error}) from error
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        host = self.url.hostname or "localhost"
        context = ssl.create_default_context()
        if self.url.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self.url.port or 465, timeout=self.timeout, context=context
            )
        else:
            connection = smtplib.SMTP(host, self.url.port or 25, timeout=self.timeout)
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls(context=context)
        if self.url.username:
            connection.login(unquote(self.url.username), unquote(self.url.password or ""))
        return connection

    def _reset(self) -> None:
        """Ready for the next mail after a refused one; a server that hung up is called anew."""
        try:
            if self._connection is not None:
                self._connection.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def refusal(code: int, text: bytes | str) -> Exception:
    """What a reply means: 5xx will never work, anything else may later (RFC 5321, 4.2.1)."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    said = f"{code} {words}".strip()
    return PermanentError(said) if 500 <= code < 600 else TemporaryError(said)
