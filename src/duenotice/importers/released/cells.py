"""What stands in one cell, as SQL macros: blank, redacted, or something; a day; yes or no.

A redacted cell says that somebody knows and does not tell; a blank one that nobody wrote anything;
"no" is an answer. The three are never the same here. Redactions are marker texts in many spellings:
``(b)(6), (b)(7)(c)``, ``(B)(6);(B)(7)(C) ``, ``b(6), b(7)c``, ``(b)(7)(E )``, ``(b)(7)e)``. Without
their marks they all read b6b7c, b7e: exemptions of 5 USC 552(b) one after the other.

Days come as month/day/year, as ISO text and as spreadsheet serial numbers, with or without a time.
No release states a time zone; the day is taken as printed.
"""

from __future__ import annotations

import duckdb

PLACEHOLDERS = "'NA', 'N/A', 'NONE', 'NULL', 'UNKNOWN', 'NAN', '#N/A'"

MACROS = (
    """macro cell_redacted(x) as case
        when x is null then false
        when contains(x, '(') then length(x) < 80 and (lower(trim(x)) = '(redacted)'
            or regexp_full_match(regexp_replace(lower(x), '[^a-z0-9]', '', 'g'), '(b[1-9][a-f]?)+'))
        when length(x) between 8 and 12 then lower(trim(x)) in ('redacted', '[redacted]')
        else false end""",
    """macro cell_text(x) as case
        when length(x) < 4 then nullif(nullif(nullif(trim(x), ''), '-'), '--')
        when left(x, 1) = ' ' or right(x, 1) = ' ' then nullif(trim(x), '')
        else x end""",
    "macro cell_read(x) as case when cell_redacted(x) then null else cell_text(x) end",
    """macro cell_day(x) as coalesce(
        try_strptime(x, ['%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S',
                         '%m/%d/%Y %I:%M %p', '%m/%d/%Y %I:%M:%S %p']),
        case when contains(x, '-') then try_cast(x as timestamp) end,
        case when regexp_full_match(x, '[1-7][0-9]{4}([.][0-9]+)?')
             then timestamp '1899-12-30' + to_seconds(round(cast(x as double) * 86400)) end)""",
    """macro cell_yes(x) as case upper(trim(x)) when 'YES' then 'yes' when 'Y' then 'yes'
        when 'NO' then 'no' when 'N' then 'no' end""",
    """macro cell_quoted(x) as case when length(x) < 60 and not regexp_matches(x, '[^ -~]') then x
        else left(regexp_replace(x, '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]', '?', 'g'), 60) end""",
    f"""macro cell_id(x) as case
        when regexp_full_match(trim(x), '[0-9.]+[eE][+][0-9]+') then null
        when upper(trim(x)) in ({PLACEHOLDERS}) then null
        when regexp_full_match(trim(x), '[A-Za-z0-9-]{{1,80}}')
             and not regexp_full_match(trim(x), '(0+|9+|-+|[xX]+)') then trim(x) end""",
)


def teach(db: duckdb.DuckDBPyConnection) -> None:
    """Define the macros in a database."""
    for macro in MACROS:
        db.execute(f"create or replace temp {macro}")
