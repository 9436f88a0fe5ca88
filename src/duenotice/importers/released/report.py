"""What was read and what was not: said before anything is counted.

The report holds aggregates only. Where its text names a number of people or rows below `SMALL`, it says
"under 11": with a rare nationality, a small number and a day can single somebody out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duenotice.importers.released.canonical import ELSEWHERE, JOINED_AGAIN
from duenotice.importers.released.counting import Oddity
from duenotice.importers.released.model import Profile
from duenotice.importers.released.searched import Covered
from duenotice.importers.released.spells import AGAIN, BACKWARDS, NO_BEGINNING, REPEATED
from duenotice.importers.released.summaries import Reconciled
from duenotice.problems import quoted

SMALL = 11
SOMEBODYS = (ELSEWHERE, JOINED_AGAIN, REPEATED, BACKWARDS, NO_BEGINNING, AGAIN)
"""Why a row is set aside of which it is known whose it is. Any other may be anybody's."""


@dataclass(frozen=True)
class FileRows:
    """One table of one file or sheet: `rows` = `kept` + all of `aside`."""

    file: str
    sheet: str
    table: str
    header_line: int
    rows: int
    kept: int
    aside: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """What one import did."""

    profile: Profile
    recognised: bool
    files: tuple[FileRows, ...]
    without_header: tuple[str, ...]
    redacted_columns: tuple[str, ...]
    unused_columns: tuple[tuple[str, str], ...]
    oddities: tuple[Oddity, ...]
    unread_codes: tuple[tuple[str, str, int], ...]
    covered: tuple[Covered, ...]
    reconciled: tuple[Reconciled, ...]
    written: Mapping[str, int]


def to_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    profile = report.profile
    return {
        "report": 1,
        "profile": profile.name,
        "release": profile.release,
        "recognised": report.recognised,
        "cannot_show": list(profile.cannot),
        "shows": list(profile.shows),
        "searches": [
            {
                "terms": list(profile.searches),
                "from": c.since,
                "through": c.through,
                "at": profile.searched_in,
            }
            for c in report.covered
        ],
        "files": [asdict(each) for each in report.files],
        "sheets_without_header": list(report.without_header),
        "redacted_columns": list(report.redacted_columns),
        "unused_columns": [{"column": name, "why": why} for name, why in report.unused_columns],
        "noticed": [asdict(each) for each in report.oddities],
        "codes_in_no_table": [{"field": f, "printed": p, "rows": n} for f, p, n in report.unread_codes],
        "summary_sheets": [asdict(each) for each in report.reconciled],
        "written": dict(report.written),
    }


def to_text(report: Report) -> str:
    """The report as text: what the release cannot show comes first."""
    return "\n".join(_lines(report)) + "\n"


def few(number: int) -> str:
    """A number that singles nobody out."""
    return f"{number:,}" if number == 0 or number >= SMALL else "under 11"


def _lines(report: Report) -> Iterator[str]:
    profile = report.profile
    found = ", recognised by its header" if report.recognised else ""
    yield f"{profile.name}: {profile.says}{found}"
    yield from _listed("This release cannot show", profile.cannot)
    yield from _listed("It shows", profile.shows)
    yield from _searches(report)
    yield from _files(report)
    yield from _listed("Sheets without a header that we know, not read", report.without_header)
    yield from _listed("Columns in which whatever is filled is redacted", report.redacted_columns)
    yield from _listed("Columns not used", [f"{name}: {why}" for name, why in report.unused_columns])
    yield from _listed("Noticed", [f"{few(one.rows)} rows: {one.says}" for one in report.oddities])
    unread = [
        f"{field} {quoted(printed)}: {few(total)} rows" for field, printed, total in report.unread_codes
    ]
    yield from _listed("Codes that are in no table, and count as unknown", unread)
    yield from _listed("Summary sheets", [_reconciled(one) for one in report.reconciled])
    yield ""
    yield "Written: " + ", ".join(f"{number:,} {table}" for table, number in report.written.items())


def _listed(title: str, items: tuple[str, ...] | list[str]) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title}:"
        yield from (f"  - {item}" for item in items)


def _searches(report: Report) -> Iterator[str]:
    terms = " and ".join(report.profile.searches)
    where = f"in {report.profile.searched_in}, less the days that are unclear"
    spans = [f"{terms}, {c.since} through {c.through}, {where}" for c in report.covered]
    nobody = sum(rows for each in report.files for why, rows in each.aside.items() if why not in SOMEBODYS)
    if spans and nobody:
        spans.append(f"{few(nobody)} rows are nobody's and may be anybody's: the search may have missed them")
    yield from _listed("Searched", spans or ["nothing: absence from these files means nothing"])


def _files(report: Report) -> Iterator[str]:
    yield ""
    yield "Rows:"
    for each in report.files:
        where = each.file + (f", sheet {each.sheet}" if each.sheet else "")
        sum_ = f"{each.kept:,} kept + {each.rows - each.kept:,} set aside"
        yield f"  {where} ({each.table}): {each.rows:,} rows = {sum_}"
        yield from (f"    set aside: {few(number)}: {reason}" for reason, number in each.aside.items())


def _reconciled(one: Reconciled) -> str:
    said = f"{one.file}: {one.kind} of FY{one.year}: {one.stated:,} in the sheet, {one.counted:,} rows"
    return said + (", equal" if one.stated == one.counted else f", {one.counted - one.stated:+,}")
