"""Detainers, four layouts. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import NO_CRIME_SEARCH, NO_NOTICE, NO_PERSON, ORDERS_AS_OF

_SHOWS = ("when a detainer was prepared for somebody held elsewhere",)
_CANNOT = (
    "whether the person was then handed over to ICE: a detainer is a request",
    ORDERS_AS_OF,
    NO_CRIME_SEARCH,
    NO_NOTICE,
)
_REASONS = (
    "Prior Felony Yes No; Multiple Prior MISD Yes No; Violent Misdemeanor Yes No; Illegal Entry Yes No;"
    "Illegal Reentry Yes No; Immigration Fraud Yes No; Significant Risk Yes No;"
    "Other Removal Reason Yes No; Other Removal Reason; Criminal Street Gang Yes No;"
    "Aggravated Felony Yes No; Deportation Ordered Yes No; Order to Show Cause Served Yes No;"
    "Order to Show Cause Served Date; Biometric Match Yes No; Statements Made Yes No;"
    "Unlawful Attempt Yes No; Unlawful Entry Yes No; Visa Yes No;"
)

PROFILES = (
    Profile(
        name="detainers-2025",
        release="2025-ICLI-00019",
        extract="2025-02-28",
        says="detainers, releases of 2025, in which `Final Order Yes No` stands twice",
        tables=(
            Table(
                "detainers",
                "Detainer Prepare Date; Facility State; Facility AOR; Port of Departure;"
                "Departure Country; Departed Date; Case Status; Detainer Prepared Criminality;"
                "Detention Facility; Detention Facility Code; Facility City; Detainer Prep Threat Level;"
                "Gender; Citizenship Country; Birth Country; Birth Date; Birth Year; Entry Status;"
                "Most Serious Conviction Charge; MSC Sentence Days; MSC Sentence Months;"
                "MSC Sentence Years; MSC Charge Code; MSC Charge Date; MSC Conviction Date; Felon;"
                "Processing Disposition; Case Category; Final Program;"
                "Time of Apprehension Case Category; Time of Apprehension Current Program;"
                "Apprehension Method; Final Order Yes No; Final Order Date; Apprehension Date;"
                f"Entry Date; {_REASONS} Final Order Yes No; Federal Interest Yes No;"
                "Resume Custody Yes No; Alien File Number; EID Case ID; EID Subject ID; EID DTA ID;"
                "Unique Identifier",
                ("id", "prepared"),
                "prepared",
            ),
        ),
        shows=_SHOWS,
        cannot=_CANNOT,
        blanks=("NA",),
    ),
    Profile(
        name="detainers-2026-03",
        release="ICE March 2026",
        extract="2026-03-10",
        says="detainers, October 2022 to 10 March 2026",
        tables=(
            Table(
                "detainers",
                "Detainer Prepare Date; Facility State; Facility AOR; Facility City; Port of Departure;"
                "Departure Country; Departed Date; Case Status; Detainer Criminality; Detainer Facility;"
                "Detainer Facility Code; Detainer Threat Level; Gender; Citizenship Country;"
                "Birth Country; Birth Date; Birth Year; Entry Status; MSC Charge; MSC Sentence Days;"
                "MSC Sentence Months; MSC Sentence Years; MSC Charge Code; MSC Charge Date;"
                "MSC Conviction Date; Aggravated Felon Yes No; Processing Disposition; Case Category;"
                "TOA Case Category; Apprehension Method; Final Order Yes No; Final Order Date;"
                f"Apprehension Date; Entry Date; {_REASONS} Federal Interest Yes No;"
                "Resume Custody Yes No; Detainer Lift Reason; Detainer Lift Reason Code; Detainer Type;"
                "EID DTA ID; Anonymized Identifier",
                ("id", "prepared", "final_yes"),
                "prepared",
            ),
        ),
        shows=_SHOWS,
        cannot=_CANNOT,
    ),
    Profile(
        name="detainers-csv",
        release="detainers FY2010 to FY2017",
        says="detainers by fiscal year, `.csv` files that are tab-delimited, no person id",
        tables=(
            Table(
                "detainers",
                "Prepare Date; Active Yes No; Detainer Lift Reason; Detainer Lift Reason Code;"
                "Detainer Lift Reason2; Detainer Lift Reason 2 Code; Area of Responsibility; Site;"
                "Detention Facility Code; Detention Facility; Active Investigation Yes No;"
                "Arrest Warrant Served Yes No; Deportation Ordered Yes No; Notify Release Request Yes No;"
                "ERO Citizenship; Birth Date; Osc Served Yes No; Osc Served Date; Alien File Number;"
                "Subject Id",
                ("prepared", "citizenship"),
                "prepared",
            ),
        ),
        shows=_SHOWS,
        cannot=(*NO_PERSON, *_CANNOT),
        person="",
    ),
    Profile(
        name="detainers-txt",
        release="detainers FY2008 to FY2015",
        says="detainers by fiscal year, `.txt` files that are comma-delimited, no person id",
        tables=(
            Table(
                "detainers",
                "Prepare Date; Detainer Type; Detainer Lift Reason; Detainer Detention Facility; City; State",
                ("prepared", "lift_reason"),
                "prepared",
            ),
        ),
        shows=_SHOWS,
        cannot=(*NO_PERSON, "nationality: these files have no citizenship column", *_CANNOT),
        person="",
    ),
)
