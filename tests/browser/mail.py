"""What arrived in the mailboxes of the sample."""

import re
from email import message_from_bytes, policy
from urllib.parse import urlsplit

from flask import Flask

from jobs.recorded import run_job
from tracker import clock


def link_to(app: Flask, to: str, path: str) -> str:
    """The first link to such a page in the latest mail to somebody that has one, as a path of this site."""
    run_job(app, "send-notifications", clock.today(), clock.now())
    files = (app.extensions["settings"].data / "mail").rglob("*.eml")
    for file in sorted(files, key=lambda one: one.stat().st_mtime_ns, reverse=True):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        text = mail.get_body(("plain",))
        if f"<{to}>" not in mail["To"] or text is None:
            continue
        for link in map(urlsplit, re.findall(r"https?://\S+", text.get_content())):
            if link.path.startswith(path):
                return f"{link.path}?{link.query}".rstrip("?")
    raise AssertionError(f"no mail to {to} with a link to {path}")
