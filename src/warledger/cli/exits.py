"""The exit codes of the program: the one list that main obeys and the manual prints."""

from typing import NamedTuple


class ExitCode(NamedTuple):
    """A number that a script can rely on, and what it tells."""

    code: int
    meaning: str


FINE = 0
REFUSED = 1
STOPPED = 130  # 128 + SIGINT, as a shell reports it
PIPE_CLOSED = 141  # 128 + SIGPIPE

EXIT_CODES = (
    ExitCode(FINE, "All done."),
    ExitCode(REFUSED, "Done, but some inputs were refused (each is named), or `verify` found a broken record."),
    ExitCode(2, "The command, an option or a setting cannot be used; nothing was changed."),
    ExitCode(3, "The path holds no case, a damaged one, or one of a newer version."),
    ExitCode(4, "Another process is writing to the case and did not finish in time."),
    ExitCode(5, "The disk is full, read-only, or failed; what was kept before stands."),
    ExitCode(STOPPED, "Stopped by Ctrl-C; what was kept before stands."),
    ExitCode(PIPE_CLOSED, "Whoever read the output (`| head`) had enough; not an error."),
)
