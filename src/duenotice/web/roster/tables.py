"""The table of the roster, for django-tables2: the columns of one page whose rows were opened already."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _


class RosterTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row a person; the rows come sorted and cut (`selectors`), so the table sorts nothing."""

    chosen = tables.TemplateColumn(
        template_name="roster/cells/chosen.html", verbose_name=_("Choose"), orderable=False
    )
    name = tables.TemplateColumn(template_name="roster/cells/name.html", verbose_name=_("Name"))
    status = tables.TemplateColumn(template_name="roster/cells/status.html", verbose_name=_("Status"))
    missing = tables.TemplateColumn(template_name="roster/cells/missing.html", verbose_name=_("Missing"))
    matters = tables.TemplateColumn(template_name="roster/cells/matters.html", verbose_name=_("Matter"))
    assigned = tables.TemplateColumn(
        template_name="roster/cells/assigned.html", verbose_name=_("Assigned to")
    )
    family = tables.TemplateColumn(template_name="roster/cells/family.html", verbose_name=_("Family"))
    entered = tables.DateColumn(format="Y-m-d", verbose_name=_("Entered"))

    class Meta:
        template_name = "roster/table.html"
        orderable = False

    def __init__(self, rows: Any, *, leads: bool, order: bool) -> None:
        left_out = [*([] if leads else ["chosen"]), *([] if order else ["status", "missing"])]
        super().__init__(rows, exclude=tuple(left_out))
        self.caption = _("People on the roster")


class ChangesTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """Who changes, one row a person."""

    name = tables.TemplateColumn(template_name="roster/cells/name.html", verbose_name=_("Name"))
    before = tables.TemplateColumn(template_name="roster/cells/before.html", verbose_name=_("Before"))
    after = tables.TemplateColumn(template_name="roster/cells/after.html", verbose_name=_("After"))

    class Meta:
        template_name = "roster/table.html"
        orderable = False

    def __init__(self, rows: Any) -> None:
        super().__init__(rows)
        self.caption = _("People who change")
