"""Mail through SendGrid's own client."""

import json
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from python_http_client.exceptions import HTTPError
from sendgrid.sendgrid import SendGridAPIClient

from tracker.notifications.message import (
    HEADERS,
    NO_CONNECTION,
    Message,
    PermanentError,
    TemporaryError,
    UnreachableError,
    address,
    header_text,
)

TIMEOUT = 30


class SendGridSender:
    def __init__(self, api_key: str, host: str, mail_from: str) -> None:
        self.client = SendGridAPIClient(api_key, host=host.rstrip("/"))
        self.client.client.timeout = TIMEOUT
        self.mail_from = mail_from

    def send(self, message: Message, now: datetime) -> str:  # noqa: ARG002  # SendGrid writes the Date header
        try:
            response = self.client.send(self._body(message))
        except HTTPError as error:
            raise refusal(error) from error
        except OSError as error:
            raise UnreachableError(NO_CONNECTION % {"host": "SendGrid", "error": error}) from error
        return f"{response.status_code} {response.headers.get('X-Message-Id', '')}".strip()

    def close(self) -> None:
        """Each mail is a request of its own."""

    def _body(self, message: Message) -> dict[str, Any]:
        sender = address(*parseaddr(self.mail_from))
        return {
            "from": {"email": sender.addr_spec, "name": sender.display_name},
            "personalizations": [{"to": [{"email": message.to_address, "name": header_text(message.to_name)}]}],
            "subject": header_text(message.subject),
            "content": [
                {"type": "text/plain", "value": message.text},
                {"type": "text/html", "value": message.html},
            ],
            "headers": {"Message-ID": message.message_id, **HEADERS},
            "custom_args": {"notification": message.reference},
            "tracking_settings": {"click_tracking": {"enable": False}, "open_tracking": {"enable": False}},
        }


def refusal(error: HTTPError) -> Exception:
    """429 and 5xx may work later; any other 4xx says that this mail never will. A refused key is ours to mend."""
    said = f"{error.status_code} {_words(error.body)}".strip()
    if error.status_code in {401, 403, 429} or error.status_code >= 500:
        return TemporaryError(said, _seconds(error.headers.get("Retry-After") if error.headers else None))
    return PermanentError(said)


def _words(body: bytes | str | None) -> str:
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body or ""
    try:
        return "; ".join(str(one.get("message", "")) for one in json.loads(text)["errors"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return text[:300]


def _seconds(value: str | None) -> int:
    return int(value) if value and value.strip().isdecimal() else 0
