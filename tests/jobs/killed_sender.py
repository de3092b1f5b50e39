"""A process that is killed after the other side has taken a mail and before that is recorded: settings from the
environment, mail as files."""

import os
import signal
from datetime import datetime

from jobs.send_notifications import run
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db, writing_sessions
from tracker.notifications.channels import sender_from
from tracker.notifications.message import Message, Sender


class Deadly:
    """Sends, then kills its own process."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender

    def send(self, message: Message, now: datetime) -> str:
        self.sender.send(message, now)
        os.kill(os.getpid(), signal.SIGKILL)
        return "never"

    def close(self) -> None:
        self.sender.close()


if __name__ == "__main__":
    settings = Settings.from_env(os.environ)
    with create_app(settings).app_context():
        run(writing_sessions(db.engine), Deadly(sender_from(settings)), settings.base_url, clock.now())
