"""A preview as its page shows it: so many of each kind, each with what can be chosen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from duenotice.record.to_text import body_of
from duenotice.web.people.numbers import shown
from duenotice.web.wizard.comparing import Fate, Line
from duenotice.web.wizard.selectors import Preview
from duenotice.web.wizard.taking import ALLOWED, Decision, usual

MOST_SHOWN = 200
"""Of each kind."""
WORDS = {
    Decision.ADD: _("take in"),
    Decision.LEAVE: _("leave out: the row comes back"),
    Decision.KEEP: _("the same person: add what is new, keep what is on file where they differ"),
    Decision.TAKE: _("the same person: add everything, the list counts where they differ"),
    Decision.NEW: _("another person: add a new one"),
}


def shown_lines(preview: Preview) -> dict[str, Any]:
    """The lines by kind: `compare` (to be decided on), `new`, `there` and `refused`; and how many more."""
    by_fate: dict[Fate, list[dict[str, Any]]] = {fate: [] for fate in Fate}
    for at, line in enumerate(preview.lines):
        by_fate[line.fate].append(_line(at, line)) if len(by_fate[line.fate]) < MOST_SHOWN else None
    compare = [each for fate in (Fate.CONFLICT, Fate.DUPLICATE, Fate.UPDATE) for each in by_fate[fate]]
    return {
        "compare": compare,
        "new": by_fate[Fate.NEW],
        "refused_rows": by_fate[Fate.REJECTED],
        "most": MOST_SHOWN,
    }


def _line(at: int, line: Line) -> dict[str, Any]:
    who = line.incoming.who if line.incoming else None
    options = [(decision, WORDS[decision]) for decision in ALLOWED[line.fate]]
    return {
        "name": f"d{at}",
        "fate": line.fate,
        "line": line,
        "places": ", ".join(line.rows.places),
        "called": ", ".join((*who.names, *map(shown, who.numbers))) if who else "",
        "birth_date": who.birth_date if who else "",
        "entries": [body_of(entry) for entry in line.incoming.record.entries()] if line.incoming else [],
        "options": options,
        "usual": usual(line.fate),
    }
