"""What the rows of every release say beside custody: nationality, orders, departures, crimes, detainers.

Final-order fields speak as of the extract, not as of the row's own day. So each distinct day is one
order of the person; "yes" without a day is one on or before the extract; "no" is no order *then*, and
never a search for one (an old order may have been vacated, or overwritten by its reinstatement). A day
beside a "no" contradicts it: neither is used. The order that a reinstated one reinstates is on no row.
"""

from __future__ import annotations

import duckdb

from duenotice.importers.released import codes
from duenotice.importers.released.model import Profile, literal
from duenotice.importers.released.spells import AFTER_DEPARTURE, BEFORE_DEPARTURE


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(literal(value) for value in values)


_REINSTATED = f"""(category like '{codes.REINSTATED}%'
    or upper(disposition) in ({_listed(codes.REINSTATED_DISPOSITIONS)}))"""
_SAID_NO = "cell_yes(final_yes) = 'no'"
_CATEGORY_FINAL = f"left(category, instr(category, ']')) in ({_listed(codes.ORDER_FINAL)})"

DEPARTURES = f"""
create table departures as
select person, cast(departed as date) as day, bool_or(kind = 'removals'
        or left(status, 2) in ({_listed(codes.LEFT_BY_REMOVAL)})) as removed,
    min(source_of(file, sheet, line)) as source
from canon where departed is not null group by person, day
"""

_PEOPLE = """
insert into people select distinct person from canon;
"""

_NATIONALITY = """
insert into facts
select person, 'nationality', countries, '', '', min(source) from (
    select person, coalesce(countries, '') as countries, source_of(file, sheet, line) ||
        case when citizenship_redacted then ': citizenship redacted'
             when countries = '' then ': citizenship printed as ' || cell_quoted(citizenship)
             else '' end as source
    from canon left join nations on nations.printed = canon.citizenship
    where citizenship is not null or citizenship_redacted)
group by person, countries
qualify countries <> '' or count(*) over (partition by person) = 1
"""

_ORDERS = f"""
insert into events
select person, 'final order of removal', '', cast(cast(final_date as date) as varchar),
    min(source_of(file, sheet, line) || ', as of the extract' ||
        case when {_REINSTATED} then ', reinstated order' else '' end)
from canon where final_date is not null and not coalesce({_SAID_NO}, false)
group by person, cast(final_date as date);
insert into events
select person, 'final order of removal', '', $UP_TO_EXTRACT,
    min(source_of(file, sheet, line) || ', as of the extract: ' ||
        case when final_date_redacted then 'day redacted' else 'no day given' end)
from canon where final_date is null and (cell_yes(final_yes) = 'yes'
    or (final_yes is null and {_CATEGORY_FINAL}))
    and person not in (
        select person from canon where final_date is not null and not coalesce({_SAID_NO}, false))
group by person
"""

_DEPARTED = """
insert into events
select person, 'removal', '', cast(day as varchar), source from departures where removed
union all
select person, 'removal', '', cast(cast(prior_departed as date) as varchar), min(source_of(file, sheet, line))
from canon where prior_departed is not null group by person, cast(prior_departed as date)
"""

_DEPARTED_FROM_CUSTODY = f"""
insert into events
select chain.person, 'removal', '', coalesce(cast(near.day as varchar), cast(day_out as varchar) || '~'),
    min(source_of(file, sheet, line))
from chain left join departures near on near.person = chain.person
    and near.day between day_out - {BEFORE_DEPARTURE} and day_out + {AFTER_DEPARTURE}
where how = 'removed' and day_out is not null and (near.day is null or not near.removed)
group by chain.person, near.day, day_out
"""

_PRESENCE = """
insert into facts
select person, 'presence', 'in the United States', cast(min(day_in) as varchar), cast(day_out as varchar),
    min(source_of(file, sheet, line))
from chain where day_out is not null group by person, day_in, day_out
"""

_ROW_DAY = "cast(coalesce(book_in, apprehended, prepared, met, departed) as date)"
_CRIME_TERMS = " ".join(f"when '{code}' then '{term}'" for code, term in codes.CRIMINALITY.items())
_CRIMES = f"""
insert into events
select person, 'conviction', '', cast(cast(convicted as date) as varchar), min(source_of(file, sheet, line))
from canon where convicted is not null group by person, cast(convicted as date);
insert into events
select person, term, '', '../' || cast(day as varchar), source from (
    select person, case left(criminality, 1) {_CRIME_TERMS} end as term,
        min({_ROW_DAY}) as day, min(source_of(file, sheet, line)) as source
    from canon where left(criminality, 1) in ({_listed(tuple(codes.CRIMINALITY))}) and {_ROW_DAY} is not null
    group by person, term) told
where not (term = 'conviction' and exists (
    select 1 from canon where canon.person = told.person and cast(convicted as date) <= told.day))
"""

_DETAINERS = """
insert into events
select person, 'other detention', '', '../' || cast(cast(prepared as date) as varchar),
    min(source_of(file, sheet, line))
from canon where kind = 'detainers' and prepared is not null group by person, cast(prepared as date)
"""

_DEATHS = f"""
insert into events
select person, 'death', '', $UP_TO_EXTRACT, min(source_of(file, sheet, line)) from canon
where left(status, 2) = '{codes.DIED_STATUS}'
    and person not in (select person from events where term = 'death') group by person
"""


def departures(db: duckdb.DuckDBPyConnection) -> None:
    """`departures(person, day, removed, source)`, before custody is put together."""
    db.execute(DEPARTURES)


def entries(db: duckdb.DuckDBPyConnection, profile: Profile, kinds: set[str]) -> None:
    """Everything but custody into `people`, `facts` and `events`."""
    up_to = f"'../{profile.extract}'" if profile.extract else "'unknown'"
    steps = [_PEOPLE, _NATIONALITY, _ORDERS, _DEPARTED, _CRIMES, _DETAINERS, _DEATHS]
    if "stints" in kinds:
        steps += [_DEPARTED_FROM_CUSTODY, _PRESENCE]
    for step in steps:
        db.execute(step.replace("$UP_TO_EXTRACT", up_to))
