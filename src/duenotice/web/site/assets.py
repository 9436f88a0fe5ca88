"""The files that pages need, served from the package under names that change when the files do.

There are six: our stylesheet and icon; htmx 2.0.11, as its makers publish it, by which a page changes in
part where a browser runs scripts; and allauth's three scripts for passkeys. Every page works without
any of them, but for passkeys, which browsers offer to scripts alone. Nothing is fetched from anywhere else.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse

from duenotice.web.pages import Open, declares

KEPT = "public, max-age=31536000, immutable"
SOURCES = {
    "site.css": ("duenotice.web", "assets/site.css"),
    "icon.svg": ("duenotice.web", "assets/icon.svg"),
    "htmx.js": ("duenotice.web", "assets/htmx.js"),
    "webauthn-json.js": ("allauth.mfa", "static/mfa/js/webauthn-json.js"),
    "webauthn.js": ("allauth.mfa", "static/mfa/js/webauthn.js"),
    "onload.js": ("allauth.account", "static/account/js/onload.js"),
}
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def _read(name: str) -> bytes:
    package, path = SOURCES[name]
    return files(package).joinpath(path).read_bytes()


CONTENT = {name: _read(name) for name in SOURCES}
ADDRESS = {
    name: f"/assets/{hashlib.sha256(content).hexdigest()[:16]}/{name}" for name, content in CONTENT.items()
}
STYLE = ADDRESS["site.css"]
ICON = ADDRESS["icon.svg"]


@declares(Open())
def asset(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """One file."""
    path = f"/assets/{digest}/{name}"
    if path not in ADDRESS.values():
        raise Http404
    response = HttpResponse(CONTENT[name], content_type=TYPES[name.rpartition(".")[2]])
    response["Cache-Control"] = KEPT
    response.kept = True  # type: ignore[attr-defined]  # for `middleware.NeverKept`
    return response
