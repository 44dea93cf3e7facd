"""A stream that reckons the SHA-256 of what passes through it, so that the custody log can name what left the case."""

import hashlib
import io
from typing import BinaryIO, TextIO


class Hashing(io.RawIOBase):
    """Hands bytes on to another stream, and counts and hashes them."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.count = 0
        self._stream = stream
        self._digest = hashlib.sha256()

    def writable(self) -> bool:
        """It is for writing."""
        return True

    def write(self, chunk: object) -> int:
        """Hash the bytes and hand them on."""
        content = bytes(memoryview(chunk))  # type: ignore[arg-type]
        self._stream.write(content)
        self._digest.update(content)
        self.count += len(content)
        return len(content)

    def flush(self) -> None:
        """Hand on what the other stream holds back."""
        if not self._stream.closed:
            self._stream.flush()

    def hexdigest(self) -> str:
        """SHA-256 of what has passed."""
        return self._digest.hexdigest()


def text_over(stream: Hashing) -> TextIO:
    """A text stream in UTF-8, its line endings left as they are; a lone surrogate becomes its \\u escape."""
    buffered = io.BufferedWriter(stream)
    return io.TextIOWrapper(buffered, encoding="utf-8", errors="backslashreplace", newline="")
