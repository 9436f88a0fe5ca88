"""The engines that the SQL runs on: what each spells in its own way, and how its rows are fetched."""

from duenotice.screen.engines.dialect import DIALECTS, Dialect, Gap, text_for

__all__ = ["DIALECTS", "Dialect", "Gap", "text_for"]
