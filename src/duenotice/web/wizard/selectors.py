"""Reading batches: which of them somebody sees, and the preview of one."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from duenotice.web.accounts.models import User
from duenotice.web.keys import ring
from duenotice.web.matters.models import Matter, OnMatter, Wall
from duenotice.web.policy import Permission, organisations, people_for, visible_people
from duenotice.web.wizard import choices as chosen
from duenotice.web.wizard.choices import Choices
from duenotice.web.wizard.comparing import Fate, Line, compared, rejected
from duenotice.web.wizard.models import Batch, Remembered, State
from duenotice.web.wizard.reading import Listed, listed
from duenotice.web.wizard.sheets import Table, clean, sheet_named, tables_of

PARTNER = "wizard_remembered.partner"


@dataclass(frozen=True)
class Preview:
    """Every line of a list; `seal` tells whether what it rests on has changed when it is taken in."""

    lines: tuple[Line, ...]
    header: tuple[str, ...]
    rows: int
    seal: str

    @property
    def counts(self) -> dict[Fate, int]:
        """How many rows of the file have each fate."""
        counted = Counter[Fate]()
        for line in self.lines:
            counted[line.fate] += len(line.rows.places)
        return {fate: counted[fate] for fate in Fate}


def batches_of(user: User, at: datetime) -> QuerySet[Batch]:
    """One's own batches, and those handed over: to be taken in, or taken into a matter one works on."""
    stages = organisations(user, Permission.STAGE_IMPORTS, at)
    commits = organisations(user, Permission.COMMIT_IMPORTS, at)
    into = Q(state=State.OPEN) | Q(matter__in=matters_of(user, at))
    seen = (
        Q(uploaded_by=user.pk, organisation__in=stages)
        | Q(handed__isnull=False, organisation__in=commits) & into
    )
    current = Q(expires__gt=at) | ~Q(state=State.OPEN)
    return Batch.objects.filter(seen & current).order_by("-created", "pk")


def may_commit(user: User, batch: Batch, at: datetime) -> bool:
    """Whether somebody may take this batch in, and so may see what is on file beside it."""
    return str(batch.organisation_id) in organisations(user, Permission.COMMIT_IMPORTS, at)


def matters_of(user: User, at: datetime) -> QuerySet[Matter]:
    """The open matters that somebody works on, in organisations where they take imports in."""
    held = organisations(user, Permission.COMMIT_IMPORTS, at)
    on = OnMatter.objects.filter(Q(until=None) | Q(until__gt=at), user=user.pk, organisation_id__in=held)
    walls = Wall.objects.filter(user=user.pk).exclude(matter=None)
    found = Matter.objects.filter(pk__in=on.values("matter"), closed=None)
    return found.exclude(pk__in=walls.values("matter")).order_by("created", "pk")


def choices_of(batch: Batch) -> Choices:
    """What was chosen so far."""
    return chosen.from_json(batch.choices)


def tables_in(batch: Batch) -> tuple[Table, ...]:
    """The sheets of an open batch. They could be read when it was uploaded."""
    return tables_of(batch.content, choices_of(batch).encoding)


def table_of(batch: Batch) -> Table:
    """The sheet that was chosen."""
    tables = tables_in(batch)
    return sheet_named(tables, choices_of(batch).sheet) or tables[0]


def listed_in(batch: Batch) -> Listed:
    """The people and the rejected rows of the chosen sheet."""
    source = f"{batch.partner}, {batch.name}" if batch.partner else batch.name
    return listed(table_of(batch), choices_of(batch), source)


def preview_of(batch: Batch, user: User, at: datetime) -> Preview:
    """The list beside what is on file, as far as somebody may see it."""
    found = listed_in(batch)
    visible = visible_people(user, at).filter(organisation=batch.organisation_id)
    crimes = people_for(user, Permission.READ_CONVICTIONS, at)
    lines = (*compared(batch.organisation_id, found.people, visible, crimes), *rejected(found.rejected))
    return Preview(lines, found.header, found.rows, _seal(batch, lines))


def own_preview(batch: Batch) -> Preview:
    """The list by itself, for whoever may not see what is on file."""
    found = listed_in(batch)
    lines = (*(Line(Fate.NEW, each.rows, each) for each in found.people), *rejected(found.rejected))
    return Preview(lines, found.header, found.rows, "")


def remembered(organisation: UUID | str, partner: str) -> Choices | None:
    """What was chosen for the last list of a partner."""
    rows = Remembered.objects.filter(organisation_id=organisation, partner=partner_key(organisation, partner))
    row = rows.first() if clean(partner) else None
    return chosen.from_json(row.choices) if row else None


def partner_key(organisation: UUID | str, partner: str) -> bytes:
    """The keyed hash by which a partner is found, however the name is spaced."""
    return ring.current().blind(str(organisation), PARTNER, clean(partner).casefold())


def _seal(batch: Batch, lines: tuple[Line, ...]) -> str:
    said = [[line.fate, line.rows.places, str(line.person), line.version, line.reasons] for line in lines]
    text = json.dumps([str(batch.pk), batch.choices, said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
