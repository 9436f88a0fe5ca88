"""Removals, five releases. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import NO_NOTICE, NO_PERSON, ORDERS_AS_OF, OTHERS_REMOVE

_SHOWS = ("removals that the agency counts, by the day the person departed",)
_CANNOT = (ORDERS_AS_OF, OTHERS_REMOVE, "custody: removals alone show no book-in and no release", NO_NOTICE)

PROFILES = (
    Profile(
        name="removals-14-03290",
        release="14-03290",
        says="removals, FY2003 through FY2013",
        tables=(
            Table(
                "removals",
                "Departed Date; Port Of Departure; Departed To Country; Country of Birth;"
                "Country of Citizenship; Year of Birth; LPR Yes No; Rc Threat Level; Case Category;"
                "Final Order Yes No; Final Order Date; Prior Removal Reinstate;"
                "Prior Removal Reinstate Date; Most Recent Prior Depart Date; Unique ID",
                ("id", "departed"),
                "departed",
            ),
        ),
        shows=_SHOWS,
        cannot=_CANNOT,
    ),
    Profile(
        name="removals-42034",
        release="2023-ICFO-42034",
        says="removals, FY2012 through FY2023",
        tables=(
            Table(
                "removals",
                "Departure Date; Port of Departure; Departure Country; Case Status; Case Category;"
                "Final Order Yes No; Final Order Date; Case ID; Gender; Birth Country;"
                "Citizenship Country; Birth Date; Birth Year; Alien File Number; Entry Status;"
                "Entry Date; MSC Charge; MSC Charge Date; MSC Charge Code; MSC Conviction Date;"
                "MSC Criminal Charge Status; Case Threat Level; Processing Disposition Code;"
                "Processing Disposition; Current Program; Apprehension Date; Charge Section Code;"
                "Charge Code; Anonymized Identifer",
                ("id", "departed"),
                "departed",
            ),
        ),
        shows=_SHOWS,
        cannot=("people who were not removed: only removed people are in this table", *_CANNOT),
    ),
    Profile(
        name="removals-2019",
        release="2019-ICFO-53623 removals",
        says="ICE removals, FY2016 to 31 August 2019, national, released to UWCHR",
        tables=(
            Table(
                "removals",
                "Area of Responsibility; Apprehension Date; Processing Disposition Code; Birth Date;"
                "Citizenship; Gender; RC Threat Level; Final Charge Section; Departed Date; Removal Date",
                ("departed", "removal_date", "citizenship"),
                "removal_date",
            ),
        ),
        shows=(
            *_SHOWS,
            "totals: rows are counted by Removal Date, as the agency counts them, and events dated by "
            "Departed Date",
        ),
        cannot=(
            *NO_PERSON,
            "the final order, and custody",
            "who arrested the person: the apprehension date may lie many years back, or be wrong",
            OTHERS_REMOVE,
            NO_NOTICE,
        ),
        person="",
    ),
    Profile(
        name="removals-2025-07",
        release="ICE July 2025",
        extract="2025-07-31",
        says="removals, release of late July 2025",
        tables=(
            Table(
                "removals",
                "Departed Date; Port of Departure; Departure Country; Docket AOR; Apprehension State;"
                "Apprehension County; Case Status; Gender; Birth Country; Citizenship Country;"
                "Birth Date; Birth Year; Entry Date; Entry Status; MSC NCIC Charge; MSC NCIC Charge Code;"
                "MSC Charge Date; MSC Criminal Charge Status; MSC Conviction Date; Case Threat Level;"
                "Case Criminality; Felon; Processing Disposition; Case Category; Final Program;"
                "Final Program Code; Case Category Time of Arrest; Latest Arrest Program Current;"
                "Latest Arrest Program Current Code; Latest Person Apprehension Date;"
                "Final Order Yes No; Final Order Date; Final Charge Code; Final Charge Section Code;"
                "Prior Deport Yes No; Latest Person Departed Date; Alien File Number; EID Case ID;"
                "EID Subject ID; Unique Identifier",
                ("id", "departed"),
                "departed",
            ),
        ),
        shows=_SHOWS,
        cannot=_CANNOT,
        withdrawn=(
            "2025-07-01",
            "this may be the file of late June 2025, which wrongly held removals by CBP and was replaced in "
            "late July: use that one",
        ),
    ),
    Profile(
        name="removals-2026-03",
        release="ICE March 2026",
        extract="2026-03-10",
        says="removals, October 2022 to 10 March 2026",
        tables=(
            Table(
                "removals",
                "Departed Date; Port of Departure; Departure Country; Case AOR; Apprehension State;"
                "Apprehension County; Case Status; Gender; Birth Country; Citizenship Country;"
                "Birth Date; Birth Year; Entry Date; Entry Status; Known Terrorist Yes No;"
                "Suspected Gang Yes No; MSC NCIC Charge; MSC NCIC Charge Code; MSC Charge Date;"
                "MSC Criminal Charge Status; MSC Conviction Date; Case Threat Level; Case Criminality;"
                "Aggravated Felon Yes No; Processing Disposition; Case Category; Final Program;"
                "Arresting Agency; TOA Case Category; Latest Apprehension Date; Final Order Yes No;"
                "Final Order Date; Final Charge Section; Prior Deport Yes No; Anonymized Identifier",
                ("id", "departed"),
                "departed",
            ),
        ),
        shows=_SHOWS,
        cannot=_CANNOT,
    ),
)
