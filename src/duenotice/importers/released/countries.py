"""Countries as the releases print them, to the names of the vocabulary.

Spellings change by file: CHINA and CHINA, PEOPLES REPUBLIC OF; SWAZILAND and ESWATINI; MICRONESIA with
and without its federated states. A country that is no more is several: one of them is right. What is
not in the table and not in the vocabulary is unknown, and the report names it; it is never guessed.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from duenotice.library import load_vocabulary
from duenotice.terms import FactTerm, plain

RENAMED: dict[str, str] = {
    "ANTIGUA-BARBUDA": "Antigua and Barbuda",
    "BOSNIA-HERZEGOVINA": "Bosnia and Herzegovina",
    "BRITISH VIRGIN ISLANDS": "Virgin Islands, British",
    "BRUNEI": "Brunei Darussalam",
    "BURMA": "Myanmar",
    "CAPE VERDE": "Cabo Verde",
    "CHINA, PEOPLES REPUBLIC OF": "China",
    "CZECH REPUBLIC": "Czechia",
    "DEM REP OF THE CONGO": "Congo, The Democratic Republic of the",
    "CONGO, DEM REP OF THE": "Congo, The Democratic Republic of the",
    "ZAIRE": "Congo, The Democratic Republic of the",
    "IVORY COAST": "Côte d'Ivoire",
    "KAMPUCHEA": "Cambodia",
    "LAOS": "Lao People's Democratic Republic",
    "MACAU": "Macao",
    "MACEDONIA": "North Macedonia",
    "MICRONESIA": "Micronesia, Federated States of",
    "MICRONESIA, FEDERATED STATES OF": "Micronesia, Federated States of",
    "NORTH KOREA": "Korea, Democratic People's Republic of",
    "PALESTINE": "Palestine, State of",
    "RUSSIA": "Russian Federation",
    "SOUTH KOREA": "Korea, Republic of",
    "ST. KITTS-NEVIS": "Saint Kitts and Nevis",
    "ST. LUCIA": "Saint Lucia",
    "ST. VINCENT-GRENADINES": "Saint Vincent and the Grenadines",
    "SWAZILAND": "Eswatini",
    "SYRIA": "Syrian Arab Republic",
    "TURKEY": "Türkiye",
    "VATICAN CITY": "Holy See (Vatican City State)",
    # the immigration court's own spellings
    "BURMA (MYANMAR)": "Myanmar",
    "BYELORUSSIA (BELARUS)": "Belarus",
    "COMORO ISLANDS": "Comoros",
    "DEMOCRATIC REPUBLIC OF CONGO": "Congo, The Democratic Republic of the",
    "EAST TIMOR": "Timor-Leste",
    "GUINEA BISSAU": "Guinea-Bissau",
    "HOLLAND": "Netherlands",
    "IVORY COAST (COTE D'IVOIRE)": "Côte d'Ivoire",
    "KIRGHIZIA (KYRGYZSTAN)": "Kyrgyzstan",
    "MOLDAVIA (MOLDOVA)": "Moldova",
    "NO NATIONALITY": "stateless",
    "PEOPLE'S REPUBLIC OF BENIN": "Benin",
    "ST. CHRISTOPHER-NEVIS": "Saint Kitts and Nevis",
    "ST. KITTS, WEST INDIES": "Saint Kitts and Nevis",
    "ST. VINCENT AND THE GRENADINES": "Saint Vincent and the Grenadines",
    "TAJIKISTAN (TADZHIK)": "Tajikistan",
    "THE REPUBLIC OF PALAU": "Palau",
    "THE REPUBLIC OF THE MARSHALL ISLANDS": "Marshall Islands",
    "UPPER VOLTA": "Burkina Faso",
}

DISSOLVED: dict[str, tuple[str, ...]] = {
    "KOREA": ("SOUTH KOREA", "NORTH KOREA"),
    "CONGO": ("Congo", "DEM REP OF THE CONGO"),
    "CZECHOSLOVAKIA": ("CZECH REPUBLIC", "SLOVAKIA"),
    "SERBIA AND MONTENEGRO": ("SERBIA", "MONTENEGRO"),
    "USSR": (
        *("ARMENIA", "AZERBAIJAN", "BELARUS", "ESTONIA", "GEORGIA", "KAZAKHSTAN", "KYRGYZSTAN", "LATVIA"),
        *("LITHUANIA", "MOLDOVA", "RUSSIA", "TAJIKISTAN", "TURKMENISTAN", "UKRAINE", "UZBEKISTAN"),
    ),
}
"""Names that may mean one of several countries. YUGOSLAVIA is not here: one of its successors is no
country of the vocabulary, so that it stays unknown."""

AGENCY_TABLE: dict[str, str] = {
    "CHINA": "CHINA, PEOPLES REPUBLIC OF",
    "MICRONESIA": "MICRONESIA, FEDERATED STATES OF",
    "SWAZILAND": "ESWATINI",
    "MACEDONIA": "NORTH MACEDONIA",
}
"""Older spelling to newer, so that counts by country can be compared across files."""


def same_country(printed: str) -> str:
    """A country as printed, in the newer of its spellings, so that files can be compared."""
    name = " ".join(printed.upper().split())
    return AGENCY_TABLE.get(name, name)


def countries_of(printed: str) -> tuple[str, ...]:
    """The countries of the vocabulary that a name may mean, one of which is right; none if unknown."""
    name = " ".join(printed.upper().split())
    found = (_one(part) for part in DISSOLVED.get(name, (name,)))
    values = tuple(value for value in found if value)
    return values if len(values) == len(DISSOLVED.get(name, (name,))) else ()


def court_country(code: str) -> str:
    """The country that an immigration-court nationality code stands for; "" if there is none."""
    return _court_codes().get(code.strip().upper(), "")


def _one(name: str) -> str:
    spelled = RENAMED.get(name, name)
    return _nationality().folded.get(plain(spelled).casefold(), "")


def _nationality() -> FactTerm:
    return load_vocabulary().facts["nationality"]


@cache
def _court_codes() -> dict[str, str]:
    text = (files("duenotice.importers.released") / "courts" / "nationalities.csv").read_text("utf-8")
    return {row["code"]: row["country"] for row in csv.DictReader(text.splitlines())}
