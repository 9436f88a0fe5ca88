"""Logs by an allow-list: a line is a time, a level, a code and ids. Nothing else is ever printed.

Scrubbing looks for what must go and misses some; here a line is made of what may stay. Of a record of any
other logger (Django's, a library's) the level, the name of the logger and the class of the exception are
kept; its message, its arguments and the traceback are not, for each can hold a path, a query, a form or a
value of the database.
"""

from __future__ import annotations

import logging
import sys
import threading
import uuid
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any

NAMED = ("django", "duenotice", "allauth", "axes", "csp", "py")
"""The first parts of names of loggers that are printed; a logger of another name is `other`."""


class Event(StrEnum):
    """What our own code may log."""

    INCIDENT = "incident"
    STARTED = "started"
    STOPPED = "stopped"


class AllowList(logging.Formatter):
    """Prints known fields, and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: ``2026-11-26T12:00:00Z ERROR django.request other ValueError``."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        event = record.msg if isinstance(record.msg, Event) else "other"
        parts = [at.replace("+00:00", "Z"), record.levelname, _logger(record.name), str(event)]
        parts += [str(id_) for id_ in (getattr(record, "subject", None),) if isinstance(id_, uuid.UUID)]
        kind = getattr(record, "kind", None) or (record.exc_info and record.exc_info[0])
        if isinstance(kind, type) and issubclass(kind, BaseException):
            parts.append(_class(kind))
        return " ".join(parts)


def _logger(name: str) -> str:
    """The name of a logger as far as it is a name of code."""
    parts = name.split(".")
    return name if parts[0] in NAMED and all(map(str.isidentifier, parts)) and len(name) < 60 else "other"


def _class(kind: type[BaseException]) -> str:
    """The name of a class of exceptions; its text is never asked for."""
    return kind.__name__ if kind.__name__.isidentifier() else "Exception"


SETTINGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allowed": {"()": "duenotice.web.logs.AllowList"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "allowed"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": [], "level": level, "propagate": True}
        for name, level in (
            ("django", "WARNING"),
            ("django.server", "WARNING"),
            ("django.db.backends", "WARNING"),
            ("duenotice", "INFO"),
        )
    },
}
"""Django's own handlers (the console, mail to administrators) are off; everything goes by `AllowList`."""


def incident(kind: type[BaseException] | None, level: int = logging.ERROR) -> uuid.UUID:
    """Log that something went wrong, and give the id under which it is found in the log."""
    id_ = uuid.uuid4()
    logging.getLogger("duenotice.web").log(level, Event.INCIDENT, extra={"subject": id_, "kind": kind})
    return id_


def guard() -> None:
    """For a process of our own (a command, the server): what nobody catches prints no values either.

    Hooks that somebody else has set (a test runner) stay.
    """
    logging.raiseExceptions = False  # the traceback of a failed line of the log would show its arguments
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda args: _told(args.exc_type)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda args: _told(args.exc_type)
        logging.captureWarnings(True)  # the words of a warning can hold a value


def _uncaught(kind: type[BaseException], _: BaseException, __: TracebackType | None) -> None:
    _told(kind)


def _told(kind: type[BaseException]) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("interrupted\n")
        return
    said = (
        f"something went wrong that was not foreseen ({_class(kind)}); what was not finished was not written"
    )
    sys.stderr.write(f"{said}\n  help: please report it, with this word and the command, and no data\n")
