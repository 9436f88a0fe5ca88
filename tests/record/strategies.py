"""Random records: every sort of entry, with odd sources, rough dates and sets of dates."""

from hypothesis import strategies as st

from duenotice.days import DateFact, from_day, from_edtf
from duenotice.library import load_vocabulary
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.terms import Kind, plain

VOCABULARY = load_vocabulary()
DAYS = st.integers(700_000, 740_000)
ROUGH = (
    *("2003", "2003-05", "2003-05-12~", "2003-05?", "2003%", "200X", "20XX", "XXXX", "2003-21", "unknown"),
    *("2003-03/2003-07", "../2003", "2003/..", "[2003,2005-06]", "[2001..2003,2005~]", "[..2003-05,2009?]"),
)
COUNTRIES = ("Cambodia", "Thailand", "Laos", "Côte d'Ivoire", "Trinidad and Tobago", "stateless")
QUALIFIED = (
    *(Kind(name) for name in VOCABULARY.events),
    Kind("notice of detention", ("handed", "in Khmer", "to counsel")),
    Kind("release from ICE custody", ("by order of supervision",)),
)


def dates() -> st.SearchStrategy[DateFact]:
    return st.one_of(DAYS.map(from_day), st.sampled_from(ROUGH).map(from_edtf))


def sources() -> st.SearchStrategy[str]:
    odd = st.sampled_from(
        ("a [b] c", "]", "\\", "\\]", "C:\\new\\u0041", "on [x", "  ", "a\nb\r\n\tc", "“x”", "(as r1)")
    )
    return st.one_of(st.just(""), odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


def names() -> st.SearchStrategy[str]:
    """Free values: any plain words, also such as would begin another part of the line."""
    odd = st.sampled_from(
        ("Person A or Person B", "from 2003", "not B", "Person (A)", "O'Neil", "ខ្មែរ", "A, B & C", "é")
    )
    letters = st.text(
        st.characters(categories=["L", "N", "Zs", "Po"], exclude_characters='"'), min_size=8, max_size=12
    )
    return st.one_of(odd, letters.map(lambda text: plain(f"x {text}").replace('"', "")))


@st.composite
def origins(draw: st.DrawFn) -> Origin:
    return Origin(draw(SOURCES), draw(LEARNED))


SOURCES = sources()
LEARNED = st.one_of(st.just(1), DAYS)
NAMES = names()
ORIGINS = origins()


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    name, values = draw(
        st.one_of(
            st.tuples(st.just("nationality"), st.lists(st.sampled_from(COUNTRIES), max_size=2)),
            st.tuples(st.just("presence"), st.just(["in the United States"])),
            st.tuples(st.just("presence"), st.just(["outside the United States"])),
            st.tuples(
                st.sampled_from(("counsel", "roster", "district of confinement")),
                st.lists(NAMES, max_size=3),
            ),
        )
    )
    since, until = sorted(draw(st.tuples(DAYS, DAYS)))
    return Fact(
        name,
        tuple(values),
        bool(values) and draw(st.booleans()),
        draw(st.sampled_from((ALWAYS, from_day(since)))),
        draw(st.sampled_from((FOR_GOOD, from_day(until)))),
        draw(ORIGINS),
    )


@st.composite
def searches(draw: st.DrawFn) -> Search:
    terms = draw(st.lists(st.sampled_from((*VOCABULARY.events, "everything")), min_size=1, max_size=3))
    since, through = sorted(draw(st.tuples(DAYS, DAYS)))
    where = draw(st.sampled_from(("", "the county court", "at (a) [b]; through 2003")))
    begun = draw(st.sampled_from((ALWAYS, from_day(since), from_edtf("../2003"))))
    return Search(tuple(terms), from_day(max(through, 732_000)), begun, where, draw(ORIGINS))


def events() -> st.SearchStrategy[Event]:
    return st.builds(Event, st.sampled_from(QUALIFIED), dates(), ORIGINS)


TITLES = (
    *(
        "",
        "Person A",
        "on 2003",
        "1999, taken in 2019",
        "in the United States",
        'the "A" case',
        " spaced ",
        "X-ray",
    ),
    *(
        '"',
        "\\",
        "nationality Cambodia",
        "- a",
        "(a)",
        "Xiong",
        "unknown conviction",
        "# 4",
        "> a",
        "ខ្មែរ",
        "a: b",
    ),
)


ENTRIES = st.lists(st.one_of(facts(), events(), searches()), max_size=6)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Records with corrections and withdrawals of earlier entries."""
    entries: list[Entry] = [*draw(ENTRIES)]
    named: list[Entry] = []
    ids: list[str] = []
    for number, entry in enumerate(entries):
        old, id_ = entry.origin, draw(st.sampled_from(("", f"r{number}", f"r-{number}.x_é")))
        corrects: list[str] = draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
        origin = Origin(old.source, old.learned, id_, tuple(corrects))
        named.append(_with(entry, origin))
        ids += [id_] if id_ else []
    withdrawn: bool = draw(st.booleans())
    if ids and withdrawn:
        named.append(Withdrawal(Origin("lost", 730_000, "w1", tuple(ids[:2]))))
    return Record(draw(st.sampled_from(TITLES))).adding(*named)


def _with(entry: Entry, origin: Origin) -> Entry:
    match entry:
        case Fact():
            return Fact(entry.name, entry.values, entry.negated, entry.since, entry.until, origin)
        case Event():
            return Event(entry.kind, entry.date, origin)
        case Search():
            return Search(entry.terms, entry.through, entry.since, entry.where, origin)
        case Withdrawal():
            return Withdrawal(origin)
