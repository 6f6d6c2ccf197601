"""Salary statements in German paragraphs: which sum, for whom, per month, year or hour."""

from index.salary.facts import facts_of
from index.salary.foreign import Others
from index.salary.statements import Statement, statements

__all__ = ["Others", "Statement", "facts_of", "statements"]
