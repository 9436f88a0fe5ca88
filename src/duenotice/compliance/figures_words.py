"""Claims as text for people and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from duenotice.compliance.figures import Claim, Said
from duenotice.compliance.recomputed import NotAtHand, Outcome, Recomputed
from duenotice.days import in_words

Data = dict[str, Any]


def claims_to_text(claims: Iterable[Claim], outcomes: Mapping[str, Outcome] | None) -> str:
    """Each claim with its sayings side by side, and what the rows give if they were asked."""
    known = tuple(claims)
    lines = [line for claim in known for line in _claim(claim, outcomes)]
    never = [claim.id for claim in known if claim.way is None]
    lines.append(f"Nothing can recompute {len(never)} of {len(known)} claims: {', '.join(never)}.")
    return "\n".join(lines) + "\n"


def _claim(claim: Claim, outcomes: Mapping[str, Outcome] | None) -> Iterator[str]:
    yield f"{claim.id}: {claim.counts}"
    width = max(len(said.figure) for said in claim.said)
    for said in claim.said:
        yield f"  {said.figure:<{width}}  {_source(said)}"
    if claim.note:
        yield f"  note: {claim.note}"
    yield f"  {_outcome(claim, outcomes)}"
    yield ""


def _source(said: Said) -> str:
    verify = ", to verify" if said.to_verify else ""
    return f"{said.by}, {in_words(said.date)} [{said.source}{verify}]"


def _outcome(claim: Claim, outcomes: Mapping[str, Outcome] | None) -> str:
    if claim.way is None:
        return f"nothing can recompute it: {claim.nothing}"
    match outcomes[claim.id] if outcomes is not None else None:
        case Recomputed(figure, working, files):
            return f"recomputed: {figure} ({working}; {', '.join(files)})"
        case NotAtHand(files):
            return f"could be recomputed: no file {files} in the folder"
        case None:
            return "can be recomputed from released files: name their folder with --data"


def claims_to_data(claims: Iterable[Claim], outcomes: Mapping[str, Outcome] | None) -> list[Data]:
    """The same as data."""
    return [_data(claim, (outcomes or {}).get(claim.id)) for claim in claims]


def _data(claim: Claim, outcome: Outcome | None) -> Data:
    done = outcome if isinstance(outcome, Recomputed) else None
    return {
        "id": claim.id,
        "counts": claim.counts,
        "said": [
            {
                "figure": said.figure,
                "by": said.by,
                "source": said.source,
                "date": str(said.date),
                "to_verify": said.to_verify,
            }
            for said in claim.said
        ],
        "note": claim.note,
        "can_be_recomputed": claim.way is not None,
        "nothing_because": claim.nothing,
        "recomputed": done and {"figure": done.figure, "working": done.working, "files": list(done.files)},
    }
