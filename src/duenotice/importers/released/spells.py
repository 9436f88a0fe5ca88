"""Stints into custody: where it began, moved and ended, and where the rows do not say.

Theory. A *stint* is one facility; custody goes on through transfers. The stints of a person are put
into their order, and each beginning is compared with what came before it (of several, with the one that
lasted longest):

    new      nothing before it, or custody had ended: somebody was detained
    moved    the stint before ended in a transfer at most `NEAR` days earlier: the same custody
    within   the stint before had not ended yet: the same custody, written twice
    unclear  the stint before is open, ended for a reason that may or may not be a release, or in a
             transfer long ago; or ended on the very day: nobody can tell a new detention from the old

A departure between two stints makes the second new whatever the first one's end says. Only a *new*
beginning is an event; the days of an *unclear* one are days on which nobody looked, for a detention
and for a release. A release is an event only if no other stint covers its day and none begins on it. A
blank book-out is not "still held": the days from such a book-in on are not searched for a release.

Arrests are paired with a new beginning at most `EARLIER` days before or `LATER` days after, the
nearest first; the two are one act, on the earlier day. An arrest during custody is paperwork; a
"reprocessed" arrest outside of it is no event, and its day is not searched.
"""

from __future__ import annotations

import duckdb

from duenotice.importers.released.codes import REPROCESSED

NEAR = 3
"""Days between two stints of one custody: a transfer over a weekend."""
EARLIER, LATER = 5, 10
"""An arrest may be written up to five days after its book-in and lie up to ten days before it."""
BEFORE_DEPARTURE, AFTER_DEPARTURE = 3, 10
"""How far a book-out for removal and the departure may lie apart."""

REPEATED = "the same stint once more (one row for each bond amount, or written twice)"
BACKWARDS = "the stint ends before it begins"
NO_BEGINNING = "the stint has no day of book-in"
AGAIN = "an arrest of the same person within 24 hours"

_USABLE = f"""
create table stint_rows as
select canon.*, case
        when reason is null and reason_redacted then 'unread'
        when book_out is null then case when book_out_redacted then 'unread' else 'open' end
        else coalesce(endings.how, 'unread') end as how,
    coalesce(endings.way, '') as way,
    case when book_in is null then '{NO_BEGINNING}'
         when cast(book_out as date) < cast(book_in as date) then '{BACKWARDS}'
         when row_number() over (partition by person, book_in, book_out, facility, reason
                                 order by file, sheet, line) > 1 then '{REPEATED}' end as bad
from canon left join endings on endings.printed = canon.reason
where kind = 'stints';
insert into aside select kind, file, sheet, line, bad from stint_rows where bad is not null;
"""

_CHAIN = f"""
create table chain as
with numbered as (
    select *, cast(book_in as date) as day_in, cast(book_out as date) as day_out,
        row_number() over (partition by person
            order by book_in, coalesce(book_out, timestamp '9999-12-31'), file, sheet, line) as n
    from stint_rows where bad is null
), ordered as (
    select *, lead(day_in) over own as next_in,
        max({{'till': coalesce(day_out, day_in), 'n': n, 'how': how, 'day_in': day_in, 'day_out': day_out}})
            over (own rows between unbounded preceding and 1 preceding) as before
    from numbered window own as (partition by person order by n)
), compared as (
    select *, before.how as before_how, before.day_in as before_in, before.day_out as before_out,
        before.till as reach from ordered
), left_between as (
    select distinct compared.person, compared.n from compared join departures
    on departures.person = compared.person
    and departures.day between compared.before_out - {BEFORE_DEPARTURE} and compared.day_in - 1
    and compared.before_out < compared.day_in
)
select compared.*, case
    when compared.n = 1 then 'new'
    when before_how = 'open' or before_out is null then 'unclear'
    when day_in < reach then 'within'
    when left_between.n is not null then 'new'
    when before_how = 'moved' and day_in - before_out <= {NEAR} then 'moved'
    when before_how in ('moved', 'maybe', 'unread') then 'unclear'
    when day_in = before_out then 'unclear'
    else 'new' end as beginning
from compared left join left_between using (person, n);
"""

