import pytest
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)
