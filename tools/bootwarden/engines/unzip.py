"""Reads compressed files as streams, up to where they are cut: the standard library drops what came just before."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, Protocol

import zstandard


class _Decoder(Protocol):
    """One member of a compressed file."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, most: int) -> bytes: ...


class _Gzip:
    """zlib hands back what it had no room for; the others keep it."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, most: int) -> bytes:
        out = self._inner.decompress(self._waiting + data, most)
        self._waiting = self._inner.unconsumed_tail
        return out


class _Zstandard:
    """zstandard knows no limit of what comes out: a few bytes at a time, which can become some MiB each."""

    _STEP = 256

    def __init__(self) -> None:
        self._inner = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        self._in = b""
        self._out = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof and not self._out

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data + self._in

    def decompress(self, data: bytes, most: int) -> bytes:
        self._in += data
        while len(self._out) < most and self._in and not self._inner.eof:
            step, self._in = self._in[: self._STEP], self._in[self._STEP :]
            self._out += self._inner.decompress(step)
        out, self._out = self._out[:most], self._out[most:]
        return out


_DECODERS: Mapping[bytes, Callable[[], _Decoder]] = {
    b"\x1f\x8b": _Gzip,
    b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ),
    b"\x28\xb5\x2f\xfd": _Zstandard,
    b"BZh": bz2.BZ2Decompressor,
}
_ERRORS = (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, EOFError)
MOST_MAGIC = max(map(len, _DECODERS))
"""Bytes that tell whether a file is compressed."""


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins so is compressed (gzip, xz, Zstandard, bzip2)."""
    return head.startswith(tuple(_DECODERS))


class Unzipped(io.RawIOBase):
    """The content of a compressed file. ``cut`` is true once its end was found missing or damaged."""

    def __init__(self, raw: BinaryIO) -> None:
        """Read from ``raw``, whose position tells how much of the compressed form was read."""
        super().__init__()
        self.raw = raw
        self.cut = False
        head = raw.read(MOST_MAGIC)
        raw.seek(-len(head), io.SEEK_CUR)
        self._make = next((make for magic, make in _DECODERS.items() if head.startswith(magic)), _Gzip)
        self._decoder = self._make()
        self._waiting = b""
        self._drained = True
        self._fresh = True

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; 0 at the end."""
        while not self.cut:
            compressed = self._waiting
            self._waiting = b""
            if not compressed and self._drained:
                compressed = self.raw.read(1 << 16)
                if not compressed:
                    # A file may hold several members; between two of them it may end.
                    self.cut = not self._fresh
                    return 0
            if self._fresh:
                # Zeros after a member are padding.
                compressed = compressed.lstrip(b"\0")
                if not compressed:
                    continue
            self._fresh = False
            try:
                data = self._decoder.decompress(compressed, len(buffer))
            except _ERRORS:
                self.cut = True
                return 0
            # A full buffer may leave more behind in the decoder.
            self._drained = len(data) < len(buffer)
            if self._decoder.eof:
                self._waiting = self._decoder.unused_data
                self._decoder = self._make()
                self._fresh = self._drained = True
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def unzipped(raw: BinaryIO) -> tuple[Unzipped, io.BufferedReader]:
    """Return the content of a compressed file, and the same to read lines from."""
    content = Unzipped(raw)
    return content, io.BufferedReader(content, 1 << 16)