_ON_PAPER = f"lower(coalesce(method, '')) = '{REPROCESSED}'"
_ARRESTS = f"""
create table arrest_rows as
with steps as (
    select *, {_ON_PAPER} as on_paper,
        coalesce(date_diff('hour', lag(apprehended) over own, apprehended) > 24, true) as first
    from canon where kind = 'arrests' and apprehended is not null
    window own as (partition by person order by apprehended, file, sheet, line)
), groups as (
    select *, sum(cast(first as integer)) over (partition by person order by apprehended, file, sheet, line
        rows unbounded preceding) as act from steps
)
select *, cast(apprehended as date) as day, row_number() over (partition by person, act
        order by on_paper, apprehended, file, sheet, line) as copy
from groups;
insert into aside select kind, file, sheet, line, '{AGAIN}' from arrest_rows where copy > 1;
create table paired as
select arrest_rows.person, arrest_rows.file, arrest_rows.sheet, arrest_rows.line, arrest_rows.day,
    chain.n, chain.beginning
from arrest_rows join chain on chain.person = arrest_rows.person
    and chain.beginning in ('new', 'unclear')
    and chain.day_in - arrest_rows.day between -{EARLIER} and {LATER}
where copy = 1
qualify row_number() over (partition by arrest_rows.person, arrest_rows.line
    order by abs(chain.day_in - arrest_rows.day), chain.n) = 1;
create table alone as
select arrest_rows.*, (select min(day_in) from chain
    where chain.person = arrest_rows.person and chain.day_in > arrest_rows.day) as next_in
from arrest_rows
anti join paired using (person, file, sheet, line)
where copy = 1 and not exists (
    select 1 from chain where chain.person = arrest_rows.person
    and arrest_rows.day between chain.day_in and coalesce(chain.day_out, date '9999-12-31'));
"""

_COVERED = """(coalesce(reach, day_out) > day_out or coalesce(next_in, day_out + 1) <= day_out
    or coalesce(reach = day_out and day_in < reach and before_how <> 'released', false))"""
_EVENTS = f"""
insert into events
select person, 'detention for removal', '', cast(least(day_in, coalesce(first_arrest, day_in)) as varchar),
    source_of(file, sheet, line)
from chain left join (
    select person, n, min(day) as first_arrest from paired where beginning = 'new' group by all
) using (person, n)
where beginning = 'new'
union all
select person, 'detention for removal', '', cast(day as varchar), source_of(file, sheet, line)
from alone where not on_paper
union all
select person, 'transfer', '', cast(before_out as varchar), source_of(file, sheet, line)
from chain where beginning = 'moved'
union all
select person, 'release from ICE custody', way, cast(day_out as varchar), source_of(file, sheet, line)
from chain where how = 'released' and day_out is not null
    and not {_COVERED}
union all
select person, 'death', '', cast(day_out as varchar), source_of(file, sheet, line)
from chain where how = 'died' and day_out is not null
"""

_FAR = "date '9999-12-31'"
_UNCLEAR = f"""
insert into unclear
select person, term, coalesce(before_out, before_in), day_in
from chain, both_terms where beginning = 'unclear'
union all
select person, 'release from ICE custody', day_out, day_out from chain
where how = 'released' and {_COVERED}
union all
select person, 'release from ICE custody', coalesce(day_out, day_in),
    greatest(coalesce(next_in, {_FAR}), coalesce(day_out, day_in))
from chain where how in ('maybe', 'unread', 'open')
    or (how = 'moved' and (next_in is null or next_in - day_out > {NEAR}))
union all
select person, term, cast(book_out as date), cast(book_in as date)
from stint_rows, both_terms where bad = '{BACKWARDS}'
union all
select person, term, date '0001-01-01', coalesce(cast(book_out as date), {_FAR})
from stint_rows, both_terms where bad = '{NO_BEGINNING}'
union all
select person, 'release from ICE custody', cast(stay_out as date), cast(stay_out as date)
from stint_rows join endings on endings.printed = stint_rows.stay_reason and endings.how = 'released'
where stay_out is not null and not exists (
    select 1 from chain where chain.person = stint_rows.person and chain.how = 'released'
    and abs(chain.day_out - cast(stay_out as date)) <= {NEAR})
union all
select person, 'release from ICE custody', day, coalesce(next_in, {_FAR}) from alone
union all
select person, 'detention for removal', day, day from alone where on_paper
union all
select person, 'detention for removal', least(paired.day, day_in), greatest(paired.day, day_in)
from paired join chain using (person, n) where paired.beginning = 'unclear'
"""


def spells(db: duckdb.DuckDBPyConnection) -> None:
    """From `canon`, `endings` and `departures`: events of custody, and `unclear(person, term, lo, hi)`."""
    db.execute("create table unclear (person varchar, term varchar, lo date, hi date)")
    db.execute(
        """create temp table both_terms as
        select unnest(['detention for removal', 'release from ICE custody']) as term"""
    )
    for step in (_USABLE, _CHAIN, _ARRESTS, _EVENTS, _UNCLEAR):
        db.execute(step)


def row_arrests(db: duckdb.DuckDBPyConnection) -> None:
    """Arrests of a release without person ids: each row is an act of its own; paperwork is none."""
    db.execute(
        f"""insert into events select person, 'detention for removal', '',
            cast(cast(apprehended as date) as varchar), source_of(file, sheet, line)
        from canon where kind = 'arrests' and apprehended is not null
            and not {_ON_PAPER}"""
    )
