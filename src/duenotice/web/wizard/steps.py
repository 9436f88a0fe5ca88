"""The steps before the preview: header row, columns, values and dates."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duenotice.importers.roster.rows import raw
from duenotice.problems import Refused
from duenotice.web.pages import declares, needs
from duenotice.web.policy import Permission
from duenotice.web.site.answers import page
from duenotice.web.site.requests import now
from duenotice.web.wizard import forms, selectors, services
from duenotice.web.wizard.choices import ORDERS
from duenotice.web.wizard.doors import acts, open_batch, problem_of, read
from duenotice.web.wizard.meanings import groups, values_of
from duenotice.web.wizard.reading import asked
from duenotice.web.wizard.sheets import Table, clean

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_SHEETS = 15, 8, 8


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The first rows of each sheet: which is the header?"""
    found, context = open_batch(request, batch), dict[str, Any]()
    tables = selectors.tables_in(found)
    if request.method == "POST":
        sent = forms.header_row(request.POST.dict(), tables)
        try:
            if sent is not None:
                choices = services.with_sheet(found, *sent)
                services.choose(by=acts(request, found), batch=found, choices=choices, at=now())
                return redirect("import_columns", batch=found.pk)
            context["said"] = _("Choose the row that holds the names of the columns.")
        except Refused as refused:
            context["refused"] = problem_of(refused, found.name)
    with transaction.atomic():
        read(request, found)
    choices = selectors.choices_of(found)
    sheets = [_shown(at, table, choices.sheet, choices.row) for at, table in enumerate(tables[:SHOWN_SHEETS])]
    return page(request, "wizard/sheet.html", batch=found, sheets=sheets, **context)


def _shown(at: int, table: Table, sheet_: str, row_: int) -> dict[str, Any]:
    rows = [row for row in table.rows if any(cell != "" for cell in row.cells)][:SHOWN_ROWS]
    shown = [
        {
            "value": f"{at}:{row.number}",
            "number": row.number,
            "cells": [clean(raw(cell))[:60] for cell in row.cells[:SHOWN_COLUMNS]],
            "chosen": table.name == sheet_ and row.number == row_,
        }
        for row in rows
    ]
    return {"name": clean(table.name), "rows": shown}


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What each column means, with sample values."""
    found, context = open_batch(request, batch), dict[str, Any]()
    table, choices = selectors.table_of(found), selectors.choices_of(found)
    labels = table.labels(choices.row)
    digest = forms.digest(choices.sheet, choices.row)
    if request.method == "POST":
        sent: dict[str, Any] = request.POST.dict()
        chosen = forms.columns(sent, choices, labels)
        if sent.get("digest") != digest:
            context["said"] = _("Somebody chose another header row meanwhile. Look at the columns again.")
        elif not chosen.columns:
            context["said"] = _("Say of at least one column what it means.")
        else:
            services.choose(by=acts(request, found), batch=found, choices=chosen, at=now())
            return redirect("import_values", batch=found.pk)
    with transaction.atomic():
        read(request, found)
    rows = [
        {
            "name": f"c{at}",
            "label": label,
            "meaning": choices.columns.get(label, ""),
            "samples": table.samples(choices.row, at),
            "together": label == choices.together,
        }
        for at, label in enumerate(labels)
    ]
    return page(
        request, "wizard/columns.html", batch=found, rows=rows, groups=groups(), digest=digest, **context
    )


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["GET", "HEAD", "POST"])
def values(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What spellings mean that mean nothing yet, and in which order ambiguous dates are."""
    found, context = open_batch(request, batch), dict[str, Any]()
    table, choices = selectors.table_of(found), selectors.choices_of(found)
    open_ = asked(table, choices)
    digest = forms.digest([(each.label, each.text) for each in open_.spellings])
    if request.method == "POST":
        sent: dict[str, Any] = request.POST.dict()
        chosen, wrong = forms.values(sent, choices, open_)
        if sent.get("digest") != digest:
            context["said"] = _("The list was changed meanwhile. Look at the values again.")
        else:
            services.choose(by=acts(request, found), batch=found, choices=chosen, at=now())
            if not wrong and not asked(table, chosen).more:
                return redirect("import_preview", batch=found.pk)
            context["wrong"] = wrong
            choices, open_ = chosen, asked(table, chosen)
            digest = forms.digest([(each.label, each.text) for each in open_.spellings])
    with transaction.atomic():
        read(request, found)
    rows = [
        {
            "name": f"v{at}",
            "said": each,
            "list": f"values-of-{each.meaning}".replace(" ", "-").replace(":", "-"),
        }
        for at, each in enumerate(open_.spellings)
    ]
    lists = {row["list"]: values_of(row["said"].meaning) for row in rows}  # type: ignore[attr-defined]  # a spelling
    context |= {"rows": rows, "lists": lists, "more": open_.more, "ambiguous": open_.ambiguous}
    context |= {"dates": choices.dates, "orders": ORDERS, "digest": digest}
    return page(request, "wizard/values.html", batch=found, **context)
