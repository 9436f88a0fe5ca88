"""What a page asks of whoever opens it: declared with the page, read by the middleware.

    Open                everybody, signed in or not
    Own                 whoever is signed in, for what is their own
    Needs(permission)   whoever is signed in with a second factor and may do this

A page that declares none of them is refused (`middleware.Guard`), and fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

from duenotice.web.policy import Permission

_V = TypeVar("_V", bound=Callable[..., Any])


@dataclass(frozen=True)
class Open:
    """Everybody. `apart`: the page does not learn who asks, signed in or not (`middleware.Apart`)."""

    apart: bool = False


class Stage(Enum):
    """How far somebody must have come: signed in with a password; that, or setting up the first second
    factor; or with the second factor shown in this session."""

    ANY = "any"
    SETTING_UP = "setting up"
    PROVEN = "proven"


@dataclass(frozen=True)
class Own:
    """Whoever is signed in, for what is their own."""

    stage: Stage = Stage.PROVEN


@dataclass(frozen=True)
class Needs:
    """Whoever may do one of these."""

    permissions: tuple[Permission, ...]


Policy = Open | Own | Needs


def needs(*permissions: Permission) -> Needs:
    """One permission, or any of several."""
    return Needs(permissions)


def declares(policy: Policy) -> Callable[[_V], _V]:
    """Give a view its policy."""

    def declare(view: _V) -> _V:
        view.policy = policy  # type: ignore[attr-defined]  # a function can carry it
        return view

    return declare


def declared(view: Any, policy: Policy) -> Any:
    """A view of a library, with a policy of ours; the library's own view is left as it is."""

    @wraps(view)
    def page(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    page.policy = policy  # type: ignore[attr-defined]  # a function can carry it
    return page


def policy_of(view: Any) -> Policy | None:
    """What a view declares, if anything."""
    found = getattr(view, "policy", None)
    return found if isinstance(found, Open | Own | Needs) else None
