"""Model fields whose values are sealed for organisation, table, column and row.

The row must have `organisation_id` and a primary key before it is saved: both are part of the place
that the envelope is bound to (`keys.envelope`).
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from duenotice.web.keys import ring
from duenotice.web.keys.derive import SEPARATOR
from duenotice.web.keys.envelope import Unopened, seal, unseal


class CannotOpen(Exception):
    """A sealed value of a row does not open. Names the place, never the value."""


class Envelope(bytes):
    """Bytes as the database holds them."""


class _Attribute:
    """Opens an envelope when the attribute is read."""

    def __init__(self, field: Sealed) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, _: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__:
            row.refresh_from_db(fields=[self.field.attname])
        held = row.__dict__[self.field.attname]
        return self.field.opened(row, held) if isinstance(held, Envelope) else held

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class Sealed(models.BinaryField):  # type: ignore[type-arg]  # the stubs give it the type of its column
    """A column of envelopes. Subclasses say how a value becomes bytes, and back."""

    def to_bytes(self, value: Any) -> bytes:
        """A value as bytes."""
        raise TypeError(f"{type(self).__name__} does not say how a value becomes bytes")

    def from_bytes(self, data: bytes) -> Any:
        """The value again."""
        raise TypeError(f"{type(self).__name__} does not say how bytes become a value")

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Stand in the model as an attribute that opens itself."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Attribute(self))

    def from_db_value(self, value: Any, *_: Any) -> Envelope | None:
        """Bytes of the database, not yet opened."""
        return None if value is None else Envelope(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Envelope | None:
        """The envelope of the row's value, sealed anew unless it was never opened."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Envelope):
            return value
        key, place = self._key_and_place(model_instance)
        return Envelope(seal(key, self.to_bytes(value), place))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Only envelopes go into the database."""
        if value is not None and not isinstance(value, Envelope):
            raise FieldError(f"`{self.name}` is sealed: it is written with its row, and cannot be searched")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Nothing but "is it there" can be asked of the database."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def opened(self, row: models.Model, held: Envelope) -> Any:
        """The value of a row; raises `CannotOpen`."""
        key, place = self._key_and_place(row)
        try:
            return self.from_bytes(unseal(key, held, place))
        except Unopened as why:
            raise CannotOpen(f"{self.model._meta.db_table}.{self.column} of {row.pk}: {why}") from None

    def _key_and_place(self, row: models.Model) -> tuple[bytes, bytes]:
        organisation = str(row.organisation_id)  # type: ignore[attr-defined]  # a row of ours
        parts = (organisation, self.model._meta.db_table, str(self.column), str(row.pk))
        return ring.current().field(*parts[:3]), SEPARATOR.join(part.encode() for part in parts)


class SealedText(Sealed):
    """Text."""

    def to_bytes(self, value: Any) -> bytes:
        """UTF-8."""
        return str(value).encode()

    def from_bytes(self, data: bytes) -> str:
        """Text again."""
        return data.decode()


class SealedJSON(Sealed):
    """Lists and objects of text and numbers."""

    def to_bytes(self, value: Any) -> bytes:
        """JSON."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()

    def from_bytes(self, data: bytes) -> Any:
        """The value again."""
        return json.loads(data)


class SealedBytes(Sealed):
    """A small file."""

    def to_bytes(self, value: Any) -> bytes:
        """As it is."""
        return bytes(value)

    def from_bytes(self, data: bytes) -> bytes:
        """As it was."""
        return data
