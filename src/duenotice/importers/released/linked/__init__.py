"""Rows joined by others: detainer, arrest, encounter, stint side by side. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import (
    CUSTODY_SEARCHED,
    IN_ERO,
    NOT_THE_PAST,
    SHOWS_CUSTODY,
)


def _columns(suffix: str, names: str) -> str:
    return "; ".join([*(f"{name.strip()}.{suffix}" for name in names.split(";")), "unique_identifier"])


PROFILES = (
    Profile(
        name="linked-2025-02",
        release="2025-ICLI-00019",
        extract="2025-02-28",
        says="detainers, arrests, encounters and stints of one person side by side, one row per combination",
        tables=(
            Table(
                "stints",
                _columns(
                    "detention",
                    "book_in_date_time; detention_book_out_date_time; stay_book_in_date_time;"
                    "stay_book_out_date_time; detention_facility_code; detention_release_reason;"
                    "stay_release_reason; case_status; case_category; final_order_yes_no;"
                    "final_order_date; departed_date; book_in_criminality",
                ),
                ("id", "book_in", "book_out", "reason"),
                "book_in",
                suffix="detention",
            ),
            Table(
                "arrests",
                _columns(
                    "arrest",
                    "apprehension_date; apprehension_method; apprehension_criminality; case_status;"
                    "case_category; departed_date; final_order_yes_no; final_order_date; citizenship_country",
                ),
                ("id", "apprehended"),
                "apprehended",
                suffix="arrest",
            ),
            Table(
                "detainers",
                _columns(
                    "detainer",
                    "detainer_prepare_date; detainer_prepared_criminality; case_status; case_category;"
                    "departed_date; final_order_yes_no_33; final_order_yes_no_56; final_order_date;"
                    "citizenship_country; msc_conviction_date; msc_charge_date; processing_disposition",
                ),
                ("id", "prepared"),
                "prepared",
                reads={"final_yes": "final_order_yes_no_33.detainer"},
                suffix="detainer",
            ),
            Table(
                "encounters",
                _columns(
                    "encounter",
                    "event_date; encounter_criminality; case_status; case_category; departed_date;"
                    "final_order_yes_no; final_order_date; citizenship_country; processing_disposition",
                ),
                ("id", "met"),
                "met",
                suffix="encounter",
            ),
        ),
        window=("2023-12-01", "2025-02-28"),
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=SHOWS_CUSTODY,
        cannot=(
            "anybody but the people whom the joining project chose: never a population",
            *NOT_THE_PAST,
        ),
        blanks=("NA",),
    ),
)
