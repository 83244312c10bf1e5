"""Reads a gzip file as a stream, up to where it is cut: the standard library drops what came just before."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

_GZIP_WBITS = 31


class Unzipped(io.RawIOBase):
    """The content of a gzip file. ``cut`` is true once its end was found missing or damaged."""

    def __init__(self, raw: BinaryIO) -> None:
        """Read from ``raw``, whose position tells how much of the compressed form was read."""
        super().__init__()
        self.raw = raw
        self.cut = False
        self._decoder = zlib.decompressobj(_GZIP_WBITS)
        self._waiting = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; 0 at the end."""
        while not self.cut:
            compressed = self._waiting or self.raw.read(1 << 16)
            self._waiting = b""
            if not compressed:
                # A file may hold several members; between two of them it may end.
                self.cut = not self._fresh
                return 0
            self._fresh = False
            try:
                data = self._decoder.decompress(compressed, len(buffer))
            except zlib.error:
                # Zeros after the last member are padding.
                self.cut = bool(compressed.strip(b"\0"))
                return 0
            if self._decoder.eof:
                self._waiting = self._decoder.unused_data
                self._decoder = zlib.decompressobj(_GZIP_WBITS)
                self._fresh = True
            else:
                self._waiting = self._decoder.unconsumed_tail
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    _fresh = True


def unzipped(raw: BinaryIO) -> tuple[Unzipped, io.BufferedReader]:
    """Return the content of a gzip file, and the same to read lines from."""
    content = Unzipped(raw)
    return content, io.BufferedReader(content, 1 << 16)
