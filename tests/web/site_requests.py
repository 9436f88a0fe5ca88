"""Every request that can be made of the site: found from the resolver and the forms, not from a list.

A page that somebody adds is asked for by itself: its address from the resolver, with every id of the world in
every place, and its fields from the forms of all templates and form classes, filled with every id and number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\bname="(\w+)"')


@dataclass(frozen=True)
class Target:
    """An object of the world: its ids by the kind of place that they fit, and what names it in a form.

    `named`: those ids that a place in an address calls by the name of their model.
    """

    name: str
    uuids: tuple[str, ...]
    ints: tuple[str, ...]
    texts: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A pattern of the resolver, such as ``people/<uuid:person>/``."""

    route: str
    places: tuple[tuple[str, str], ...]

    def addresses(self, target: Target, every: bool = True) -> list[str]:
        """The addresses that name this object: one, if the page names none. Unless `every` id goes into
        every place, a place that is called like a model gets the ids of that model alone."""
        if not self.places:
            return ["/" + self.route]
        by_kind = {"uuid": target.uuids, "int": target.ints}
        values = [
            target.named[name] if name in target.named and not every else by_kind.get(kind, target.texts)
            for kind, name in self.places
        ]
        found = []
        for each in range(max(map(len, values))):
            address = "/" + self.route
            for value in values:
                address = _PLACE.sub(value[each % len(value)], address, count=1)
            found.append(address)
        return found


def pages() -> list[Page]:
    """Every page."""
    return [Page(route, tuple(_PLACE.findall(route))) for route in _routes(get_resolver().url_patterns, "")]


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route


def fields() -> list[str]:
    """The name of every field of every form that a template of ours has."""
    folders = [Path(folder) for folder in cast(list[str], settings.TEMPLATES[0]["DIRS"])]
    texts = [path.read_text("utf-8") for folder in folders for path in folder.glob("**/*.html")]
    found = {name for text in texts for name in _FIELD.findall(text)}
    return sorted(found | {"code", "credential", "login", "next"})


def filled(target: Target, number: str) -> dict[str, str]:
    """A form with all of them, each naming the object; passwords and names are of nobody."""
    values = dict.fromkeys(fields(), target.uuids[0])
    known = {"number": number, "words": number, "role": "navigator", "change": "suspend"}
    return values | known | {"order": "chhoeun-v-marin/2019-01-03", "next": "/people/"}
