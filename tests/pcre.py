"""The regular expressions of rules, matched as Suricata does: PCRE2 with its compiler and Suricata's fixed limits.

Where an expression would cost more than the limit allows, Suricata gives the match up without a word.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
from dataclasses import dataclass
from functools import cache

import pytest

MATCH_LIMIT, DEPTH_LIMIT = 3500, 1500
"""SC_MATCH_LIMIT_DEFAULT and SC_MATCH_LIMIT_RECURSION_DEFAULT of detect-pcre.h. JIT knows the first only."""

NO_MATCH = -1
LIMITS = {-46: "JIT's stack", -47: "the match limit", -53: "the depth limit", -63: "the heap limit"}
_JIT_COMPLETE = 1
_FLAGS = {"i": 0x00000008, "s": 0x00000020, "m": 0x00000400, "x": 0x00000080, "A": 0x80000000}


@cache
def library() -> ctypes.CDLL | None:
    """PCRE2 as Suricata links it."""
    name = ctypes.util.find_library("pcre2-8")
    if name is None:
        return None
    lib = ctypes.CDLL(name)
    for function in (
        "pcre2_compile_8", "pcre2_match_context_create_8", "pcre2_match_data_create_from_pattern_8",
    ):  # fmt: skip
        getattr(lib, function).restype = ctypes.c_void_p
    return lib


NEEDED = pytest.mark.skipif(library() is None, reason="PCRE2, which Suricata needs, is not here")


@dataclass(frozen=True)
class Expression:
    """One pcre option of a rule, compiled."""

    text: str
    _code: int
    _data: int
    _context: int

    def limit_reached(self, subject: bytes) -> str | None:
        """Which limit ends the match, if one does."""
        return LIMITS.get(self._match(subject))

    def found(self, subject: bytes) -> bool:
        """Whether it matches somewhere."""
        return self._match(subject) >= 0

    def _match(self, subject: bytes) -> int:
        lib = library()
        assert lib is not None
        return int(
            lib.pcre2_match_8(
                ctypes.c_void_p(self._code), subject, ctypes.c_size_t(len(subject)), ctypes.c_size_t(0),
                ctypes.c_uint32(0), ctypes.c_void_p(self._data), ctypes.c_void_p(self._context),
            )
        )  # fmt: skip


@cache
def compiled(option: str, limit: int = MATCH_LIMIT) -> Expression:
    """The expression of a ``pcre:"/.../flags"`` option."""
    found = re.fullmatch(r'pcre:!?"/(.*)/([a-zA-Z]*)"', option, re.S)
    assert found, option
    lib = library()
    assert lib is not None
    text = found[1].replace(r"\/", "/").encode("latin-1")
    error, offset = ctypes.c_int(), ctypes.c_size_t()
    options = 0
    for flag in found[2]:
        options |= _FLAGS.get(flag, 0)
    code = lib.pcre2_compile_8(
        text, ctypes.c_size_t(len(text)), ctypes.c_uint32(options), ctypes.byref(error), ctypes.byref(offset), None
    )
    assert code, f"{option}: error {error.value} at {offset.value}"
    lib.pcre2_jit_compile_8(ctypes.c_void_p(code), ctypes.c_uint32(_JIT_COMPLETE))
    context = lib.pcre2_match_context_create_8(None)
    lib.pcre2_set_match_limit_8(ctypes.c_void_p(context), ctypes.c_uint32(limit))
    lib.pcre2_set_depth_limit_8(ctypes.c_void_p(context), ctypes.c_uint32(DEPTH_LIMIT))
    data = lib.pcre2_match_data_create_from_pattern_8(ctypes.c_void_p(code), None)
    return Expression(option, code, data, context)
