"""The form for a notice that somebody holds in hand."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duenotice.web.ledger.services import METHODS, Typed
from duenotice.web.today.candidates import notices

DAYS = ("dated", "mailed", "postmarked", "received", "given")
RECIPIENTS = (
    ("", _("to the person")),
    ("to counsel", _("to counsel")),
    ("to class counsel", _("to class counsel")),
)
SERVED = {
    "": _("not known"),
    "mailed": _("mailed"),
    "handed": _("handed over"),
    "oral": _("spoken"),
    "written": _("in writing, way not known"),
}


class NoticeForm(forms.Form):
    """Every field but the sort of notice may be left open: what is not known is not guessed."""

    kind = forms.ChoiceField(choices=lambda: [(each, each) for each in notices()])
    method = forms.ChoiceField(choices=[(each, SERVED[each]) for each in METHODS], required=False)
    dated = forms.DateField(required=False)
    mailed = forms.DateField(required=False)
    postmarked = forms.DateField(required=False)
    received = forms.DateField(required=False)
    given = forms.DateField(required=False)
    language = forms.CharField(max_length=60, required=False)
    recipient = forms.ChoiceField(choices=RECIPIENTS, required=False)
    address = forms.CharField(max_length=500, required=False)
    source = forms.CharField(max_length=500, required=False)
    version = forms.IntegerField(min_value=1)

    def __init__(self, data: object = None, *, today: date, **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]  # as Django's own
        self.today = today

    def clean(self) -> dict[str, object]:
        """No day lies in the future (a letter may bear tomorrow's day in another zone)."""
        found: dict[str, object] = super().clean() or {}
        for name in DAYS:
            day = found.get(name)
            if isinstance(day, date) and not date(1990, 1, 1) <= day <= self.today + timedelta(days=1):
                self.add_error(name, gettext("This day is not between 1990 and today."))
        if not any(found.get(name) for name in DAYS) and not self.errors:
            self.add_error(None, gettext("Give at least one day."))
        return found

    def typed(self) -> Typed:
        """What was read off the notice."""
        data = self.cleaned_data
        days = {name: data[name] for name in DAYS if data[name]}
        return Typed(
            data["kind"],
            data["method"],
            days,
            data["language"],
            data["recipient"],
            data["address"],
            data["source"],
        )
