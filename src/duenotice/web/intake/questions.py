"""The questions, in order, as data. The page and the paper number them alike.

Each asks for something that an order on the shelf, the notes or the next call needs. Values are words of the
vocabulary (`duenotice terms`). What has no term (who ordered the removal, the next check-in, a definite *no*)
stays what was told: it goes into a note, and no rule reads it.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from duenotice.web.intake.parts import (
    ANumber,
    AsEvent,
    AsFact,
    Line,
    Pick,
    Question,
    Ticks,
    When,
)

YES, NO = ("yes", _("Yes")), ("no", _("No"))
NOTICES = (
    ("notice of detention", _("That ICE will take them into custody")),
    ("notice of removal", _("That they will be removed from the United States")),
    ("notice of transfer", _("That they will be moved to another place of custody")),
    ("notice of reasons", _("Why they were taken into custody again")),
)
LETTERS = (*(value for value, _words in NOTICES), "revocation of release", "other")
"""What a letter can be, if one came."""
LANGUAGES = ("English", "Khmer", "Vietnamese", "Spanish", "Lao", "Hmong", "Somali", "Arabic", "Indonesian")

QUESTIONS: tuple[Question, ...] = (
    Question(
        "language",
        _("Which language do you want to speak?"),
        _("An interpreter first, if you need one."),
        (
            Line("language", _("Language"), LANGUAGES),
            Pick("reads", _("Could you act on a letter in this language?"), (YES, NO)),
        ),
        (
            AsFact("language understood", ("language",), if_=("reads", "yes")),
            AsFact("language understood", ("language",), if_=("reads", "no"), negated=True),
        ),
    ),
    Question(
        "name",
        _("What name should we use?"),
        _("Any name will do. It may stay blank."),
        (Line("name", _("Name to use")),),
        filed=True,
        may_be_blank=True,
    ),
    Question(
        "contact",
        _("How can we safely reach you?"),
        _("Tick only what is safe: somebody else may see the phone or the mail."),
        (
            Line("phone", _("Phone number")),
            Line("address", _("Address for mail")),
            Ticks(
                "safe",
                _("Safe to"),
                (
                    ("text", _("send a text")),
                    ("voicemail", _("leave a voice message")),
                    ("mail", _("send mail")),
                ),
            ),
        ),
        filed=True,
        may_be_blank=True,
    ),
    Question(
        "nationality",
        _("What is your nationality?"),
        _("Born in a camp, or not sure? Choose both that it may be, or say that you don't know."),
        (
            Pick("nationality", _("Nationality"), of="nationality"),
            Pick("or", _("Or possibly"), of="nationality"),
        ),
        (AsFact("nationality", ("nationality", "or")),),
    ),
    Question(
        "living",
        _("Where do you live now?"),
        _("No address is needed."),
        (
            Pick("inside", _("In the United States?"), (YES, NO)),
            Pick("state", _("State or territory"), of="state of residence", only_if=("yes",)),
        ),
        (
            AsFact("presence", ("inside",), words=(("yes", "in the United States"),)),
            AsFact("presence", ("inside",), words=(("no", "outside the United States"),), from_today=True),
            AsFact("state of residence", ("state",), if_=("inside", "yes"), from_today=True),
        ),
    ),
    Question(
        "entry",
        _("When did you first come to the United States?"),
        _("About when is enough."),
        (
            Pick("entered", _("Did you come from another country?"), (YES, NO)),
            When("when", _("When, about"), ("yes",)),
        ),
        (AsEvent("entered", (("yes", "entry to the United States"),), "when"),),
        needs=("entry to the United States",),
    ),
    Question(
        "ordered",
        _("Were you ever ordered deported or removed?"),
        _("Many people do not know. The court's case line may."),
        (
            Pick("ordered", _("Ordered deported or removed?"), (YES, NO)),
            When("when", _("When, about"), ("yes",)),
            Pick(
                "who",
                _("Who ordered it?"),
                (("judge", _("An immigration judge")), ("ICE", _("ICE or a border officer"))),
                only_if=("yes",),
            ),
            Pick("absent", _("Were you absent from the hearing?"), (YES, NO), only_if=("yes",)),
        ),
        (
            AsEvent("ordered", (("yes", "final order of removal"),), "when"),
            AsEvent("absent", (("yes", "order in absentia"),), "when"),
        ),
        needs=("final order of removal", "order in absentia"),
    ),
    Question(
        "released",
        _("Did ICE ever hold you and let you go?"),
        _("Also the immigration service before 2003. Papers of the release say how."),
        (
            Pick("released", _("Held and let go?"), (YES, NO)),
            When("when", _("When were you let go, about"), ("yes",)),
            Pick(
                "how",
                _("How were you let go?"),
                (
                    ("by order of supervision", _("On an order of supervision (I-220B)")),
                    ("by bond", _("On a bond")),
                    ("by recognizance", _("On recognizance (I-220A)")),
                    ("by parole", _("On parole")),
                ),
                only_if=("yes",),
            ),
        ),
        (AsEvent("released", (("yes", "release from ICE custody"),), "when", sorts=(("how", ""),)),),
        needs=("release from ICE custody",),
    ),
    Question(
        "check_in",
        _("Do you have to report to ICE?"),
        _("The next date stands on the back of form I-220B."),
        (
            Pick("reports", _("Do you have check-ins?"), (YES, NO)),
            When("next", _("Next check-in"), ("yes",), ahead=True),
        ),
    ),
    Question(
        "letter",
        _("Did you get a letter from ICE?"),
        _("Read out what it says. Keep the letter and the envelope."),
        (
            Pick(
                "letter",
                _("What does it say?"),
                (
                    *NOTICES,
                    ("revocation of release", _("That the release is revoked")),
                    ("other", _("Something else")),
                    ("none", _("No letter came")),
                ),
            ),
            When("dated", _("Date on the letter"), LETTERS),
            When("received", _("Day it was received"), LETTERS),
            Pick(
                "came",
                _("How did it come?"),
                (("mailed", _("By mail")), ("handed", _("It was handed over"))),
                only_if=LETTERS,
            ),
        ),
        (
            AsEvent(
                "letter",
                tuple((value, value) for value, _words in NOTICES),
                "received",
                sorts=(("came", "written"),),
                clocks=(("dated", "dated"), ("received", "received")),
                exact_if=("came", "handed"),
            ),
            AsEvent(
                "letter",
                (("revocation of release", "revocation of release"),),
                "received",
                by_then=("revocation of release",),
            ),
        ),
    ),
    Question(
        "taken",
        _("Did ICE take you into custody again?"),
        _("After you had been let go."),
        (Pick("taken", _("Taken again?"), (YES, NO)), When("when", _("When"), ("yes",))),
        (AsEvent("taken", (("yes", "detention for removal"),), "when"),),
        needs=("detention for removal",),
    ),
    Question(
        "trouble",
        _("Any trouble with the law since ICE let you go?"),
        _("Only a lawyer will read the answer. You need not say what it was."),
        (
            Pick(
                "trouble",
                _("Trouble with the law?"),
                (
                    NO,
                    ("arrested", _("Yes, arrested")),
                    ("charged", _("Yes, charged in a court")),
                    ("guilty", _("Yes, found guilty or pleaded guilty")),
                    ("yes", _("Yes, something else")),
                ),
            ),
            When("when", _("When, about"), ("arrested", "charged", "guilty", "yes")),
        ),
        (
            AsEvent(
                "trouble",
                (
                    ("arrested", "criminal arrest"),
                    ("charged", "criminal charge"),
                    ("guilty", "criminal charge"),
                ),
                "when",
                by_then=("guilty",),
            ),
        ),
        needs=("criminal violation",),
        counsel_only=True,
    ),
    Question(
        "conditions",
        _("Did you keep all conditions of the release?"),
        _("Check-ins, telling ICE of a new address, and so on. Only a lawyer will read the answer."),
        (
            Pick(
                "conditions",
                _("Conditions kept?"),
                (
                    ("kept", _("Yes, all kept")),
                    ("missed", _("A check-in was missed")),
                    ("broken", _("Another condition was not kept")),
                ),
            ),
            When("when", _("When, about"), ("missed", "broken")),
        ),
        (AsEvent("conditions", (("missed", "missed check-in"),), "when"),),
        needs=("violation of release conditions",),
        counsel_only=True,
    ),
    Question(
        "number",
        _("Do you have your A-number at hand?"),
        _("The letter A and eight or nine digits, on papers from ICE or the court. Not needed."),
        (ANumber("number", _("A-number")),),
        filed=True,
        may_be_blank=True,
    ),
    Question(
        "lawyer",
        _("Does a lawyer speak for you before ICE or the immigration court?"),
        _("Or an accredited representative: somebody who sent in papers for you."),
        (
            Pick("lawyer", _("Represented?"), (YES, NO)),
            Line("who", _("Who"), only_if=("yes",)),
        ),
        (
            AsFact(
                "representation",
                ("lawyer",),
                words=(("yes", "represented"), ("no", "not represented")),
                from_today=True,
            ),
            AsFact("counsel", ("who",), if_=("lawyer", "yes"), from_today=True),
        ),
    ),
)
"""A charge is all that follows from "found guilty" on the phone: a conviction, which alone can take somebody
out of a class, is recorded when a court paper shows it. What was said stands in the privileged note."""

BY_ID = {question.id: question for question in QUESTIONS}
NUMBER = {question.id: number for number, question in enumerate(QUESTIONS, 1)}
"""The number of each question, on the page and on the paper."""
