"""What can be asked of the roster in an address, and what its forms take."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duenotice.library import load_shelf
from duenotice.web.accounts.models import User
from duenotice.web.journal.actions import Reason
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission
from duenotice.web.roster import selectors
from duenotice.web.roster.population import Status

KEPT = (
    *("order", "status", "missing", "matter", "assigned", "family"),
    *("sort", "on", "known", "from", "to", "change"),
)
"""What of an address a saved view and a link to another page keep."""
NOBODY = "nobody"
STATUSES = {
    Status.YES: _("Protected"),
    Status.NO: _("Not protected"),
    Status.UNKNOWN: _("Unknown"),
    Status.UNOPENED: _("Cannot be opened"),
}
REASONS = {
    Reason.COURT: _("for a court"),
    Reason.COUNSEL: _("for other counsel"),
    Reason.PERSON: _("for the person"),
    Reason.ANALYSIS: _("to count"),
    Reason.MOVE: _("to move to another vault"),
}


def orders() -> list[tuple[str, str]]:
    """The shelf, for a choice."""
    found = sorted(load_shelf().orders.items())
    return [(id_, f"{id_}, {each.identity.title} ({each.identity.version})") for id_, each in found]


class RosterFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """The filters of the roster. Those that the database knows are applied here; `status`, `missing` and
    `family` hang on what is not in it (`selectors.kept_lines`)."""

    order = django_filters.ChoiceFilter(label=_("Under which order"), method="passed")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=list(STATUSES.items()), method="passed")
    missing = django_filters.CharFilter(label=_("Open question"), method="passed")
    matter = django_filters.ChoiceFilter(label=_("Matter"), method="in_matter")
    assigned = django_filters.ChoiceFilter(label=_("Assigned to"), method="for_whom")
    family = django_filters.CharFilter(label=_("Family"), method="passed")
    sort = django_filters.ChoiceFilter(
        label=_("Order of rows"),
        choices=[
            ("entered", _("entered first")),
            ("-entered", _("entered last")),
            ("status", _("unknown first")),
            ("-status", _("not protected first")),
        ],
        method="passed",
        empty_label=None,
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, people: QuerySet[Person], user: User, at: datetime) -> None:
        self.at = at
        super().__init__(data, queryset=people)
        matters = selectors.matters_of(user, at)
        members = selectors.colleagues(user, Permission.SEE_PEOPLE, at)
        self.form.fields["order"].choices = [("", _("(no order)")), *orders()]
        self.form.fields["matter"].choices = [
            ("", _("(all)")),
            *((str(each.pk), each.title) for each in matters),
        ]
        self.form.fields["assigned"].choices = [
            ("", _("(anybody)")),
            (NOBODY, _("nobody")),
            *((str(each.pk), each.username) for each in members),
        ]

    @property
    def cleaned(self) -> dict[str, str]:
        """What was asked, as far as it makes sense; the rest is blank."""
        self.form.is_valid()
        return {name: self.form.cleaned_data.get(name) or "" for name in self.form.fields}

    def people(self) -> QuerySet[Person]:
        """The people who fit what the database knows."""
        asked = self.cleaned
        found: QuerySet[Person] = self.queryset
        for name, apply in (("matter", self.in_matter), ("assigned", self.for_whom)):
            if asked[name]:
                found = apply(found, name, asked[name])
        return found.order_by("-created", "-pk") if asked["sort"] == "-entered" else found

    def passed(self, people: QuerySet[Person], _name: str, _value: Any) -> QuerySet[Person]:
        """Asked of lines, not of rows."""
        return people

    def in_matter(self, people: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        """Those in a matter."""
        return people.filter(matters=uuid.UUID(value))

    def for_whom(self, people: QuerySet[Person], _name: str, value: str) -> QuerySet[Person]:
        """Those for whom somebody, or nobody, works."""
        return selectors.assigned_to(people, None if value == NOBODY else uuid.UUID(value), self.at)


class AssignForm(forms.Form):
    """People, and who works for them until the end of a day."""

    people = forms.TypedMultipleChoiceField(coerce=uuid.UUID)
    member = forms.UUIDField()
    until = forms.DateField(required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        chosen = [(each, each) for each in data.getlist("people") if _is_uuid(each)]
        self.fields["people"].choices = chosen  # type: ignore[attr-defined]  # it is a choice


class ExportForm(forms.Form):
    """Why, and in what kind of file."""

    reason = forms.ChoiceField(choices=list(REASONS.items()))
    kind = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "XLSX")])


class ViewForm(forms.Form):
    """The name of a saved view, and the address behind the question mark."""

    name = forms.CharField(max_length=100)
    query = forms.CharField(max_length=2_000, required=False)


def kept_query(given: QueryDict, **changed: str) -> str:
    """What of an address is worth keeping, with changes; blank values are left out."""
    found = QueryDict(mutable=True)
    for name in KEPT:
        value = changed.get(name, given.get(name, ""))
        if value:
            found[name] = value
    return found.urlencode()


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
