"""What the immigration court's tables say of a case: orders and when they can have become final.

Theory. No column holds a final-order date. An order of the judge to remove, deport or exclude becomes
final (8 CFR 1241.1, to verify) at once if it was made in absentia; when appeal is waived or the time for
it lapses; or when the Board dismisses the appeal. So:

    in absentia                            the day of the decision
    no case appeal in tblAppeal            from the decision through the day on which appeal was due,
                                           which is 30 days after it where the table leaves it out, and
                                           `SLACK` days more, for days on which nobody could file
    a case appeal, dismissed or affirmed   the day of the Board's decision
    a case appeal, anything else           no order: open, sustained or remanded
    tblAppeal is not among the files       no order: nobody can tell whether it was appealed

Appeals are matched by proceeding, and by case where the appeal names none.
"""

from __future__ import annotations

import duckdb

from duenotice.importers.released import codes
from duenotice.importers.released.model import literal

SLACK = 4
"""A due day on a weekend or holiday moves to the next day of business (8 CFR 1003.38(b), to verify)."""

_DECIDED = " or ".join(
    f"(upper(case_type) = '{kind}' and upper(decision) = '{code}')" for kind, code in codes.COURT_ORDERS
)
_KEPT = ", ".join(literal(code) for code in codes.BIA_KEPT_THE_ORDER)
_DENIED = ", ".join(literal(code) for code in codes.BIA_DENIED)
_CASE_APPEALS = ", ".join(literal(kind) for kind in codes.CASE_APPEALS)

_NATIONALITY = """
insert into facts
select person, 'nationality', coalesce(countries, ''), '', '', min(source_of(file, sheet, line))
from canon left join nations on nations.printed = canon.citizenship
where citizenship is not null group by person, countries
"""

_ORDERS = f"""
create table court_orders as
select person, proceeding, cast(completed as date) as day, upper(absentia) = 'Y' as absentia,
    cast(appeal_due as date) as due, source_of(file, sheet, line) as source
from canon where kind = 'proceeding' and completed is not null and ({_DECIDED});
create table case_appeals as
select person, proceeding, cast(appeal_filed as date) as filed, cast(appeal_decided as date) as decided,
    upper(decision) in ({_KEPT}) as kept
from canon where kind = 'appeal' and lower(appeal_type) in ({_CASE_APPEALS});
insert into events
select person, 'final order of removal', '', said, source from (
    select court_orders.person, court_orders.source, case
        when coalesce(absentia, false) then cast(day as varchar)
        when count(case_appeals.person) = 0 then
            cast(day as varchar) || '/' || cast(greatest(coalesce(due, day + 30), day) + {SLACK} as varchar)
        when count(*) filter (not coalesce(kept, false) or decided is null) = 0
            then cast(max(decided) as varchar) end as said
    from court_orders left join case_appeals on case_appeals.person = court_orders.person
        and (case_appeals.proceeding is null or case_appeals.proceeding = court_orders.proceeding)
    where $APPEALS or coalesce(absentia, false)
    group by court_orders.person, court_orders.proceeding, source, day, due, absentia)
where said is not null
"""

_APPEALS = f"""
insert into events
select person, 'appeal to the BIA', '', cast(cast(appeal_filed as date) as varchar),
    source_of(file, sheet, line)
from canon where kind = 'appeal' and appeal_filed is not null
    and lower(appeal_type) in ({_CASE_APPEALS}, 'appeal of ij mtr')
union all
select person, 'BIA denial', '', cast(cast(appeal_decided as date) as varchar), source_of(file, sheet, line)
from canon where kind = 'appeal' and appeal_decided is not null and upper(decision) in ({_DENIED})
    and lower(appeal_type) in ({_CASE_APPEALS}, 'appeal of ij mtr', 'mtr bia')
union all
select person, 'stay of removal ' || case upper(stay_grant) when 'G' then 'granted' else 'denied' end, '',
    coalesce(cast(cast(completed as date) as varchar), 'unknown'), source_of(file, sheet, line)
from canon where kind = 'motion' and upper(stay_grant) in ('G', 'D')
"""


def court_entries(db: duckdb.DuckDBPyConnection, kinds: set[str]) -> None:
    """The court's tables into `people`, `facts` and `events`; one case is one person."""
    db.execute("insert into people select distinct person from canon")
    appeals = "true" if "appeal" in kinds else "false"
    for step in (_NATIONALITY, _ORDERS, _APPEALS):
        db.execute(step.replace("$APPEALS", appeals))
