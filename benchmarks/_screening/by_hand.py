"""The question in SQL written by hand, for this one order: what a careful analyst would arrive at.

Theory. A day is known as a span, from lo to hi. With O an order, R a release, V a violation (e, f), D a
detention, E an event that ends the order, a member is surely one if some sure O and R have R.lo > O.hi, no
V may lie after R (R.lo >= the last hi of any), and either some sure D lies after R (g1) or no E may lie
after O (g2); the same with *may* and *surely* exchanged for "not surely no". Days that nobody searched are
events that may be: so both truths are least and greatest days, found in one grouping (`days`), and a second
pass over orders and releases alone (`choices`). Only people who may be Cambodian are looked at. The question
is asked for today and for the day of each detention while the order may be in force (`moments`).

One text serves DuckDB, PostgreSQL, SQLite and Spark. It relies on what the generated statement does not:
that no date has several spans, and that no conviction in the data was vacated or pardoned. It gives the
truth of the class and the status of the duty, without letters and reasons.
"""

from __future__ import annotations

from typing import Any

from . import question

NEVER, LONG_AGO = 9_999_999, 0


def listed(codes: list[int]) -> str:
    """Codes for an IN, which must not be empty."""
    return ", ".join(map(str, codes)) or "-1"


def sql(codes: dict[str, Any]) -> str:
    """The statement, with the codes of this data."""
    roles = codes["roles"]
    words: dict[str, str] = {"on": str(question.ON.lo), "entered": str(question.ENTERED.lo)}
    words |= {f"{name}_sure": listed(found["2"]) for name, found in roles.items()}
    words |= {name: listed(found["2"] + found["1"]) for name, found in roles.items()}
    used = ("orders", "releases", "crimes", "breaches", "detentions", "removals", "endings", "notices")
    every = {code for name in (*used, "returned") for found in roles[name].values() for code in found}
    words["relevant"] = listed(sorted(every))
    for name, rows in codes["says"].items():
        for truth, word in ((2, "yes"), (1, "perhaps"), (0, "no")):
            words[f"{name}_{word}"] = listed([entry for entry, fits, _ in rows if fits == truth])
        words[name] = listed([entry for entry, _, _ in rows])
    needs = codes["needs"]
    parts = {"orders": "final order of removal", "releases": "release from ICE custody"}
    parts |= {"crimes": "criminal violation", "breaches": "violation of release conditions"}
    parts |= {"detentions": "detention for removal", "endings": "event ending the order"}
    parts |= {"notices": "notice of detention"}
    whens = (f"WHEN term IN ({listed(needs[need])}) THEN {code(part)}" for part, need in parts.items())
    words["part_of_term"] = f"CASE {' '.join(whens)} END"
    words["terms"] = listed([term for found in needs.values() for term in found])
    whens = (f"WHEN kind IN ({words[part]}) THEN {code(part)}" for part in used)
    words["part_of_kind"] = f"CASE {' '.join(whens)} ELSE {code('returned')} END"
    sure = listed([c for name in used for c in roles[name]["2"]])
    words["truth_of_kind"] = f"CASE WHEN kind IN ({sure}) THEN 2 ELSE 1 END"
    words |= {part: str(code(part)) for part in (*used, "returned")}
    return _TEXT.format(**words, never=NEVER, ago=LONG_AGO)


def code(part: str) -> int:
    """The number of a part."""
    return question.PARTS.index(part)


