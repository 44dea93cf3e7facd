"""Locks an open file for this process, on any system: for what one process does at a time."""

import errno
import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def taken(lock: int) -> bool:
    """Whether an open file could be locked for this process, until it is closed; OSError where it cannot be locked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True
