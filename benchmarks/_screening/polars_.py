"""Polars, by hand, in its streaming engine: the same thought as `by_hand`, as lazy frames."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from . import question
from .answers import Answered
from .by_hand import LONG_AGO, NEVER

ON, ENTERED, LAST = question.ON.lo, question.ENTERED.lo, 3_652_059
ORDER, RELEASE, CRIME, BREACH, DETENTION, ENDING, REMOVAL, NOTICE, RETURNED = range(len(question.PARTS))
NEEDS = {
    "final order of removal": ORDER,
    "release from ICE custody": RELEASE,
    "criminal violation": CRIME,
    "violation of release conditions": BREACH,
    "detention for removal": DETENTION,
    "event ending the order": ENDING,
    "notice of detention": NOTICE,
}
col, when, lit = pl.col, pl.when, pl.lit
part, sure = col("part"), col("t") == 2


def answer(place: Path, kind: str) -> Answered:
    """The answers, collected by the streaming engine."""
    codes = json.loads((place / "codes.json").read_text(encoding="utf-8"))
    begun = perf_counter()
    said = query(place, place / kind, codes).collect(engine="streaming")
    seconds = perf_counter() - begun
    p, class_, duty = (said[name].to_numpy() for name in ("p", "class", "duty"))
    return Answered(seconds, p, class_, duty, version=f"Polars {pl.__version__}")


def query(place: Path, data: Path, codes: dict[str, Any]) -> pl.LazyFrame:
    """The whole question."""
    people, facts = pl.scan_parquet(data / "people.parquet"), pl.scan_parquet(data / "facts.parquet")
    says = codes["says"]
    fits = [entry for entry, fit, _ in says["nationality"] if fit]
    others = [entry for entry, fit, _ in says["nationality"] if not fit]
    surely = facts.filter(
        col("entry").is_in(others) & (col("since_lo") <= 1) & (col("until_hi") >= LAST)
    ).select("p")
    perhaps = facts.filter(col("entry").is_in(fits)).select("p").unique()
    candidates = pl.concat([perhaps, people.select("p").join(surely, on="p", how="anti")]).unique()
    events = relevant(data, codes).join(candidates, on="p", how="semi")
    taken = (part == DETENTION) & (col("lo") <= ON)
    moments = pl.concat(
        [
            candidates.with_columns(a=lit(0), dlo=lit(ON), dhi=lit(ON)),
            events.filter(taken & (col("hi") >= ENTERED)).select(
                "p", a=col("id").cast(pl.Int32), dlo=col("lo").cast(pl.Int32), dhi=col("hi").cast(pl.Int32)
            ),
        ]
    )
    holes = unseen(place, data, codes, candidates)
    happened = pl.concat(
        [
            moments.join(events, on="p")
            .filter((col("lo") <= col("dhi")) | (col("id") == col("a")))
            .select(
                "p",
                "a",
                "part",
                "lo",
                "hi",
                t=when((col("truth") == 2) & ((col("hi") <= col("dlo")) | (col("id") == col("a"))))
                .then(2)
                .otherwise(1),
                hole=lit(value=False),
            ),
            moments.join(holes, on="p")
            .filter(col("lo") <= col("dhi"))
            .select(
                "p", "a", "part", "lo", hi=pl.min_horizontal("hi", "dhi"), t=lit(1), hole=lit(value=True)
            ),
        ]
    )
    members = classes(moments, facts, happened, says)
    judged = duties(place, events, members, holes)
    last = people.select("p").join(members.filter(col("a") == 0), on="p", how="left")
    left_out = (col("ended_first") < col("taken_from")).fill_null(value=False)
    now = when(col("class") == 2).then(1).when(col("class") == 1).then(3).otherwise(0)
    status = when(col("status") > 0).then(col("status")).otherwise(now)
    return (
        last.join(judged, on="p", how="left")
        .with_columns(col("class").fill_null(0), col("status").fill_null(0))
        .select("p", "class", duty=when(left_out & (status > 0)).then(3).otherwise(status))
    )


def relevant(data: Path, codes: dict[str, Any]) -> pl.LazyFrame:
    """The events that the order speaks of, each with its part and its truth."""
    known: dict[int, tuple[int, int]] = {}
    for name, found in codes["roles"].items():
        if name in question.PARTS:
            for truth in (2, 1):
                for code in found[str(truth)]:
                    here = (question.PARTS.index(name), truth)
                    known[code] = max(known.get(code, here), here)
    parts = {code: each[0] for code, each in known.items()}
    truths = {code: each[1] for code, each in known.items()}
    return (
        pl.scan_parquet(data / "events.parquet")
        .filter(col("kind").is_in(list(known)))
        .with_columns(
            col("lo", "hi", "id").cast(pl.Int32),
            part=col("kind").replace_strict(parts, return_dtype=pl.Int32),
            truth=col("kind").replace_strict(truths, return_dtype=pl.Int32),
        )
    )


def unseen(place: Path, data: Path, codes: dict[str, Any], candidates: pl.LazyFrame) -> pl.LazyFrame:
    """For each candidate and part, the stretches of days that nobody searched."""
    part_of = {term: NEEDS[name] for name, terms in codes["needs"].items() for term in terms}
    covers = pl.scan_parquet(place / "covers.parquet").filter(col("term").is_in(list(part_of)))
    covered = pl.scan_parquet(data / "searches.parquet").join(covers, on="looked")
    everybody = covered.filter(col("p") == 0).select("term", "since", "through").collect()
    ends = pl.LazyFrame(
        {"term": list(part_of), "since": [LAST + 1] * len(part_of), "through": [LAST + 1] * len(part_of)}
    )
    ends = ends.select(pl.all().cast(everybody.schema["since"]))
    all_ = pl.concat([everybody.lazy().select(pl.all().cast(everybody.schema["since"])), ends])
    mine = covered.filter(col("p") != 0).join(candidates, on="p", how="semi")
    own = mine.select("p", "term").unique().with_columns(col("term").cast(everybody.schema["since"]))
    lines = pl.concat(
        [
            mine.select("p", *(col(c).cast(everybody.schema["since"]) for c in ("term", "since", "through"))),
            own.join(all_, on="term").select("p", "term", "since", "through"),
        ]
    )

    def gaps(frame: pl.LazyFrame, by: list[str]) -> pl.LazyFrame:
        ordered = frame.sort(*by, "since", "through")
        reach = col("through").cum_max().shift(1).over(by).fill_null(0)
        found = ordered.with_columns(reach=reach).filter(col("since") > col("reach") + 1)
        narrow = {"lo": (col("reach") + 1).cast(pl.Int32), "hi": (col("since") - 1).cast(pl.Int32)}
        return found.with_columns(**narrow)

    part_ = col("term").replace_strict(part_of, return_dtype=pl.Int32)
    of_all = gaps(all_, ["term"]).select("term", "lo", "hi")
    shared = candidates.join(of_all, how="cross").join(own, on=["p", "term"], how="anti")
    names = ("p", "part", "lo", "hi")
    return pl.concat(
        [
            gaps(lines, ["p", "term"]).with_columns(part=part_).select(names),
            shared.with_columns(part=part_).select(names),
        ]
    ).unique()


def classes(
    moments: pl.LazyFrame, facts: pl.LazyFrame, happened: pl.LazyFrame, says: dict[str, Any]
) -> pl.LazyFrame:
    """The class at each moment."""
    keys = ["p", "a"]
    of = {name: part == number for name, number in (("o", ORDER), ("d", DETENTION), ("r", REMOVAL))}
    broke, ended = part.is_in([CRIME, BREACH]), part.is_in([ENDING, REMOVAL])
    lo, hi = col("lo"), col("hi")
    days = happened.group_by(keys).agg(
        order_by=hi.filter(of["o"] & sure).min().fill_null(NEVER),
        order_from=lo.filter(of["o"]).min().fill_null(NEVER),
        taken_from=lo.filter(of["d"] & sure).max().fill_null(LONG_AGO),
        taken_by=hi.filter(of["d"]).max().fill_null(LONG_AGO),
        broke_from=lo.filter(broke & sure).max().fill_null(LONG_AGO),
        broke_by=hi.filter(broke).max().fill_null(LONG_AGO),
        ended_from=lo.filter(ended & sure).max().fill_null(LONG_AGO),
        ended_by=hi.filter(ended).max().fill_null(LONG_AGO),
        ended_first=hi.filter(ended & sure).min().fill_null(NEVER),
        removed=of["r"].any(),
    )
    both = happened.filter(part.is_in([ORDER, RELEASE])).join(days, on=keys)
    release, order = part == RELEASE, part == ORDER
    begins = when(col("hole") & (lo <= col("order_from"))).then(col("order_from") + 1).otherwise(lo)
    clean, open_ = release & sure & (lo >= col("broke_by")), release & (hi >= col("broke_from"))
    choices = both.group_by(keys).agg(
        sure_again=(clean & (lo > col("order_by")) & (hi < col("taken_from"))).any(),
        sure_out=lo.filter(clean).max().fill_null(LONG_AGO),
        sure_order=hi.filter(order & sure & (lo >= col("ended_by"))).min().fill_null(NEVER),
        perhaps_again=(open_ & (hi > col("order_from")) & (begins < col("taken_by"))).any(),
        perhaps_out=hi.filter(open_).max().fill_null(LONG_AGO),
        perhaps_order=lo.filter(order & (hi >= col("ended_from"))).min().fill_null(NEVER),
    )
    entry = col("entry")
    listed = {
        (name, truth): [e for e, fit, _ in rows if fit == truth]
        for name, rows in says.items()
        for truth in (0, 1, 2)
    }
    known = (
        facts.select("p", "entry")
        .join(moments.select("p").unique(), on="p", how="semi")
        .group_by("p")
        .agg(nation=letter(entry, listed, "nationality"), here=letter(entry, listed, "presence"))
    )
    events = (
        when(col("sure_again") | (col("sure_order") < col("sure_out")))
        .then(2)
        .when(col("perhaps_again") | (col("perhaps_order") < col("perhaps_out")))
        .then(1)
        .otherwise(0)
        .fill_null(0)
    )
    here = when(col("removed")).then(1).otherwise(col("here").fill_null(1))
    joined = (
        moments.join(known, on="p", how="left")
        .join(days, on=keys, how="left")
        .join(choices, on=keys, how="left")
    )
    return joined.select(
        "p",
        "a",
        "taken_from",
        "ended_first",
        **{"class": pl.min_horizontal(col("nation").fill_null(1), here, events)},
    )


def letter(entry: pl.Expr, listed: dict[tuple[str, int], list[int]], name: str) -> pl.Expr:
    """What the facts on file, none of which has days in this data, say to a question."""
    yes, perhaps, no = (entry.is_in(listed[name, truth]).any() for truth in (2, 1, 0))
    return when(yes).then(2).when(perhaps).then(1).when(no).then(0).otherwise(1)


def duties(place: Path, events: pl.LazyFrame, members: pl.LazyFrame, holes: pl.LazyFrame) -> pl.LazyFrame:
    """The most serious status of each person's acts; one act for each person, as in this data."""
    papers = (
        pl.scan_parquet(place / "papers.parquet")
        .filter(col("measure") == 1)
        .select("paper", "mild", "strict")
    )
    latest = pl.scan_parquet(place / "acts.parquet").filter(col("measure") == 1).select("date", "latest")
    acts = (
        events.filter((part == DETENTION) & (col("lo") <= ON) & (col("hi") >= ENTERED))
        .select("p", "date", a=col("id").cast(pl.Int32), x_lo="lo", x_hi="hi")
        .join(members.select("p", "a", "class"), on=["p", "a"])
    )
    whole = (col("class") == 2) & (col("x_lo") >= ENTERED) & (col("x_hi") <= ON)
    acts = acts.with_columns(owed=when(col("class") == 0).then(0).when(whole).then(2).otherwise(1))
    back = events.filter((part == RETURNED) & (col("lo") <= ON)).group_by("p").agg(back=col("hi").max())
    notices = (
        events.filter((part == NOTICE) & (col("lo") <= ON))
        .join(acts.select("p", "a", "x_lo", "x_hi"), on="p")
        .join(papers, on="paper")
        .join(back, on="p", how="left")
        .with_columns(
            t=when(
                (col("truth") == 2) & (col("hi") <= ON) & ~(col("back") >= col("lo")).fill_null(value=False)
            )
            .then(2)
            .otherwise(1)
        )
    )
    late = (col("x_hi") < col("mild")) | (col("lo") > col("x_hi"))
    good = sure & (col("x_lo") >= col("strict")) & (col("hi") <= col("x_lo"))
    given = notices.group_by("p", "a").agg(given=when(late).then(0).when(good).then(2).otherwise(1).max())
    hidden = (
        acts.join(latest, on="date")
        .join(holes.filter(part == NOTICE), on="p")
        .filter((col("lo") <= ON) & (col("lo") <= col("latest")))
        .select("p", "a", hidden=lit(1))
        .unique()
    )
    known = acts.join(given, on=["p", "a"], how="left").join(hidden, on=["p", "a"], how="left")
    done = pl.max_horizontal(col("given").fill_null(0), col("hidden").fill_null(0))
    status = (
        when(col("owed") == 0)
        .then(0)
        .when((col("owed") == 1) | (done == 1))
        .then(3)
        .when(done == 2)
        .then(2)
        .otherwise(4)
    )
    return known.group_by("p").agg(status=status.max())
