from tests.tasks.conftest import cast, desk

__all__ = ["cast", "desk"]
