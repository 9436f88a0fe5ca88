"""The texts of the site in other languages: collect what is to be translated, and compile what was.

    python tools/catalogues.py           write every .po and .mo file again
    python tools/catalogues.py --check   change nothing; exit 1 if a file is not as it would be written

Babel reads and writes the catalogues; Django's own reader turns a template into something that Babel can
read. Needs no program beside Python. A translation that no person reviewed carries the comment
`unreviewed` for translators, and the site says so on every page in that language; whoever reviews one puts
`reviewed: NAME, YYYY-MM-DD` in its place.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[1] / "src" / "duenotice" / "web"
LANGUAGES = ("es", "km", "vi")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{"gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)},
}


def sources() -> Iterator[tuple[str, str]]:
    """Every module and every template: its name, and what Babel can read of it."""
    settings.configure()
    for path in sorted([*WEB.glob("**/*.py"), *WEB.glob("templates/**/*.html")]):
        name = path.relative_to(WEB).as_posix()
        text = path.read_text("utf-8")
        yield name, templatize(text, origin=name) if path.suffix == ".html" else text


def collected() -> Catalog:
    """What is to be translated, and where it stands (without line numbers, which change all the time)."""
    found = Catalog(charset="utf-8")
    for name, text in sources():
        for _, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            found.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return found


def catalogue(language: str, template: Catalog) -> Catalog:
    """What a language has, with what is new and without what is gone."""
    path = file_of(language)
    held = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    fresh = Catalog(locale=language, charset="utf-8", fuzzy=False, header_comment="", project="duenotice")
    fresh.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Language", language),
        ("Plural-Forms", held.plural_forms),
    ]
    for message in sorted(template, key=lambda each: (str(each.id), each.context or "")):
        if not message.id:
            continue
        old = held.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        fresh.add(
            message.id,
            old.string if old else None,
            locations=sorted(set(message.locations)),
            flags=message.flags,
            user_comments=old.user_comments if old else [],
            context=message.context,
        )
    return fresh


def file_of(language: str) -> Path:
    """Where a language's catalogue is."""
    return WEB / "locale" / language / "LC_MESSAGES" / "django.po"


def written(language: str, template: Catalog) -> dict[Path, bytes]:
    """The two files of a language, as they should be."""
    filled, po, mo = catalogue(language, template), io.BytesIO(), io.BytesIO()
    write_po(po, filled, width=100, omit_header=False, sort_output=True)
    lines = [line for line in po.getvalue().splitlines() if not line.startswith(HEADERS)]
    text = b"\n".join(lines) + b"\n"
    compiled = read_po(io.BytesIO(text), locale=language)
    compiled.creation_date = compiled.revision_date = ALWAYS
    write_mo(mo, compiled)
    path = file_of(language)
    return {path: text, path.with_suffix(".mo"): mo.getvalue()}


ALWAYS = datetime(2026, 11, 27, tzinfo=UTC)
"""Babel puts a day into every compiled catalogue; the same one, or each would differ from the last."""
HEADERS = (
    *(b'"Project-Id', b'"Report-Msgid', b'"POT-Creation', b'"PO-Revision', b'"Last-Translator'),
    *(b'"Language-Team', b'"MIME-Version', b'"Content-Transfer', b'"Generated-By'),
)
"""Lines that change with every run, or tell nothing."""


def main() -> int:
    """0: every file is as it should be, or now is; 1: one is not."""
    template, check, stale = collected(), "--check" in sys.argv[1:], []
    for language in LANGUAGES:
        for path, content in written(language, template).items():
            if path.exists() and path.read_bytes() == content:
                continue
            stale.append(path.relative_to(WEB).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        translated = [each for each in catalogue(language, template) if each.id and each.string]
        print(f"{language}: {len(translated)} of {len(template)} texts")
    for name in stale:
        print(f"{name}: {'not as it would be written; run tools/catalogues.py' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
