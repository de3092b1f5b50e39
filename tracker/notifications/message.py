"""A mail as the senders take it, and as MIME."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, parseaddr
from typing import Protocol

from tracker.sentences import kept

SUBJECT_LENGTH = 150
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
BAD_ADDRESS = kept("Địa chỉ thư không hợp lệ: %(address)s")
NO_CONNECTION = kept("Không kết nối được máy chủ thư %(host)s: %(error)s")
CONNECTION_LOST = kept("Mất kết nối với máy chủ thư: %(error)s")
NO_FILE = kept("Không ghi được tệp thư vào %(folder)s: %(error)s")
_POLICY = compat32.clone(linesep="\r\n")
_QUOTED = Charset("utf-8")
_QUOTED.body_encoding = QP
_SPACES = re.compile(r"\s+")


class PermanentError(Exception):
    """The server says that trying again will not help."""


class TemporaryError(Exception):
    """Worth another try, not before `retry_after` seconds."""

    def __init__(self, text: str, retry_after: int = 0) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class UnreachableError(TemporaryError):
    """The mail server itself cannot be reached: the rest of the batch need not be tried now."""


@dataclass(frozen=True)
class Message:
    """`reference` is our number of the mail; the provider gives it back with its events."""

    reference: str
    message_id: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str


class Sender(Protocol):
    """Hands one mail over; gives back what the other side said, or raises."""

    def send(self, message: Message, now: datetime) -> str: ...

    def close(self) -> None: ...


def header_text(text: str, limit: int = SUBJECT_LENGTH) -> str:
    """Text that is safe and readable in one header line: no break, no control or direction mark, not too long."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}).strip()
    return plain if len(plain) <= limit else _whole_words(plain[:limit]) + "…"


def _whole_words(text: str) -> str:
    """The text without its last, perhaps cut, word; an endless word is cut where it must be."""
    words = text.rpartition(" ")[0].rstrip(" ,;:–-")
    return words if len(words) > len(text) // 2 else text[:-1]


def mime(message: Message, mail_from: str, now: datetime) -> bytes:
    """The mail as it goes over the wire: text and HTML, Vietnamese in each header. With the older MIME classes: those
    of EmailMessage lose a space where they fold a long encoded header."""
    mail = MIMEMultipart("alternative", policy=_POLICY)
    mail["From"] = _mailbox("From", address(*parseaddr(mail_from)))
    mail["To"] = _mailbox("To", address(message.to_name, message.to_address))
    mail["Subject"] = _encoded("Subject", header_text(message.subject))
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message.message_id
    for name, value in HEADERS.items():
        mail[name] = value
    for kind, body in (("plain", message.text), ("html", message.html)):
        mail.attach(MIMEText(body, kind, _QUOTED, policy=_POLICY))  # type: ignore[arg-type]  # takes a Charset too
    return mail.as_bytes()


def address(name: str, spec: str) -> Address:
    try:
        return Address(display_name=header_text(name), addr_spec=spec)
    except (ValueError, IndexError, MessageError) as error:
        raise PermanentError(BAD_ADDRESS % {"address": spec}) from error


def _mailbox(header: str, to: Address) -> str:
    return f"{_encoded(header, to.display_name)} <{to.addr_spec}>" if to.display_name else to.addr_spec


def _encoded(header: str, words: str) -> str:
    return Header(words, "utf-8", header_name=header).encode(linesep="\r\n")
