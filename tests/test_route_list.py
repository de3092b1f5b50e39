"""Addresses do not vanish, appear or change their guard unnoticed: links in mails already sent must go on working.

After a wanted change run `UPDATE_ROUTES=1 make test ARGS=tests/test_route_list.py` and read routes.txt.
"""

import os
from pathlib import Path

from flask import Flask

LIST = Path(__file__).with_name("routes.txt")


def test_the_list_of_addresses_is_unchanged(app: Flask) -> None:
    found = "".join(f"{line}\n" for line in sorted(lines(app)))
    if os.environ.get("UPDATE_ROUTES"):
        LIST.write_text(found, encoding="utf-8")
    assert LIST.read_text(encoding="utf-8") == found


def lines(app: Flask) -> list[str]:
    """Address, methods, view, and who may use it."""
    made = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        guard = getattr(app.view_functions[rule.endpoint], "requires", "undeclared") or "public"
        made.append(f"{rule.rule}  {methods}  {rule.endpoint}  {guard}")
    return made
