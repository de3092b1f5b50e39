"""Errors that are shown to the user as they are."""


class DomainError(Exception):
    """A refusal in words: what is wrong and what to do. Shown above the form or as the one line of a command."""


class ConflictError(DomainError):
    """Somebody else changed the thing since the page was opened."""
