"""Every error of the program, named for what the caller should do.

    WarledgerError
    ├── SkipDocument      this one report cannot be taken; note why, go on with the next
    │   ├── UnreadableInput   the bytes cannot be turned into text (damaged, encrypted, too large, not text)
    │   ├── UnusableRow       a row of a table of reports lacks what it must have
    │   └── UnreachableInput  a file or address cannot be opened
    └── StopRun           nothing further can be done in this run
        ├── BadSetting        a codebook, a filter, a date or an option that the user gave cannot be used
        ├── NotACase          the case file is not a case, is damaged, or is of a newer version
        ├── UnusableModel     the trained extractor's files are missing or damaged
        ├── ContradictoryJudgements  a person's judgement says the opposite of one that stands
        ├── EditedMeanwhile   another person judged the same thing since it was last looked at
        ├── WorkStopped       a person stopped work that was under way
        ├── CaseBusy          another process holds the case
        └── StorageFailure    the disk is full or read-only

A message says what happened, to which input, and what to do; it never holds the text of a report.
"""


class WarledgerError(Exception):
    """Anything warledger says about an input or a case that it cannot use."""


class SkipDocument(WarledgerError):
    """This one input is left out; the batch goes on. `reason` is a short word for tables of failures."""

    reason = "skipped"


class UnreadableInput(SkipDocument):
    """The bytes were had, but no text could be made of them."""

    reason = "unreadable"


class UnusableRow(SkipDocument):
    """A row of reports lacks a text, or says something that cannot be (a bad date, a wrong type)."""

    reason = "bad row"


class UnreachableInput(SkipDocument):
    """A file or an address could not be opened."""

    reason = "unreachable"


class StopRun(WarledgerError):
    """The run cannot go on. `exit_code` is what the command line returns."""

    exit_code = 2


class BadSetting(StopRun):
    """Something that the user set (codebook, filter, option) cannot be used."""


class NotACase(StopRun):
    """The path holds no case, a damaged one, or one written by a newer version."""

    exit_code = 3


class UnusableModel(StopRun):
    """The files of the trained extractor are missing, damaged, or not the ones their manifest names."""


class ContradictoryJudgements(StopRun):
    """A judgement says the opposite of one that stands, by itself or through others; the message shows both."""


class EditedMeanwhile(StopRun):
    """Another person judged the same field since it was looked at; the message shows theirs, and nothing is stored."""


class WorkStopped(StopRun):
    """A person stopped the work between two steps; what was stored before stands."""


class CaseBusy(StopRun):
    """Another process is writing to the case and did not finish in time."""

    exit_code = 4


class StorageFailure(StopRun):
    """The disk is full, read-only, or failed; what was committed before stands."""

    exit_code = 5