_TEXT = """
WITH surely_others AS (
  SELECT p FROM facts WHERE entry IN ({nationality_no}) AND since_lo <= 1 AND until_hi >= 3652059
), perhaps_cambodian AS (
  SELECT p FROM facts WHERE entry IN ({nationality_yes}, {nationality_perhaps})
), candidates AS (
  SELECT x.p FROM people AS x
  WHERE x.p IN (SELECT p FROM perhaps_cambodian) OR x.p NOT IN (SELECT p FROM surely_others)
), ev AS (
  SELECT p, id, lo, hi, date, paper, {part_of_kind} AS part, {truth_of_kind} AS truth
  FROM events WHERE kind IN ({relevant}) AND p IN (SELECT p FROM candidates)
), moments AS (
  SELECT p, 0 AS a, {on} AS dlo, {on} AS dhi FROM candidates
  UNION ALL SELECT p, id, lo, hi FROM ev WHERE part = {detentions} AND lo <= {on} AND hi >= {entered}
), covered AS (
  SELECT s.p, c.term, s.since, s.through FROM searches AS s JOIN covers AS c ON c.looked = s.looked
  WHERE c.term IN ({terms}) AND (s.p = 0 OR s.p IN (SELECT p FROM candidates))
), own AS (
  SELECT DISTINCT p, term FROM covered WHERE p <> 0
), lines AS (
  SELECT p, term, since, through FROM covered
  UNION ALL SELECT o.p, o.term, c.since, c.through FROM own AS o
  JOIN covered AS c ON c.p = 0 AND c.term = o.term
  UNION ALL SELECT p, term, 3652060, 3652060 FROM own
  UNION ALL SELECT DISTINCT 0, term, 3652060, 3652060 FROM covers WHERE term IN ({terms})
), gaps AS (
  SELECT p, term, reach + 1 AS lo, since - 1 AS hi FROM (
    SELECT p, term, since, COALESCE(MAX(through) OVER (PARTITION BY p, term ORDER BY since, through
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS reach FROM lines) AS l WHERE since > reach + 1
), holes AS (
  SELECT DISTINCT p, {part_of_term} AS part, lo, hi FROM gaps WHERE p <> 0
  UNION ALL SELECT DISTINCT c.p, {part_of_term}, g.lo, g.hi FROM gaps AS g CROSS JOIN candidates AS c
  WHERE g.p = 0 AND (g.lo <= {on} OR c.p IN (SELECT p FROM ev WHERE part = {detentions} AND hi > {on}))
    AND NOT EXISTS (SELECT 1 FROM own AS o WHERE o.p = c.p AND o.term = g.term)
), happened AS (
  SELECT m.p, m.a, e.id, e.part, e.lo, e.hi,
    CASE WHEN e.truth = 2 AND (e.hi <= m.dlo OR e.id = m.a) THEN 2 ELSE 1 END AS t
  FROM moments AS m JOIN ev AS e ON e.p = m.p AND (e.lo <= m.dhi OR e.id = m.a)
  UNION ALL SELECT m.p, m.a, 0, h.part, h.lo, CASE WHEN h.hi < m.dhi THEN h.hi ELSE m.dhi END, 1
  FROM moments AS m JOIN holes AS h ON h.p = m.p AND h.lo <= m.dhi
), days AS (
  SELECT p, a,
    COALESCE(MIN(CASE WHEN part = {orders} AND t = 2 THEN hi END), {never}) AS order_by,
    COALESCE(MIN(CASE WHEN part = {orders} THEN lo END), {never}) AS order_from,
    COALESCE(MAX(CASE WHEN part = {detentions} AND t = 2 THEN lo END), {ago}) AS taken_from,
    COALESCE(MAX(CASE WHEN part = {detentions} THEN hi END), {ago}) AS taken_by,
    COALESCE(MAX(CASE WHEN part IN ({crimes}, {breaches}) AND t = 2 THEN lo END), {ago}) AS broke_from,
    COALESCE(MAX(CASE WHEN part IN ({crimes}, {breaches}) THEN hi END), {ago}) AS broke_by,
    COALESCE(MAX(CASE WHEN part IN ({endings}, {removals}) AND t = 2 THEN lo END), {ago}) AS ended_from,
    COALESCE(MAX(CASE WHEN part IN ({endings}, {removals}) THEN hi END), {ago}) AS ended_by,
    COALESCE(MIN(CASE WHEN part IN ({endings}, {removals}) AND t = 2 THEN hi END), {never}) AS ended_first,
    MAX(CASE WHEN part = {removals} THEN 1 ELSE 0 END) AS removed
  FROM happened GROUP BY p, a
), choices AS (
  SELECT d.p, d.a,
    MAX(CASE WHEN h.part = {releases} AND h.t = 2 AND h.lo >= d.broke_by AND h.lo > d.order_by
      AND h.hi < d.taken_from THEN 1 ELSE 0 END) AS sure_again,
    COALESCE(MAX(CASE WHEN h.part = {releases} AND h.t = 2 AND h.lo >= d.broke_by THEN h.lo END), {ago})
      AS sure_out,
    COALESCE(MIN(CASE WHEN h.part = {orders} AND h.t = 2 AND h.lo >= d.ended_by THEN h.hi END), {never})
      AS sure_order,
    MAX(CASE WHEN h.part = {releases} AND h.hi >= d.broke_from AND h.hi > d.order_from
      AND (CASE WHEN h.id = 0 AND h.lo <= d.order_from THEN d.order_from + 1 ELSE h.lo END) < d.taken_by
      THEN 1 ELSE 0 END) AS perhaps_again,
    COALESCE(MAX(CASE WHEN h.part = {releases} AND h.hi >= d.broke_from THEN h.hi END), {ago}) AS perhaps_out,
    COALESCE(MIN(CASE WHEN h.part = {orders} AND h.hi >= d.ended_from THEN h.lo END), {never})
      AS perhaps_order
  FROM days AS d JOIN happened AS h ON h.p = d.p AND h.a = d.a AND h.part IN ({orders}, {releases})
  GROUP BY d.p, d.a
), said AS (
  SELECT m.p, m.a,
    MAX(CASE WHEN f.entry IN ({nationality_yes}) THEN f.holds * 2 ELSE 0 END) AS nation_yes,
    MAX(CASE WHEN f.entry IN ({nationality_yes}, {nationality_perhaps}) THEN 1 ELSE 0 END) AS nation_fits,
    MAX(CASE WHEN f.entry IN ({nationality}) THEN f.holds ELSE 0 END) AS nation_holds,
    MAX(CASE WHEN f.entry IN ({presence_yes}) THEN f.holds * 2 ELSE 0 END) AS here_yes,
    MAX(CASE WHEN f.entry IN ({presence_yes}) AND NOT f.always THEN f.holds * 2 ELSE 0 END) AS here_since,
    MAX(CASE WHEN f.entry IN ({presence_yes}, {presence_perhaps}) THEN 1 ELSE 0 END) AS here_fits,
    MAX(CASE WHEN f.entry IN ({presence}) THEN f.holds ELSE 0 END) AS here_holds,
    MAX(CASE WHEN f.entry IN ({presence}) AND NOT f.always THEN f.holds ELSE 0 END) AS here_holds_since
  FROM moments AS m JOIN (
    SELECT p, entry, since_lo, since_hi, until_lo, until_hi, since_lo <= 1 AS always, 2 AS holds FROM facts
    WHERE p IN (SELECT p FROM candidates)) AS f ON f.p = m.p
  GROUP BY m.p, m.a
), members AS (
  SELECT m.p, m.a, m.dlo, m.dhi, d.taken_from, d.ended_first,
    CASE WHEN s.nation_yes = 4 THEN 2
      WHEN s.nation_fits = 1 OR COALESCE(s.nation_holds, 0) < 2 THEN 1 ELSE 0 END AS l_a,
    CASE WHEN d.removed = 1 THEN CASE WHEN s.here_since = 4 THEN 2
        WHEN s.here_fits = 1 OR COALESCE(s.here_holds_since, 0) < 2 THEN 1 ELSE 0 END
      WHEN s.here_yes = 4 THEN 2
      WHEN s.here_fits = 1 OR COALESCE(s.here_holds, 0) < 2 THEN 1 ELSE 0 END AS l_b,
    CASE WHEN c.sure_again = 1 OR c.sure_order < c.sure_out THEN 2
      WHEN c.perhaps_again = 1 OR c.perhaps_order < c.perhaps_out THEN 1 ELSE 0 END AS l_events
  FROM moments AS m LEFT JOIN said AS s ON s.p = m.p AND s.a = m.a
  LEFT JOIN days AS d ON d.p = m.p AND d.a = m.a LEFT JOIN choices AS c ON c.p = m.p AND c.a = m.a
), class AS (
  SELECT p, a, dlo, dhi, taken_from, ended_first, CASE WHEN l_a = 0 OR l_b = 0 OR l_events = 0 THEN 0
    WHEN l_a = 2 AND l_b = 2 AND l_events = 2 THEN 2 ELSE 1 END AS t FROM members
), acts_ AS (
  SELECT p, id, lo, hi, date, CASE WHEN hi <= {on} THEN 2 ELSE 1 END AS t FROM ev
  WHERE part = {detentions} AND lo <= {on} AND p IN (SELECT p FROM class WHERE a > 0)
), owed AS (
  SELECT x.p, x.id, x.lo, x.hi, x.date, CASE WHEN c.t = 0 THEN 0
    WHEN c.t = 2 AND x.t = 2 AND x.lo >= {entered} AND x.hi <= {on} THEN 2 ELSE 1 END AS owed
  FROM acts_ AS x JOIN class AS c ON c.p = x.p AND c.a = x.id
), others AS (
  SELECT x.p, x.id, COALESCE(MAX(CASE WHEN o.t = 2 AND o.hi < x.lo THEN o.lo END), 0) + 1 AS day
  FROM owed AS x LEFT JOIN acts_ AS o ON o.p = x.p AND o.id <> x.id GROUP BY x.p, x.id
), papers_on_file AS (
  SELECT n.p, n.id, n.lo, n.hi, n.paper, CASE WHEN n.truth = 2 AND n.hi <= {on}
    AND COALESCE(MIN(r.lo), {never}) > {on} THEN 2 ELSE 1 END AS t
  FROM ev AS n LEFT JOIN ev AS r ON r.p = n.p AND r.part = {returned} AND r.hi >= n.lo
  WHERE n.part = {notices} AND n.lo <= {on} AND n.p IN (SELECT p FROM owed)
  GROUP BY n.p, n.id, n.lo, n.hi, n.paper, n.truth
), given AS (
  SELECT x.p, x.id, MAX(CASE
      WHEN x.hi < w.mild OR n.lo > x.hi OR COALESCE(u.t, 0) = 2 THEN 0
      WHEN n.t = 2 AND x.lo >= w.strict AND n.hi <= x.lo AND COALESCE(u.t, 0) = 0 THEN 2 ELSE 1 END) AS t
  FROM owed AS x JOIN papers_on_file AS n ON n.p = x.p JOIN papers AS w ON w.measure = 1 AND w.paper = n.paper
  LEFT JOIN (
    SELECT x.p, x.id, n.id AS notice, MAX(CASE WHEN o.hi < n.lo OR o.lo >= x.hi THEN 0
      WHEN o.t = 2 AND o.lo >= n.hi AND o.hi < x.lo THEN 2 ELSE 1 END) AS t
    FROM owed AS x JOIN papers_on_file AS n ON n.p = x.p JOIN acts_ AS o ON o.p = x.p AND o.id <> x.id
    GROUP BY x.p, x.id, n.id) AS u ON u.p = x.p AND u.id = x.id AND u.notice = n.id
  GROUP BY x.p, x.id
), unseen_notice AS (
  SELECT DISTINCT x.p, x.id FROM owed AS x JOIN others AS s ON s.p = x.p AND s.id = x.id
  JOIN acts AS k ON k.measure = 1 AND k.date = x.date
  JOIN holes AS h ON h.p = x.p AND h.part = {notices} AND h.lo <= {on} AND h.lo <= k.latest AND h.hi >= s.day
  WHERE s.day <= k.latest AND s.day <= {on}
), judged AS (
  SELECT x.p, MAX(CASE WHEN x.owed = 0 THEN 0 WHEN x.owed = 1 OR done = 1 THEN 3
    WHEN done = 2 THEN 2 ELSE 4 END) AS status
  FROM (SELECT x.p, x.owed, CASE WHEN g.t = 2 THEN 2 WHEN g.t = 1 OR h.p IS NOT NULL THEN 1 ELSE 0 END AS done
    FROM owed AS x LEFT JOIN given AS g ON g.p = x.p AND g.id = x.id
    LEFT JOIN unseen_notice AS h ON h.p = x.p AND h.id = x.id) AS x
  GROUP BY x.p
)
SELECT x.p, COALESCE(c.t, 0) AS class, CASE WHEN j.status > 0
    THEN CASE WHEN c.ended_first < c.taken_from THEN 3 ELSE j.status END
  WHEN c.ended_first < c.taken_from AND c.t > 0 THEN 3
  WHEN c.t = 2 THEN 1 WHEN c.t = 1 THEN 3 ELSE 0 END AS duty
FROM people AS x LEFT JOIN class AS c ON c.p = x.p AND c.a = 0 LEFT JOIN judged AS j ON j.p = x.p
"""
