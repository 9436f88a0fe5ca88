"""The engines that the SQL runs on: what each spells in its own way, and how its rows are fetched."""

from duenotice.screen.engines.dialect import DIALECTS, Dialect, Gap, text_for
from duenotice.screen.engines.engine import Engine, Table, engine_named

__all__ = ["DIALECTS", "Dialect", "Engine", "Gap", "Table", "engine_named", "text_for"]
