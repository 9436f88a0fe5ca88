"""Detention stints and stays, five releases. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import (
    CUSTODY_SEARCHED,
    IN_ERO,
    NO_CRIME_SEARCH,
    NO_EARLIER,
    NO_NOTICE,
    NOT_BOOKED,
    NOT_THE_PAST,
    OTHERS_REMOVE,
    SHOWS_CUSTODY,
    STINTS_SHOWN,
)

_REQUIRED = ("id", "book_in", "book_out", "reason")
_SAFE_2025 = (
    "Stay Book In Date Time; Book In Date Time; Detention Facility; Detention Facility Code;"
    "Detention Book Out Date Time; Stay Book Out Date Time; Detention Release Reason; Stay Book Out Date;"
    "Stay Release Reason; Religion; Gender; Marital Status; Birth Date; Birth Year; Ethnicity; Entry Status;"
    "Felon; Bond Posted Date; Bond Posted Amount; Case Status; Case Category; Final Order Yes No;"
    "Final Order Date; Case Threat Level; Book In Criminality; Final Charge; Departed Date;"
    "Departure Country; Initial Bond Set Amount; Alien File Number; EID Case ID; EID Subject ID;"
    "Unique Identifier"
)
_NO_CITIZENSHIP = "nationality: this table has no citizenship column"

PROFILES = (
    Profile(
        name="detentions-09022",
        release="2022-ICFO-09022",
        says="detention stints, FY2011 and before through FY2024, released to UWCHR",
        tables=(
            Table(
                "stints",
                "Stay Book In Date Time; Detention Book In Date And Time; Detention Book Out Date Time;"
                "Stay Book Out Date Time; Birth Country PER; Birth Country ERO; Citizenship Country; Race;"
                "Ethnic; Gender; Birth Date; Birth Year; Entry Date; Entry Status;"
                "Most Serious Conviction (MSC) Criminal Charge Category; MSC Charge; MSC Charge Code;"
                "MSC Conviction Date; MSC Sentence Days; MSC Sentence Months; MSC Sentence Years;"
                "MSC Crime Class; Case Threat Level; Apprehension Threat Level; Final Program;"
                "Detention Facility Code; Detention Facility; Area of Responsibility; Docket Control Office;"
                "Detention Release Reason; Stay Release Reason; Alien File Number; Anonymized Identifier",
                _REQUIRED,
                "book_in",
            ),
        ),
        window=("2011-10-01", "2024-09-30"),
        by_year=True,
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=(STINTS_SHOWN,),
        cannot=(
            "the final order, the departure and the case status: this table has no such columns",
            NO_EARLIER,
            NOT_BOOKED,
            OTHERS_REMOVE,
            NO_CRIME_SEARCH,
            NO_NOTICE,
        ),
    ),
    Profile(
        name="detentions-42034",
        release="2023-ICFO-42034",
        says="detention stints, FY2012 through FY2023",
        tables=(
            Table(
                "stints",
                "Detention ID; Case ID; Subject ID; Stay Book In Date; Detention Book In Date;"
                "Detention Facility; Detention Facility Code; Detention Book Out Date;"
                "Detention Release Reason; Stay Book Out Date; Stay Release Reason; Religion; Marital;"
                "Gender; Birth Date; Ethnicity; Alien File Number; Birth Year; Entry Status;"
                "Bond Posted Date; Bond Posted Amount; Initial Bond Set Amount; Case Status; Case Category;"
                "Final Order Yes No; Final Order Date; Departed Date; Departure Country; Case Threat Level;"
                "Charge; Charge Code; Charge Section Code; Anonymized Identifier",
                _REQUIRED,
                "book_in",
            ),
        ),
        window=("2011-10-01", "2023-09-30"),
        by_year=True,
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=SHOWS_CUSTODY,
        cannot=(_NO_CITIZENSHIP, *NOT_THE_PAST),
    ),
    Profile(
        name="detentions-2025-02",
        release="2025-ICLI-00019",
        extract="2025-02-28",
        says="detention stints, November 2023 to February 2025",
        tables=(Table("stints", _SAFE_2025, _REQUIRED, "book_in"),),
        window=("2023-12-01", "2025-02-28"),
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=SHOWS_CUSTODY,
        cannot=(_NO_CITIZENSHIP, *NOT_THE_PAST),
        blanks=("NA",),
    ),
    Profile(
        name="detentions-2025-07",
        release="ICE July 2025",
        extract="2025-07-31",
        says="detention stints, releases of June and July 2025",
        tables=(
            Table(
                "stints",
                _SAFE_2025 + "; Citizenship Country; Final Program;"
                "Most Serious Conviction (MSC) Charge Code; MSC Charge",
                (*_REQUIRED, "citizenship"),
                "book_in",
            ),
        ),
        window=("2023-10-01", "2025-07-31"),
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=SHOWS_CUSTODY,
        cannot=NOT_THE_PAST,
    ),
    Profile(
        name="detentions-2026-03",
        release="ICE March 2026",
        extract="2026-03-10",
        says="detention stints, October 2022 to 10 March 2026",
        tables=(
            Table(
                "stints",
                "Stay Book In Date Time; Book In Date Time; Detention Facility; Book Out Date Time;"
                "Stay Book Out Date Time; Detention Release Reason; Stay Book Out Date;"
                "Stay Release Reason; Religion; Gender; Marital Status; Ethnicity; Birth Country;"
                "Citizenship Country; Entry Status; Known Terrorist Yes No; Suspected Gang Yes No;"
                "MSC Charge; MSC Sentence Days; MSC Sentence Months; MSC Sentence Years; MSC Charge Code;"
                "Aggravated Felon Yes No; Offense INA 236C Yes No; Case INA 236C Yes No;"
                "Bond Posted Date; Bond Posted Amount; Case Status; Case Category; Final Order Yes No;"
                "Final Order Date; Case Threat Level; Detainee Classification; Final Charge;"
                "Departed Date; Departure Country; Initial Bond Set Amount; Initial Bond Set Date;"
                "Detention Facility Code; Birth Date; Birth Year; Book In Criminality; Race; Entry Date;"
                "Apprehension Final Program; MSC Charge Date; MSC Conviction Date;"
                "MSC Criminal Charge Status; MSC Criminal Charge Status Code; MSC Crime Class;"
                "Book In Site; Book In AOR; Anonymized Identifier",
                _REQUIRED,
                "book_in",
            ),
        ),
        window=("2022-10-01", "2026-03-10"),
        searches=CUSTODY_SEARCHED,
        searched_in=IN_ERO,
        shows=SHOWS_CUSTODY,
        cannot=NOT_THE_PAST,
    ),
)
