"""What a release is a search for: the days it covers, less the days on which its rows are unclear.

A release that was published whole covers its window, as far as its rows reach. One that came in files
by fiscal year covers what was given: the months without a gap, at least twelve of them, in which
somebody was booked in. A release from custody is searched for from a person's first stint on: what
began before the first file is in none of them.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from duenotice.importers.released.model import Profile

MONTHS = 12
"""Fewer months in a row with book-ins do not show that the files of these months were given."""


class Covered(NamedTuple):
    """Days from first to last, in ISO text."""

    since: str
    through: str


def covered(db: duckdb.DuckDBPyConnection, profile: Profile) -> tuple[Covered, ...]:
    """The days that the given files cover; none if the release is a search for nothing."""
    if not profile.searches:
        return ()
    rows = db.execute(_BY_YEAR if profile.by_year else _WHOLE, list(profile.window)).fetchall()
    return tuple(Covered(since, through) for since, through in rows if since and since <= through)


_SEEN = """select cast(book_in as date) as day from canon where kind = 'stints' and book_in is not null
    union all select cast(book_out as date) from canon where kind = 'stints' and book_out is not null"""
_WHOLE = f"""
select cast(greatest(cast($1 as date), (select min(cast(book_in as date)) from canon where kind = 'stints'))
    as varchar), cast(least(cast($2 as date), max(day)) as varchar) from ({_SEEN})
"""
_BY_YEAR = f"""
with months as (
    select distinct date_trunc('month', book_in) as month from canon
    where kind = 'stints' and book_in between cast($1 as date) and cast($2 as date)
), runs as (
    select month,
        date_diff('month', timestamp '2000-01-01', month) - row_number() over (order by month) as run
    from months
)
select cast(cast(min(month) as date) as varchar),
    cast(least(cast(max(month) + interval 1 month - interval 1 day as date), cast($2 as date),
        (select max(cast(book_in as date)) from canon where kind = 'stints'
         and book_in < max(month) + interval 1 month)) as varchar)
from runs group by run having count(*) >= {MONTHS} order by 1
"""

_PIECES = """
insert into searches
with asked as (
    select people.person, term, cast($since as date) as since, cast($through as date) as through
    from people, (select unnest($terms) as term)
    where term <> 'release from ICE custody'
    union all
    select person, 'release from ICE custody', greatest(cast($since as date), min(cast(book_in as date))),
        cast($through as date)
    from canon where kind = 'stints' and book_in is not null
        and list_contains($terms, 'release from ICE custody')
    group by person
), cuts as (
    select person, term, since, through, greatest(lo, since) as lo, least(hi, through) as hi
    from asked join unclear using (person, term) where lo <= through and hi >= since
), pieces as (
    select person, term, lo - 1 as through, coalesce(1 + max(hi) over (partition by person, term
        order by lo, hi rows between unbounded preceding and 1 preceding), since) as since
    from cuts
    union all
    select person, term, max(through), max(hi) + 1 from cuts group by person, term
    union all
    select person, term, through, since from asked anti join cuts using (person, term)
)
select person, term, cast(since as varchar), cast(through as varchar), $where, $source
from pieces where since <= through
"""


def searched(db: duckdb.DuckDBPyConnection, profile: Profile, spans: tuple[Covered, ...]) -> None:
    """The rows of `searches`."""
    for span in spans:
        db.execute(
            _PIECES,
            {
                "since": span.since,
                "through": span.through,
                "terms": list(profile.searches),
                "where": profile.searched_in,
                "source": f"{profile.release}, all rows about this person",
            },
        )
