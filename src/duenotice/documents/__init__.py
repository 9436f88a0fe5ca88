"""Documents: Markdown into front matter, fenced blocks with line numbers, and quoted notes.

Takes the text of a file, gives what stands in it and where, and must not know what the blocks
mean. Order files, vocabulary files, case files and the project's own documentation are all read
here, by markdown-it; YAML and JSON are read here too, with every scalar left as the text that
the author wrote (so that ``no`` stays a word and ``2019-01-03`` stays a date of ours).

Nothing is dropped in silence: a block that would not be read, a key given twice, an alias, a
comment behind a value and a character that nobody can see are all refused, with their place.
"""

from duenotice.documents.characters import REFUSED, at_line_breaks, escaped, name_of, readable
from duenotice.documents.data import from_json, from_yaml
from duenotice.documents.files import LARGEST, read_text
from duenotice.documents.markdown import Block, Document, Note, from_markdown
from duenotice.documents.positions import Positions, json_positions, yaml_positions

__all__ = [
    "LARGEST",
    "REFUSED",
    "Block",
    "Document",
    "Note",
    "Positions",
    "at_line_breaks",
    "escaped",
    "from_json",
    "from_markdown",
    "from_yaml",
    "json_positions",
    "name_of",
    "read_text",
    "readable",
    "yaml_positions",
]
