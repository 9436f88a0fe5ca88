"""Passwords: how they are hashed, and the one rule of our own about them."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError


class Argon2(Argon2PasswordHasher):
    """argon2id with 64 MiB, three passes, four lanes; an older hash is made anew at the next sign-in."""

    memory_cost = 65_536
    time_cost = 3
    parallelism = 4


class NotTheName:
    """A password that holds the name one signs in with is no secret."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        name = str(getattr(user, "username", "") or "")
        if len(name) > 3 and name.casefold() in password.casefold():
            raise ValidationError("The password must not hold your user name.", code="password_holds_name")

    def get_help_text(self) -> str:
        """One sentence for the form."""
        return "It must not hold your user name."
