"""Administrative arrests, four releases. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import ARRESTS_ONLY, NO_NOTICE, NO_PERSON, ORDERS_AS_OF

_SHOWS = ("when ERO arrested a person administratively, and how",)

PROFILES = (
    Profile(
        name="arrests-2019",
        release="2019-ICFO-53623 arrests",
        says="ERO administrative arrests, FY2016 to 1 September 2019, national, released to UWCHR",
        tables=(
            Table(
                "arrests",
                "Area of Responsibility; Apprehension Date; Apprehension Method; Apprehension Landmark;"
                "Operation; Processing Disposition; Birth Date; Citizenship; Gender",
                ("apprehended", "citizenship"),
                "apprehended",
            ),
        ),
        shows=_SHOWS,
        cannot=(*NO_PERSON, "the final order, and custody", *ARRESTS_ONLY, NO_NOTICE),
        person="",
    ),
    Profile(
        name="arrests-42034",
        release="2023-ICFO-42034",
        says="administrative arrests, FY2012 through FY2023",
        tables=(
            Table(
                "arrests",
                "Apprehension Date; Apprehension Method; Arrest Created By; Case ID; Subject ID;"
                "Alien File Number; Anonymized Identifier",
                ("id", "apprehended"),
                "apprehended",
            ),
        ),
        shows=_SHOWS,
        cannot=("nationality: this table has no citizenship column", *ARRESTS_ONLY, NO_NOTICE),
    ),
    Profile(
        name="arrests-2025-02",
        release="2025-ICLI-00019",
        extract="2025-02-28",
        says="administrative arrests, release of February 2025",
        tables=(
            Table(
                "arrests",
                "Apprehension Date; Apprehension State; Apprehension County; Apprehension AOR;"
                "Final Program; Final Program Group; Apprehension Method; Apprehension Criminality;"
                "Case Status; Case Category; Departed Date; Departure Country; Final Order Yes No;"
                "Final Order Date; Birth Date; Birth Year; Citizenship Country; Gender;"
                "Alien File Number; EID Case ID; EID Subject ID; Unique Identifier",
                ("id", "apprehended"),
                "apprehended",
            ),
        ),
        shows=_SHOWS,
        cannot=(*ARRESTS_ONLY, ORDERS_AS_OF, NO_NOTICE),
    ),
    Profile(
        name="arrests-2025-07",
        release="ICE July 2025",
        extract="2025-07-31",
        says="administrative arrests, release of July 2025",
        tables=(
            Table(
                "arrests",
                "Apprehension Date; Apprehension State; Apprehension County; Apprehension AOR;"
                "Final Program; Final Program Group; Apprehension Method; Apprehension Criminality;"
                "Case Status; Case Category; Departed Date; Departure Country; Final Order Yes No;"
                "Final Order Date; Birth Date; Birth Year; Citizenship Country; Gender;"
                "Apprehension Site Landmark; Alien File Number; EID Case ID; EID Subject ID;"
                "Unique Identifier",
                ("id", "apprehended"),
                "apprehended",
            ),
        ),
        shows=_SHOWS,
        cannot=(*ARRESTS_ONLY, ORDERS_AS_OF, NO_NOTICE),
    ),
    Profile(
        name="arrests-2026-03",
        release="ICE March 2026",
        extract="2026-03-10",
        says="administrative arrests, October 2022 to 10 March 2026",
        tables=(
            Table(
                "arrests",
                "Apprehension Date; Apprehension Type; Apprehension State; Apprehension County;"
                "TOA Current Duty AOR; Apprehension Final Program; Arresting Agency;"
                "Apprehension Method; Apprehension Criminality; Case Status; Case Category;"
                "Departure Country; Final Order Yes No; Birth Date; Birth Year; Citizenship Country;"
                "Gender; Departed Date; Final Order Date; Apprehension Site Landmark; Operation;"
                "TOA Current Duty Site; Case Criminality; Case Threat Level; Anonymized Identifier",
                ("id", "apprehended"),
                "apprehended",
            ),
        ),
        shows=_SHOWS,
        cannot=(*ARRESTS_ONLY, ORDERS_AS_OF, NO_NOTICE),
    ),
)
