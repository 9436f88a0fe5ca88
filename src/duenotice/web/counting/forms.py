"""The question of the page, read from its address: every field has an answer beside it, right or wrong."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from duenotice.days.calendars import Calendar
from duenotice.days.counting import RULES, Count, Service
from duenotice.days.counting.count import count
from duenotice.days.counting.periods import Periods
from duenotice.days.typed import day_from
from duenotice.problems import Problem, Refused

UNITS: Final = (
    ("days", _("days")),
    ("court days", _("court days: weekends and holidays are skipped")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("years", _("years")),
)
DIRECTIONS: Final = (
    ("after", _("forward: the period comes after this day")),
    ("before", _("backward: the period comes before this day")),
)
SERVICES: Final = {
    Service.NONE: _("no paper was served, or it does not matter"),
    Service.PERSONAL: _("handed over"),
    Service.MAIL: _("by mail"),
    Service.ELECTRONIC: _("electronically"),
    Service.CLERK: _("left with the clerk"),
    Service.OTHER: _("another way that was agreed to"),
    Service.CARRIER: _("by a private carrier"),
    Service.OFFICE_OR_DWELLING: _("left at the office or the home"),
}
AUTO: Final = "auto"
FIRST: Final = {"direction": "after", "unit": "days", "rules": AUTO, "court": "any", "service": "none"}
"""What an address that leaves a field out means."""


class CountForm(forms.Form):
    """A period: how many, counted from which day, in which direction, by which rule."""

    day = forms.CharField(label=_("Day to count from"), max_length=40)
    number = forms.RegexField(
        r"^[0-9]{1,6}$",
        label=_("How many"),
        error_messages={"invalid": _("Write a whole number from 0 to 100000, in digits.")},
    )
    unit = forms.ChoiceField(label=_("Of what"), choices=UNITS)
    direction = forms.ChoiceField(label=_("Direction"), choices=DIRECTIONS)
    rules = forms.ChoiceField(label=_("Rule of counting"))
    court = forms.ChoiceField(label=_("Whose holidays"))
    service = forms.ChoiceField(label=_("How the paper was served"), choices=list(SERVICES.items()))

    def __init__(self, data: dict[str, str] | None = None) -> None:
        super().__init__(data, auto_id="%s", initial=FIRST, use_required_attribute=True)
        choices = {"rules": rules(), "court": courts()}
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        for name in ("day", "number"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
            self.fields[name].error_messages["required"] = _("Fill this in.")
        self.fields["number"].widget.attrs["inputmode"] = "numeric"
        self.fields["day"].help_text = _("As 2019-01-19, 01/19/2019 (month first) or 19 Jan 2019")

    def clean_day(self) -> date:
        """The day that was typed."""
        try:
            return day_from(self.cleaned_data["day"])
        except Refused as refused:
            raise forms.ValidationError(said(refused.problems[0])) from None

    def counted(self) -> Count | None:
        """The count, or None with what is wrong beside a field."""
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        try:
            return count(
                asked["day"],
                int(asked["number"]),
                asked["unit"],
                asked["direction"],
                Periods(asked["court"]).rules if asked["rules"] == AUTO else asked["rules"],
                asked["court"],
                asked["service"],
            )
        except Refused as refused:
            problem = refused.problems[0]
            self.add_error(_beside(problem, asked["day"]), said(problem))
            return None


def form_of(query: Any) -> CountForm:
    """The form of an address; empty if it asks nothing. query: its fields by name."""
    asked = {name: query[name] for name in CountForm.base_fields if name in query}
    return CountForm(FIRST | asked) if asked else CountForm()


def _beside(problem: Problem, day: date) -> str:
    """The field by which a refusal of the count stands: the calendar is left by a day or by a length."""
    if problem.code == "C02":
        return "court"
    calendar = Calendar.load()
    outside = not calendar.first <= day.toordinal() <= calendar.last
    return "day" if problem.code == "C03" and outside else "number"


def rules() -> list[tuple[str, Any]]:
    """The rule sets."""
    return [
        (AUTO, _("by the court; otherwise the civil rule, FRCP 6")),
        *((r.name, r.title) for r in RULES.values()),
    ]


def courts() -> list[tuple[str, Any]]:
    """The courts of the calendar, by name."""
    known = sorted(Calendar.load().courts.values(), key=lambda court: court.name)
    return [("any", _("federal holidays only")), *((court.id, court.name) for court in known)]


def said(problem: Problem) -> str:
    """A refusal as sentences beside a field."""
    parts = (problem.what, problem.why, problem.help)
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)
