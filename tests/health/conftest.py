"""The office that these tests are about."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.mail import Office, make_office


@pytest.fixture
def office(app: Flask, session: Session, freeze: Callable[[str], datetime]) -> Office:
    return make_office(app, session, freeze, "2026-03-02 08:00")
