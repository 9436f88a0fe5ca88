"""Words into terms: which term a phrase names, and with which qualifiers.

A phrase may put its qualifiers before or after the term (``written notice of detention``,
``notice of detention written``), with commas or without. The longest term wins. A phrase that
names no term is refused with the nearest one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata

from duenotice.problems import Place, Problem, did_you_mean, nearest, quoted, unseen
from duenotice.terms.model import EventTerm, FactTerm, Kind, Vocabulary, plain


class UnknownWords(Exception):
    """A phrase that the vocabulary does not have. `problem` is ready to be shown; `rest` holds the
    words that were left over beside a term, if there was a term."""

    def __init__(self, problem: Problem, rest: str = "") -> None:
        self.problem = problem
        self.rest = rest
        super().__init__(str(problem))


def kind_from_words(words: str, vocabulary: Vocabulary, place: Place, code: str) -> Kind:
    """The kind that `words` names. Raises `UnknownWords` with problem `code` at the words."""
    _all_seen(words, place, code)
    phrase = plain(words.replace(",", " "))
    best = find_term(phrase, vocabulary)
    if best is None:
        raise UnknownWords(_not_a_term(phrase, vocabulary, place.pointing_at(words), code))
    term, before, after = best
    qualifiers: list[str] = []
    for side in (before, after):
        found, rest = _qualifiers(term, side.split())
        if rest:
            here = place.pointing_at(words).pointing_at(rest)
            raise UnknownWords(_not_a_qualifier(rest, term, here, code), rest)
        qualifiers += found
    _compatible(term, qualifiers, place, code)
    return Kind(term.name, tuple(sorted(set(qualifiers))))


def find_term(phrase: str, vocabulary: Vocabulary) -> tuple[EventTerm, str, str] | None:
    """The longest event term in some words, with what stands before and after it."""
    folded = phrase.lower()
    if len(folded) != len(phrase):
        return None
    for name, term in vocabulary.longest_first:
        match = name in folded and re.search(rf"(?<!\S){re.escape(name)}(?!\S)", folded)
        if match:
            start, end = match.span()
            return term, phrase[:start].strip(), phrase[end:].strip()
    return None


def _qualifiers(term: EventTerm, words: list[str]) -> tuple[list[str], str]:
    """Qualifiers from left to right, the longest first; what is left over is the second value."""
    found: list[str] = []
    longest = max((len(q.name.split()) for q in term.qualifiers), default=0)
    while words:
        for length in range(min(len(words), longest), 0, -1):
            text = " ".join(words[:length])
            qualifier = term.qualifier(text)
            if qualifier:
                found.append(qualifier.name if "<" not in qualifier.name else text)
                words = words[length:]
                break
        else:
            return found, " ".join(words)
    return found, ""


def with_qualifier(kind: Kind, text: str, vocabulary: Vocabulary, place: Place, code: str) -> Kind:
    """The kind with one further qualifier. Raises `UnknownWords`."""
    _all_seen(text, place, code)
    term = vocabulary.event(kind.term)
    found, rest = _qualifiers(term, plain(text).split())
    if rest or not found:
        raise UnknownWords(_not_a_qualifier(rest, term, place.pointing_at(text), code), rest)
    _compatible(term, [*kind.qualifiers, *found], place, code)
    return Kind(kind.term, tuple(sorted({*kind.qualifiers, *found})))


def _compatible(term: EventTerm, qualifiers: list[str], place: Place, code: str) -> None:
    """No two qualifiers of one group: an event has only one of them."""
    chosen: dict[str, str] = {}
    for text in qualifiers:
        written = term.qualifier(text)
        assert written is not None
        for each in (written, *(term.qualifier(name) for name in written.implies)):
            if each is None or not each.group:
                continue
            other = chosen.setdefault(each.group, each.name)
            if other != each.name:
                raise UnknownWords(_exclude(other, each.name, text, term, place, code))


def _exclude(one: str, other: str, text: str, term: EventTerm, place: Place, code: str) -> Problem:
    return Problem(
        code,
        place.pointing_at(text),
        f"`{one}` and `{other}` exclude each other",
        f"one `{term.name}` can only be one of the two",
        "keep one of them, or leave both out if it is not known",
    )


def _not_a_term(phrase: str, vocabulary: Vocabulary, place: Place, code: str) -> Problem:
    help_ = did_you_mean(phrase, vocabulary.events, "`duenotice terms` lists every term, with its meaning")
    partly = [name for name in vocabulary.events if phrase and f" {phrase.lower()} " in f" {name.lower()} "]
    if partly:
        help_ = f"the terms with these words are: {', '.join(f'`{name}`' for name in partly[:6])}"
    return Problem(
        code,
        place,
        f"{quoted(phrase)} is not in the vocabulary" if phrase else "a term is missing here",
        "orders and records may only use terms that a vocabulary document explains",
        help_,
    )


def _not_a_qualifier(rest: str, term: EventTerm, place: Place, code: str) -> Problem:
    known = [q.name for q in term.qualifiers]
    listed = ", ".join(f"`{name}`" for name in known)
    return Problem(
        code,
        place,
        f"{quoted(rest)} does not belong to `{term.name}`",
        f"`{term.name}` can be qualified by: {listed}" if known else f"`{term.name}` has no qualifiers",
        did_you_mean(rest, known, f"`duenotice terms '{term.name}'` explains the term"),
    )


def fact_value(fact: FactTerm, text: str, place: Place, code: str) -> str:
    """The value of `fact` that `text` spells. Raises `UnknownWords` if it can have no such value.

    A value in the wrong spelling must never pass for another value: it would turn *yes* into *no*.
    """
    _all_seen(text, place, code)
    spelled = plain(text)
    if spelled.casefold() in fact.renamed:
        raise UnknownWords(_renamed(fact, spelled, place.pointing_at(text), code))
    if not fact.values:
        return _free_value(fact, spelled, place, code)
    if spelled.casefold() in fact.folded:
        return fact.folded[spelled.casefold()]
    raise UnknownWords(
        Problem(
            code,
            place.pointing_at(text),
            f"{quoted(spelled)} is not a value of `{fact.name}`",
            "a misspelt value would be taken for another value, and the answer would be wrong",
            _values_help(fact, spelled),
        )
    )


def _renamed(fact: FactTerm, spelled: str, place: Place, code: str) -> Problem:
    return Problem(
        code,
        place,
        f"{quoted(spelled)} is no longer a value of `{fact.name}`",
        "the old name does not say of which case it is, so that somebody of another case could pass for them",
        f"write `{fact.renamed[spelled.casefold()]}` if it is that, or a name that carries its own case",
    )


def _values_help(fact: FactTerm, spelled: str) -> str:
    values = list(dict.fromkeys(fact.values.values()))
    near = nearest(spelled, ["unknown"]) or nearest(spelled, [v for v in fact.values if len(v) > 3])
    if near and len(spelled) > 3:
        return f"did you mean `{near[0]}`?"
    if len(values) > 12:
        return f"write `{fact.name} unknown` if it is not known"
    return f"the values are: {', '.join(f'`{value}`' for value in values)}, or `unknown`"


_NO_VALUES = {"none", "no", "nobody", "no one", "nothing", "n/a", "na", "nil", "null", "nan", "-", "--", "?"}
_NO_VALUES |= {"tbd", "not known", "not unknown", "", "yes"}


def _free_value(fact: FactTerm, spelled: str, place: Place, code: str) -> str:
    """Any words will do for this fact, but not words that say that there is no value."""
    folded = spelled.casefold()
    unknown = difflib.SequenceMatcher(None, folded, "unknown").ratio() > 0.8
    if folded not in _NO_VALUES and not unknown and '"' not in spelled:
        return spelled
    raise UnknownWords(
        Problem(
            code,
            place.pointing_at(spelled),
            f"{quoted(spelled)} is not a value of `{fact.name}`",
            "it would be compared with the names and words that an order speaks of",
            f"write `{fact.name} unknown` if it is not known, and no line if there is nothing to say",
        )
    )


def _all_seen(words: str, place: Place, code: str) -> None:
    for char in "" if words.isprintable() else words:
        if unseen(char) and not char.isspace():
            name = f"U+{ord(char):04X} {unicodedata.name(char, 'a control character')}"
            raise UnknownWords(
                Problem(
                    code,
                    place.pointing_at(words).pointing_at(char),
                    f"a character stands in {quoted(words)} that cannot be seen: {name}",
                    "the words look like others and are not the same",
                    "delete the character, or type the words again",
                )
            )


def roster_words(name: str) -> str:
    """How the fact of being on a roster is written."""
    return f'on the roster "{name}"'
