"""Texts with random edits: what a hurried hand, a word processor or a bad upload makes of a file."""

from hypothesis import strategies as st

UNSEEN = ("\u00a0", "\ufeff", "\x00", "\x0b", "\x85", "\u2028", "\u202e", "\u200b", "\ud800")
SPACES = ("\t", "\r\n", "\r", "\n", "  ", "  " * 40)
SIGNS = (
    '"',
    "'",
    "\u201c",
    "\u2019",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ":",
    ": ",
    ",",
    ";",
    "#",
    " # ",
    "\\",
    "|",
)
MARKUP = ("```", "```case", "```order", "~~~", "---", "- ", "> ", "`", "<!--", "> " * 60, "- " * 60)
DATA = ("*x", "&x ", "!!python/none", "%YAML 9.9\n", "1e999", "NaN", "null", "\\u202e", "\\ud800", "\\]")
WORDS = ("not", "no", "or", "and", "unknown", "since", "through", "from", "after", "the day", "everything")
SENTENCES = ("any of these holds:", "(a)", "(1)", "[x]", "or, on another reading: ", ": call it the x")
LINES = ("(learned 2019-01-01; as r1; corrects r1)", "withdraws r1", "expect class: yes", "on 2019")
DATES = ("2019-02-30", "03/04/2019", "[2003,2005]", "2003~", "../2003", "XXXX", "9999-12-31", "0", "9" * 5000)
LETTERS = ("é", "e\u0301", "ខ្មែរ", "İ", "ß", "🙂")
MUCH = ("[" * 80, "{" * 80, '{"a":' * 80, "x" * 12_000)
PIECES = (*UNSEEN, *SPACES, *SIGNS, *MARKUP, *DATA, *WORDS, *SENTENCES, *LINES, *DATES, *LETTERS, *MUCH)


def mutated(text: str) -> st.SearchStrategy[str]:
    """The text after one to four edits: pieces put in, stretches cut out, moved or doubled."""
    edit = st.tuples(
        st.sampled_from(("insert", "cut", "double", "replace", "join")),
        st.integers(0, len(text)),
        st.integers(1, 40),
        st.one_of(st.sampled_from(PIECES), st.text(max_size=6)),
    )
    return st.lists(edit, min_size=1, max_size=4).map(lambda edits: _edited(text, edits))


def _edited(text: str, edits: list[tuple[str, int, int, str]]) -> str:
    for what, start, length, piece in edits:
        stretch = text[start : start + length]
        middle = {
            "insert": piece + stretch,
            "cut": "",
            "double": stretch + stretch,
            "replace": piece,
            "join": stretch.replace("\n", ""),
        }[what]
        text = text[:start] + middle + text[start + length :]
    return text
