"""What a file leaves out about a class reaches the duties that are owed to it."""

from tests.reason.asking import class_of, duty_of, order

ORDER = order("""
class "C" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia

duty "D" [Dkt. 1]
  owed to each member of "C"
  before each detention for removal
  the government must give written notice of detention at least 14 days earlier

left out: "whether a pardon matters" [Dkt. 1]
  could change "C" when any of these holds:
    (a) there is a pardon
""")
TAKEN = """
nationality Cambodia
2019-02-20 detention for removal
searched everything through 2019-03-01
"""
PARDONED = f"{TAKEN}\n2018-05-04 pardon"


def test_no_duty_is_violated_towards_a_person_whose_membership_the_file_leaves_open() -> None:
    assert duty_of(TAKEN, ORDER, "2019-03-01") == "violated because notice"
    assert class_of(PARDONED, ORDER, "2019-03-01") == "unknown because left out"
    assert duty_of(PARDONED, ORDER, "2019-03-01") == "unknown because left out"


def test_a_duty_that_only_the_class_rules_out_is_as_unknown_as_the_class() -> None:
    vietnamese = PARDONED.replace("Cambodia", "Vietnam")
    assert class_of(vietnamese, ORDER, "2019-03-01") == "unknown because left out"
    assert duty_of(vietnamese, ORDER, "2019-03-01") == "unknown because left out"


def test_a_duty_that_the_life_of_the_order_rules_out_stays_ruled_out() -> None:
    pardoned = "nationality Cambodia\n2010-05-04 pardon\nsearched everything through 2018-06-01"
    assert duty_of(pardoned, ORDER, "2018-06-01") == "not owed because in force"
