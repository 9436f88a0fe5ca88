"""What allauth and axes are told to do differently here.

Secrets of second factors are sealed by `FactorAdapter`. The library's hook is given the secret alone, not
the row, so an envelope says whose it is, is bound to that account, and opens only while that account is
signing in or signed in: copied to another account's row it does not open.
"""

from __future__ import annotations

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duenotice.web.accounts import services
from duenotice.web.accounts.models import User
from duenotice.web.journal.models import Door
from duenotice.web.keys import ring
from duenotice.web.keys.derive import SEPARATOR
from duenotice.web.keys.envelope import Unopened, seal, unseal
from duenotice.web.sealed import CannotOpen
from duenotice.web.site.answers import page

TABLE, COLUMN = "mfa_authenticator", "data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # comes without types
    """Accounts begin with an invitation, and nothing is mailed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never by itself."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """No account has an address, and nothing leaves the installation."""
        raise AssertionError("nothing is mailed")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address by which tries are counted."""
        return address(request)

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, and tell the journal. Not on a frozen account."""
        super().login(request, user)
        services.signed_in(user=user, door=Door.SITE)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A frozen account is told no more than a wrong password is."""
        return locked_out(request)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # comes without types
    """Seals the secrets of second factors."""

    def encrypt(self, text: str) -> str:
        """The envelope of a secret, for the account that is signed in."""
        return sealed_for(whose(), text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; raises `CannotOpen`, also for another account than the one it was sealed for."""
        owner, _, envelope = encrypted_text.partition(":")
        key, place = _sealing(str(whose()))
        try:
            return unseal(key, bytes.fromhex(envelope), place).decode()
        except (Unopened, ValueError) as why:
            raise CannotOpen(f"{TABLE}.{COLUMN} of account {owner}: {why}") from None

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """What a new passkey is called until its owner says otherwise."""
        return "Passkey"


def whose() -> uuid.UUID:
    """The account that is signed in, or that is proving its second factor; raises `CannotOpen`."""
    request = context.request
    if request is not None and request.user.is_authenticated:
        found: uuid.UUID = request.user.pk
        return found
    stage = getattr(request, "_login_stage", None)
    if stage is None or stage.login.user is None:
        raise CannotOpen(f"{TABLE}.{COLUMN}: nobody is signing in")
    signing_in: uuid.UUID = stage.login.user.pk
    return signing_in


def sealed_for(owner: uuid.UUID, secret: str) -> str:
    """The envelope of a secret of an account."""
    key, place = _sealing(str(owner))
    return f"{owner}:{seal(key, secret.encode(), place).hex()}"


def address(request: HttpRequest) -> str:
    """Where a request comes from: behind the proxy of server mode, what the proxy says last."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def name_tried(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """The name by which tries are counted: in one spelling, as accounts have it."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return given.strip().casefold()


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """What everybody sees who tried too often, or may not sign in: the same for every name."""
    return page(
        request,
        "answers/message.html",
        status=429,
        title="Not now",
        said="This sign-in was not accepted. Try again in 15 minutes, or ask your administrator.",
    )


def _sealing(owner: str) -> tuple[bytes, bytes]:
    place = SEPARATOR.join(part.encode() for part in (TABLE, COLUMN, owner))
    return ring.current().field("", TABLE, COLUMN), place
