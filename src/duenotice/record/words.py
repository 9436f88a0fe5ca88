"""The spelling of free texts in the ``case`` notation: which must be quoted, what is escaped.

What is written here is read back letter for letter; `lines`, `origins`, `from_text` and `to_text`
share these rules so that no text means one thing when written and another when read.
"""

from __future__ import annotations

import re

from duenotice.documents import escaped

STOP = ("from", "through", "since", "until", "till", "to", "after", "before", "or", "not", "unknown")
"""Words that a value may only hold inside quotation marks: each could begin something else."""

_PLAIN = re.compile(r"[\w.-][\w.'-]*(?: [\w.'-]+)*")
_STOP = re.compile(rf"\b(?:{'|'.join(STOP)})\b", re.IGNORECASE)


def is_plain(value: str) -> bool:
    """Whether a value may stand without quotation marks."""
    return bool(_PLAIN.fullmatch(value)) and not _STOP.search(value)


def stop_word(value: str) -> str:
    """The first word in a value that would have to be quoted; nothing if there is none."""
    found = _STOP.search(value)
    return found[0] if found else ""


def source_to_text(source: str) -> str:
    """A source as it stands between square brackets: ``\\\\`` before what has a meaning there."""
    text = source.replace("\\", "\\\\").replace("]", "\\]")
    return escaped(re.sub("[\r\n\t]", lambda match: f"\\u{ord(match[0]):04x}", text))


def source_from_text(text: str) -> str:
    """A source as it was. Raises ValueError with the escape that has no meaning."""

    def meant(match: re.Match[str]) -> str:
        if match[1] in ("\\", "[", "]"):
            return match[1]
        if len(match[1]) == 5:
            return chr(int(match[1][1:], 16))
        raise ValueError(match[0])

    return re.sub(r"\\(u[0-9a-fA-F]{4}|.|$)", meant, text)


def quoted_title(title: str) -> str:
    """A title in quotation marks, for one that would be read as an entry or not at all."""
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def title_from_text(text: str) -> str:
    """The title that a line is: what stands between quotation marks, or the line itself."""
    found = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', text)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else text
