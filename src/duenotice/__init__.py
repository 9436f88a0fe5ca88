"""duenotice: whom a court order protects, what notice they are owed, whether it was given.

An order file becomes a tree; a tree and a person's record become a verdict with reasons.
The rooms and what each may import are drawn in ARCHITECTURE.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the room `screen` can be called, which the types of a module cannot say
    from duenotice.screen.population import screen as screen

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`duenotice.screen`, loaded when it is first asked for: most commands do without DuckDB."""
    if name == "screen":
        return import_module("duenotice.screen")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
