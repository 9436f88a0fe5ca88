"""The immigration courts' case tables (EOIR), five of them. See NOTES.md beside this file."""

from duenotice.importers.released.model import Profile, Table
from duenotice.importers.released.wordings import NO_NOTICE

PROFILES = (
    Profile(
        name="courts",
        release="EOIR",
        says="immigration-court tables: A_TblCase, B_TblProceeding, tbl_CustodyHistory, tbl_Court_Motions, "
        "tblAppeal",
        tables=(
            Table(
                "case",
                "IDNCASE; ALIEN_CITY; ALIEN_STATE; ALIEN_ZIPCODE; UPDATED_ZIPCODE; UPDATED_CITY; NAT;"
                "LANG; CUSTODY; SITE_TYPE; E_28_DATE; ATTY_NBR; CASE_TYPE; UPDATE_SITE; LATEST_HEARING;"
                "LATEST_TIME; LATEST_CAL_TYPE; UP_BOND_DATE; UP_BOND_RSN; CORRECTIONAL_FAC;"
                "RELEASE_MONTH; RELEASE_YEAR; INMATE_HOUSING; DATE_OF_ENTRY; C_ASY_TYPE; C_BIRTHDATE;"
                "C_RELEASE_DATE; UPDATED_STATE; ADDRESS_CHANGEDON; ZBOND_MRG_FLAG; Sex; DATE_DETAINED;"
                "DATE_RELEASED; LPR; DETENTION_DATE; DETENTION_LOCATION; DCO_LOCATION;"
                "DETENTION_FACILITY_TYPE; CASEPRIORITY_CODE",
                ("id", "citizenship", "case_type"),
                "completed",
            ),
            Table(
                "proceeding",
                "IDNPROCEEDING; IDNCASE; OSC_DATE; INPUT_DATE; BASE_CITY_CODE; HEARING_LOC_CODE; IJ_CODE;"
                "TRANS_IN_DATE; PREV_HEARING_LOC; PREV_HEARING_BASE; PREV_IJ_CODE; TRANS_NBR;"
                "HEARING_DATE; HEARING_TIME; DEC_TYPE; DEC_CODE; DEPORTED_1; DEPORTED_2; OTHER_COMP;"
                "APPEAL_RSVD; APPEAL_NOT_FILED; COMP_DATE; ABSENTIA; VENUE_CHG_GRANTED; TRANSFER_TO;"
                "DATE_APPEAL_DUE_STATUS; TRANSFER_STATUS; CUSTODY; CASE_TYPE; NAT; LANG;"
                "SCHEDULED_HEAR_LOC; CORRECTIONAL_FAC; CRIM_IND; IHP; AGGRAVATE_FELON; DATE_DETAINED;"
                "DATE_RELEASED",
                ("id", "proceeding", "completed", "decision", "case_type"),
                "completed",
            ),
            Table(
                "custody",
                "IDNCUSTODY; IDNCASE; CUSTODY; DATDETAINED; DATRELEASED; CHARGE",
                ("id", "court_detained"),
                "court_detained",
            ),
            Table(
                "motion",
                "IDNMOTION; IDNPROCEEDING; IDNCASE; OSC_DATE; REC_TYPE; GENERATION; SUB_GENERATION;"
                "UPDATE_DATE; UPDATE_TIME; INPUT_DATE; INPUT_TIME; REJ; BASE_CITY_CODE;"
                "HEARING_LOC_CODE; IJ_CODE; IJ_NAME; DEC; COMP_DATE; MOTION_RECD_DATE; DATMOTIONDUE;"
                "WU_MSG; APPEAL_RSVD; APPEAL_NOT_FILED; RESP_DUE_DATE; STAY_GRANT; JURISDICTION;"
                "DATE_APPEAL_DUE; DATE_TO_BIA; DECISION_RENDERED; DATE_MAILED_TO_IJ; DATE_RECD_FROM_BIA;"
                "DATE_TO_BIA_UPDATE; STRFILINGPARTY; STRFILINGMETHOD; STRCERTOFSERVICECODE;"
                "E_28_RECPTFLAG; E_28_DATE; O_CLOCK_OPTION; SCHEDULED_HEAR_LOC; BLNDELETED; strDJScenario",
                ("id", "motion_received", "stay_grant"),
                "motion_received",
            ),
            Table(
                "appeal",
                "idnAppeal; idncase; idnProceeding; strAppealCategory; strAppealType; datAppealFiled;"
                "strFiledBy; datAttorneyE27; datBIADecision; strBIADecision; strBIADecisionType;"
                "strCaseType; strLang; strNat; strProceedingIHP; strCustody; strProbono",
                ("id", "proceeding", "appeal_filed", "appeal_decided", "appeal_type"),
                "appeal_filed",
            ),
        ),
        shows=(
            "orders of a judge to remove, deport or exclude, with the days on which they can have become "
            "final (only if tblAppeal is among the files)",
            "appeals to the Board, how they ended, and stays that were granted or denied",
        ),
        cannot=(
            "one person over time: a case is one charging document, and a person may have had several",
            "orders that no judge made: reinstatements, expedited and administrative removals",
            "stays and decisions of the courts of appeals",
            "custody: the custody history was found unreliable and makes no events",
            "what a motion asked for: its type was not verified and makes no events",
            "whether the person was ever detained again, released or removed",
            NO_NOTICE,
        ),
        person="case",
    ),
)
