"""The senders against real peers on this machine: a folder, an SMTP server, a SendGrid look-alike."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tracker.config import Settings
from tracker.errors import DomainError
from tracker.notifications.channels import sender_from
from tracker.notifications.channels.file import FileSender
from tracker.notifications.channels.sendgrid import SendGridSender
from tracker.notifications.channels.smtp import SmtpSender
from tracker.notifications.message import Message, PermanentError, TemporaryError, UnreachableError

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
FROM = "Đúng Hạn <dung-han@vidu.vn>"
NOBODY_LISTENS = 9


def message(to: str = "giam-doc@vidu.vn", id_: str = "<a@b>") -> Message:
    return Message("17", id_, "Giám đốc Sở", to, "Nhắc hạn – Sở Tài chính", "Kính gửi\n", "<p>Kính gửi</p>")


# --- Files --------------------------------------------------------------------------------------------------------


def test_a_mail_is_one_file_however_often_it_is_sent(tmp_path: Path) -> None:
    sender = FileSender(str(tmp_path / "mail"), FROM)
    names = {sender.send(message(), NOW) for _ in range(3)}
    assert [path.name for path in (tmp_path / "mail").iterdir()] == list(names)
    mail = message_from_bytes((tmp_path / "mail" / names.pop()).read_bytes(), policy=policy.default)
    assert (mail["Message-ID"], mail["Subject"]) == ("<a@b>", "Nhắc hạn – Sở Tài chính")


def test_a_folder_that_cannot_be_written_stops_the_batch(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(UnreachableError):
        FileSender(str(tmp_path / "taken"), FROM).send(message(), NOW)


# --- SMTP ---------------------------------------------------------------------------------------------------------


@dataclass
class Office:
    """Answers by the name of the mailbox, and counts connections."""

    taken: list[bytes] = field(default_factory=list)
    connections: set[Any] = field(default_factory=set)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any) -> str:
        answers = {"khong-co": "550 5.1.1 no such user", "dang-ban": "421 4.3.2 try later"}
        name = to.split("@", maxsplit=1)[0]
        if name in answers:
            return answers[name]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.connections.add(session.peer)
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 queued"


@pytest.fixture
def post_office() -> Iterator[tuple[Office, str]]:
    office = Office()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    yield office, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_a_batch_goes_over_one_connection(post_office: tuple[Office, str]) -> None:
    office, url = post_office
    sender = SmtpSender(url, FROM)
    for n in range(5):
        assert sender.send(message(id_=f"<{n}@b>"), NOW) == "250"
    sender.close()
    assert len(office.taken) == 5
    assert len(office.connections) == 1
    mail = message_from_bytes(office.taken[0], policy=policy.default)
    assert mail["Subject"] == "Nhắc hạn – Sở Tài chính"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_each_refusal_is_what_it_says_and_the_next_mail_still_goes(post_office: tuple[Office, str]) -> None:
    """P8: 550 for good, 421 for now."""
    office, url = post_office
    sender = SmtpSender(url, FROM)
    with pytest.raises(PermanentError, match="550"):
        sender.send(message("khong-co@vidu.vn"), NOW)
    sender.send(message(), NOW)
    with pytest.raises(TemporaryError, match="421"):
        sender.send(message("dang-ban@vidu.vn"), NOW)
    sender.send(message(), NOW)
    sender.close()
    assert len(office.taken) == 2


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(UnreachableError):
        SmtpSender(f"smtp://127.0.0.1:{NOBODY_LISTENS}", FROM, timeout=2).send(message(), NOW)


# --- SendGrid -----------------------------------------------------------------------------------------------------


@dataclass
class Api:
    """What was posted, and the answers to give: (status, headers, body)."""

    posted: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def sendgrid() -> Iterator[tuple[Api, str]]:
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            api.posted.append((self.path, dict(self.headers), body))
            status, headers, answer = api.answers.pop(0) if api.answers else (202, {"X-Message-Id": "sg-1"}, b"")
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield api, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_sendgrid_gets_both_parts_our_number_and_no_tracking(sendgrid: tuple[Api, str]) -> None:
    api, host = sendgrid
    assert SendGridSender("SG.key", host, FROM).send(message(), NOW) == "202 sg-1"
    path, headers, body = api.posted[0]
    assert path == "/v3/mail/send"
    assert headers["Authorization"] == "Bearer SG.key"
    assert body["from"] == {"email": "dung-han@vidu.vn", "name": "Đúng Hạn"}
    assert body["personalizations"] == [{"to": [{"email": "giam-doc@vidu.vn", "name": "Giám đốc Sở"}]}]
    assert [part["type"] for part in body["content"]] == ["text/plain", "text/html"]
    assert body["custom_args"] == {"notification": "17"}
    assert body["headers"]["Message-ID"] == "<a@b>"
    assert body["tracking_settings"]["click_tracking"] == {"enable": False}


@pytest.mark.parametrize(
    ("status", "error", "wait"),
    [
        (400, PermanentError, 0),
        (413, PermanentError, 0),
        (429, TemporaryError, 1800),
        (500, TemporaryError, 1800),
        (503, TemporaryError, 1800),
        (401, TemporaryError, 1800),
    ],
)
def test_sendgrids_refusals(sendgrid: tuple[Api, str], status: int, error: type[Exception], wait: int) -> None:
    """P8. A refused key is the office's to mend, so no mail is given up for it."""
    api, host = sendgrid
    api.answers = [(status, {"Retry-After": "1800"}, b'{"errors": [{"message": "because"}]}')]
    with pytest.raises(error, match=f"{status} because") as caught:
        SendGridSender("SG.key", host, FROM).send(message(), NOW)
    assert getattr(caught.value, "retry_after", 0) == wait


def test_sendgrid_out_of_reach() -> None:
    with pytest.raises(UnreachableError):
        SendGridSender("SG.key", f"http://127.0.0.1:{NOBODY_LISTENS}", FROM).send(message(), NOW)


# --- Settings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mail", "kind"),
    [("file:/tmp/mail", FileSender), ("smtp://a:b@127.0.0.1:25", SmtpSender), ("sendgrid", SendGridSender)],
)
def test_the_setting_names_the_sender(tmp_path: Path, mail: str, kind: type) -> None:
    environ = {
        "TRACKER_DATA": str(tmp_path),
        "TRACKER_SECRET_KEY": "k",
        "TRACKER_MAIL": mail,
        "TRACKER_SENDGRID_API_KEY": "SG.key",
    }
    assert isinstance(sender_from(Settings.from_env(environ)), kind)


def test_a_wrong_setting_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="TRACKER_MAIL"):
        Settings.from_env({"TRACKER_DATA": str(tmp_path), "TRACKER_SECRET_KEY": "k", "TRACKER_MAIL": "pigeon"})
