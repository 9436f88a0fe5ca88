"""The figures of the founding reports: claims with sources, and what released rows say of them."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from duenotice.compliance.figures import Claim, OnDays, Rise, claims_from_yaml, load_claims
from duenotice.compliance.figures_words import claims_to_data, claims_to_text
from duenotice.compliance.recomputed import NotAtHand, Recomputed, recompute
from duenotice.problems import RefusedDocument
from tests.cli.running import answered, run, valid
from tests.importers.released.making import a_release

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DUENOTICE_DATA") or ROOT.parent / "shared" / "data")
CLAIMS = {claim.id: claim for claim in load_claims()}
RISE = CLAIMS["plus-279-percent"]


def made(tmp_path: Path, year: int, *days: str, country: str = "CAMBODIA") -> Path:
    """An invented file of removals."""
    rows = [{"removal_date": day, "departed": day, "citizenship": country} for day in days]
    return a_release(tmp_path, "removals-2019", *rows, name=f"ICERemovals_FY{year}.csv")


def test_every_claim_has_sayings_with_a_source_and_a_way_or_a_reason_why_there_is_none() -> None:
    for claim in CLAIMS.values():
        assert claim.said
        assert all(said.figure and said.by and said.source for said in claim.said)
        assert (claim.way is None) is bool(claim.nothing)


@pytest.mark.parametrize(
    "figure", ["1,900", "1,400", "500", "92", "36", "279", "16,000", "78 %", "2002", "1996"]
)
def test_every_figure_of_the_founding_reports_is_a_claim(figure: str) -> None:
    said = [said.figure for claim in CLAIMS.values() for said in claim.said]
    assert [text for text in said if re.search(rf"(?<![\d,]){re.escape(figure)}(?![\d,])", text)]


def test_sources_that_disagree_stand_side_by_side() -> None:
    said = claims_to_text([CLAIMS["the-agreement-of-2002"]], None)
    assert "  2002  Associated Press, 5 April 2018 [nbcnews.com n862941]\n" in said
    assert "  2001  the same report in another paper, April 2018 [kusi.com]\n" in said


def test_a_saying_whose_page_was_not_seen_is_to_verify() -> None:
    unseen = [said for claim in CLAIMS.values() for said in claim.said if "not seen" in said.source]
    assert unseen
    assert all(said.to_verify for said in unseen)


def test_no_rise_is_typed_in_and_other_rows_give_another(tmp_path: Path) -> None:
    made(tmp_path, 2017, "03/14/2017", "10/02/2016")
    made(tmp_path, 2018, "10/02/2017", "01/05/2018", "09/30/2018")
    outcome = recompute([RISE], tmp_path, lambda _: None)[RISE.id]
    assert isinstance(outcome, Recomputed)
    assert outcome.figure == "+50.0 %"
    assert outcome.working == "2 rows in fiscal year 2017, 3 in 2018"
    assert outcome.files == ("ICERemovals_FY2017.csv", "ICERemovals_FY2018.csv")


def test_people_of_other_countries_and_other_days_are_not_counted(tmp_path: Path) -> None:
    claim = CLAIMS["the-flight-of-36"]
    assert isinstance(claim.way, OnDays)
    made(tmp_path, 2019, "12/17/2018", "12/17/2018", "12/18/2018")
    other = tmp_path / "other"
    other.mkdir()
    made(other, 2019, "12/17/2018", country="VIETNAM")
    outcome = recompute([claim], tmp_path, lambda _: None)[claim.id]
    assert isinstance(outcome, Recomputed)
    assert outcome.figure == "2"


def test_what_is_not_in_the_folder_is_said_and_not_counted_as_nothing(tmp_path: Path) -> None:
    assert recompute([RISE], tmp_path, lambda _: None) == {RISE.id: NotAtHand("ICERemovals_FY201[78]*")}
    assert isinstance(RISE.way, Rise)
    nowhere: Claim = replace(RISE, way=replace(RISE.way, country="Narnia"))
    made(tmp_path, 2017, "03/14/2017")
    outcome = recompute([nowhere], tmp_path, lambda _: None)[RISE.id]
    assert isinstance(outcome, Recomputed)
    assert outcome.figure == "no rise from nothing"


@pytest.mark.skipif(
    not (DATA / "ice-national-fy2016-2019").is_dir(),
    reason=f"the released files are not at hand: no folder {DATA.name} (DUENOTICE_DATA)",
)
def test_the_published_rise_comes_out_of_the_released_rows() -> None:
    found = recompute(CLAIMS.values(), DATA, lambda _: None)
    figures = {id_: outcome.figure for id_, outcome in found.items() if isinstance(outcome, Recomputed)}
    assert figures == {
        "taken-in-october-2017": "87",
        "the-flight-of-36": "35",
        "plus-279-percent": "+279.3 %",
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- {id: a, counts: b}", "does not say `said`"),
        ("- {id: a, counts: b, said: [{figure: 1, by: c, date: 2019}], nothing: d}", "does not say `source`"),
        ("- {id: a, counts: b, said: [{figure: 1, by: c, source: d, date: 2019}]}", "must say either"),
        (
            "- {id: a, counts: b, said: [{figure: 1, by: c, source: d, date: 2019, sure: 1}], nothing: e}",
            "`sure` is not part of a claim",
        ),
    ],
)
def test_a_claim_that_lacks_a_part_or_has_one_too_many_is_refused(text: str, what: str) -> None:
    with pytest.raises(RefusedDocument, match=what):
        claims_from_yaml(text)


def test_the_command_prints_text_or_json_of_the_published_shape(tmp_path: Path) -> None:
    said = answered("figures")
    assert "  can be recomputed from released files: name their folder with --data\n" in said
    assert re.search(r"Nothing can recompute \d+ of \d+ claims: cambodians-with-final-orders, ", said)
    assert valid("figures", json.loads(answered("figures", "--json"))) == claims_to_data(load_claims(), None)
    made(tmp_path, 2017, "03/14/2017")
    made(tmp_path, 2018, "03/14/2018", "03/15/2018")
    data = valid("figures", json.loads(answered("figures", "--json", "--data", tmp_path)))
    done = {claim["id"]: claim["recomputed"] for claim in data}
    assert done["plus-279-percent"]["figure"] == "+100.0 %"
    assert done["the-flight-of-36"] is None
    assert "could be recomputed: no file EROArrests_FY2018*" in answered("figures", "--data", tmp_path)
    assert run("figures", "--data", tmp_path / "none").code == 2
