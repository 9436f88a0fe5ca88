"""Plausible mistakes in sentences of the order language, as a table.

Each row is a pattern for a whole line that cannot be read, with the words at fault under its group
``here``; then what is wrong, why it matters, and how it is written. ``{0}`` is the text of ``here``.
"""

from __future__ import annotations

TIMING_WORDS = "the timing words are: `after`, `on or after`, `before`, `on or before`, `on the day of`, " + (
    "`within N days after`, `more than N days after`, `at least N days before`"
)
NOT_TIMING: dict[str, str] = {
    "since": "write `after …`, or `on or after …` if the same day counts",
    "following": "write `after …`",
    "from": "write `on or after …`",
    "until": "write `before …`, or `on or before …` if the same day counts",
    "till": "write `before …`, or `on or before …` if the same day counts",
    "prior": "write `before …`",
    "later": "write `after …`",
    "earlier": "write `before …`",
    "during": "write two timings with a comma: `after …, before …`",
    "between": "write two timings with a comma: `after …, before …`",
    "by": "write `on or before …`",
    "when": "write `on the day of …`",
    "while": "write two timings with a comma: `after …, before …`",
}
"""Words for times that the language does not have, and what it has instead."""

ONE = "one condition stands on one line, so that each has a letter and a verdict of its own"
NEGATION = "*not* is written in three ways only, so that it is always clear what is denied"
NEGATION_HELP = "write `there is no TERM …`, `the person's FACT is not …`, or a condition below `unless`"
COUNT = "periods are counted in days, business days, weeks, months or hours, written as a number"
Row = tuple[str, str, str, str]
MISTAKES: tuple[Row, ...] = (
    # a pattern, what, why, help; {0} is the text under `here`, in backticks
    (r"\s*(?P<here>#|//|<!--|--|;).*", "{0} begins no sentence", "an `order` block holds no remarks",
     "write the remark as prose, above or below the block"),
    (r"\s*(?P<here>[-*\u2022]\s).*", "a bullet stands here",
     "the lines of an order have letters, not bullets",
     "write `(a)`, `(b)` … before conditions, and nothing before other lines"),
    (r"\s*(?!\((?:[a-z]{1,2}|[0-9]{1,2})\))(?P<here>\(?[A-Za-z0-9]{1,3}[.)]|\([A-Z]\))\s.*",
     "{0} is not a letter of this language",
     "cases and answers name conditions by their letters", "write `(a)`, or `(1)` below another letter"),
    (r"\s*(?:class|duty|left out:)\s+(?P<here>[^\"\s].*?)\s*(?:\[.*)?", "{0} is not in quotation marks",
     "other lines and answers say these words, so it must be clear where they end",
     "write the words in straight quotation marks, `\"`"),
    (r".*?(?P<here>\[[^\]]*)", "this bracket is never closed", "a citation stands in square brackets",
     "end the citation with `]`"),
    (r"\s*(?:class|duty|left out:)\s+\"[^\"]*\"\s*(?P<here>\([^)]*\))\s*", "{0} does not fit here",
     "a citation stands in square brackets", "write `[` and `]` around the citation"),
    (r"\s*before each \S+.*?\s(?P<here>(?:after|before|within|during|on) .*)", "{0} does not fit here",
     "the act is named by its term alone; who is protected from when on is said by the class",
     "leave these words out, or say them in a letter of the class"),
    (r".*there is no .*(?P<here>: call it the .*)", "this event cannot have a name",
     "*there is no* chooses no event, so there is nothing that a later letter could speak of",
     "remove {0}, or name an event of another letter"),
    (r".*call it (?P<here>the [a-z-]*[^a-z\s\]-][^\s\]]*|(?!the )\S+|the [a-z-]+ [a-z-]+).*",
     "{0} cannot be a name", "a name is `the` and one word in small letters, which may hold hyphens",
     "write, for example, `: call it the release` or `: call it the first-release`"),
    (r".*\bat least (?P<here>.*\b(?:business|court|working)\b.*?) (?:earlier|before|after)\b.*",
     "{0} cannot be counted yet", COUNT,
     "write the number and `business days`, such as `10 business days`"),
    (r".*\b(?:of|in|within|least|than) (?P<here>[\w-]+ hours?)\b.*", "{0} cannot be counted yet", COUNT,
     "write the number, such as `72 hours`"),
    (r".*\bat least (?P<here>\S+ (?:calendar )?days?) (?:before|prior|in advance|ahead).*",
     "the notice is not counted from an act here", "`before each …`, above, names the act",
     "write `at least N days earlier`"),
    (r"\s*the government must \S+ .*?\b(?P<here>in advance|beforehand|ahead of time|first|before(?: it)?)\s*",
     "{0} does not fit here", "a notice without a number of days must come `earlier`",
     "write `the government must give TERM earlier`"),
    (r".*\b(?P<here>\d+ calendar days?)\b.*", "{0} holds a word too many", "all days here are calendar days",
     "leave out `calendar`"),
    (r".*\bthe government must (?P<here>notify|inform|provide|serve|send|issue|tell|deliver)\b.*",
     "{0} is not a verb of this language", "the government must `give`, `mail` or `hand` a notice",
     "write `the government must give TERM at least N days earlier`"),
    (r".*\bthe government (?P<here>shall|may|should|will|has to|cannot|can not|may not|shall not)\b.*",
     "{0} does not fit here", "a duty is written with `must` or `must not`",
     "write `the government must give …` or `the government must not carry out …`"),
    (r".*\bwithin \d+ days? (?P<here>of|from|following|since)\b.*", "{0} does not fit here", TIMING_WORDS,
     "write `within N days after …`"),
    (r".*\bmust not (?P<here>(?!carry)\S+)\b.*", "{0} does not fit here",
     "an act is named by a term of the vocabulary", "write `the government must not carry out TERM`"),
    (r"(?:(?!there is ).)*(?P<here>\bnot\b).*", "`not` does not fit here", NEGATION, NEGATION_HELP),
    (r".*there is (?P<here>not|never)\b.*", "{0} does not fit here", NEGATION, NEGATION_HELP),
    (r".*\b(?:after|before) (?:the )?\S+ (?P<here>and|or)\b.*", "{0} does not fit here", ONE,
     "write a comma between two timings, or put two conditions below the heading of a group"),
    (r".*there (?P<here>are|was|were|has been|have been|exists?)\b.*", "{0} does not fit here",
     "events are asked for in one form", "write `there is a TERM …` or `there is no TERM …`"),
    (r"\s*\(\w+\) (?P<here>no|an?|never) .*", "{0} does not fit here", "events are asked for in one form",
     "write `there is a TERM …` or `there is no TERM …`"),
    (r".*\bthe person (?P<here>has|was|had|did|does|lives|speaks|must|may)\b.*", "{0} does not fit here",
     "what happened to a person is an event; what holds of a person is a fact",
     "write `there is a TERM …`, or `the person's FACT is VALUE`"),
    (r".*(?P<here>\b(?:all|any|one|each|either) of (?:these|the following|them)\b[^:]*:?)\s*(?:\[.*)?",
     "{0} is not the heading of a group", "groups have two headings, and each ends in a colon",
     "write `all of these hold:` or `any of these holds:`"),
    (r"(?:\s*or, on another reading\b)?(?:(?!\s*or, on another reading\b).)*\b(?P<here>and|or)\b.*",
     "{0} does not fit here", ONE,
     "put the two below `all of these hold:` or `any of these holds:`"),
)  # fmt: skip
