"""What is promised here, and whether it holds on this machine.

Takes an installation, and the opened database where there is one; gives findings, each with how it was
checked. Nothing is repaired here, and nothing about people is read.
"""

from duenotice.web.doctor.findings import Finding, State
from duenotice.web.doctor.opened import opened
from duenotice.web.doctor.outside import outside

__all__ = ["Finding", "State", "opened", "outside"]
