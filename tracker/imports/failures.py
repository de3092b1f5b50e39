"""An unexpected error in words that hold nothing of the paper that caused it: its kind and its place in the code."""

import traceback

_INNERMOST = 3


def described(error: BaseException) -> str:
    """ "ValueError at read (web.py:41) < read_content (…)"; never the message, which may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)[-_INNERMOST:]
    places = " < ".join(f"{frame.name} ({_file(frame.filename)}:{frame.lineno})" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def _file(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
