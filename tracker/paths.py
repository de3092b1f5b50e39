"""Where the shipped files lie: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `templates` or `migrations`."""
    beside = PACKAGE.parent / name
    return beside if (beside.parent / "pyproject.toml").exists() else PACKAGE / f"_{name}"
