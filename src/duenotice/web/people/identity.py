"""Who somebody is, as values: what the sealed columns of an identity hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from duenotice.days import from_edtf
from duenotice.problems import Place, unseen
from duenotice.web.people.refusals import unfit

LONGEST = 500
"""Characters of one name, contact or address."""
_JOINERS = "\u200b\u200c\u200d"
"""Characters without ink that Khmer, Lao, Persian and other scripts write inside names."""
SAFE_FOR = ("mail", "text", "voicemail")
"""What a contact or an address may be safe for (screens.md, section 5)."""


@dataclass(frozen=True)
class Contact:
    """One way to reach somebody, and what it is safe for: some of `SAFE_FOR`."""

    text: str
    safe_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhoIs:
    """A person's identity. The first name is the name, further ones are aliases; `numbers` are A-numbers
    of nine digits; `birth_date` is EDTF; `title` is what the person's record is called."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    birth_date: str = ""
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[Contact, ...] = ()
    family: tuple[str, ...] = ()
    title: str = field(default="")


def contacts_of(given: Iterable[Contact | str]) -> tuple[Contact, ...]:
    """Contacts or addresses; a plain text is one that is not known to be safe for anything."""
    return tuple(each if isinstance(each, Contact) else Contact(each) for each in given)


def checked(who: WhoIs) -> WhoIs:
    """The same, if it can be kept. Raises `RefusedVault` (K35) and `RefusedDate`."""
    for each in (*who.contacts, *who.addresses):
        strange = [word for word in each.safe_for if word not in SAFE_FOR]
        if strange:
            why = "a contact says that it is safe for something unknown"
            raise unfit(why, f"what it can be safe for: {', '.join(SAFE_FOR)}")
    for text in (*who.names, *who.family):
        _line(text)
    for each in (*who.contacts, *who.addresses):
        _line(each.text, "\n")
    if who.birth_date:
        from_edtf(who.birth_date, Place("date of birth"))
    return who


def _line(text: str, besides: str = "") -> None:
    if not text.strip():
        raise unfit("a name, a contact or an address is blank", "leave it out")
    if len(text) > LONGEST:
        raise unfit(f"a text is longer than {LONGEST} characters", "a longer text is a note")
    strange = any(unseen(char) and char not in _JOINERS + besides for char in text)
    if strange or (not besides and len(text.splitlines()) > 1):
        why = "a text holds a line break, or a character that cannot be seen"
        raise unfit(why, "write it anew, on one line")


def to_json(contacts: Sequence[Contact]) -> list[dict[str, Any]]:
    """Contacts as a sealed column holds them."""
    return [{**asdict(each), "safe_for": list(each.safe_for)} for each in contacts]


def from_json(data: Iterable[dict[str, Any]]) -> tuple[Contact, ...]:
    """Contacts again."""
    return tuple(Contact(each["text"], tuple(each["safe_for"])) for each in data)
