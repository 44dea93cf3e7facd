"""The order of the stages: archive, reading, coding, linking, store. What the command line and the web ask for is here.

Nothing above this floor calls a stage by itself, and no stage knows the next one.
"""

from warledger.pipeline.adding import add
from warledger.pipeline.explaining import Explained, explain, explain_document
from warledger.pipeline.linking import Linked, link, link_new
from warledger.pipeline.recoding import Recoded, recode
from warledger.pipeline.report import Outcome, Progress, Report, Stage, What
from warledger.pipeline.rows import Read, read, read_rows
from warledger.pipeline.stages import Stages, stages_for
from warledger.pipeline.verifying import Check, verify

__all__ = [
    "Check",
    "Explained",
    "Linked",
    "Outcome",
    "Progress",
    "Read",
    "Recoded",
    "Report",
    "Stage",
    "Stages",
    "What",
    "add",
    "explain",
    "explain_document",
    "link",
    "link_new",
    "read",
    "read_rows",
    "recode",
    "stages_for",
    "verify",
]
