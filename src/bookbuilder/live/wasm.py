"""A WebAssembly module made lighter and kept within a limit of memory; nothing of what it computes changes."""

from __future__ import annotations

from collections.abc import Iterator

MAGIC = b"\0asm\1\0\0\0"
CUSTOM, MEMORY = 0, 5
PAGE_BYTES = 65_536
KEPT_BITS, MORE = 0x7F, 0x80  # of a byte of a LEB128 number


def slim_module(module: bytes, *, memory_bytes: int) -> bytes:
    """The module without names of functions and tools, and with a memory that grows to ``memory_bytes`` at most.

    A browser itself refuses what the module asks for beyond that; Python then raises a ``MemoryError``.

    Raises
    ------
    ValueError
        If it is no WebAssembly module with one memory of its own that starts below the limit.
    """
    if not module.startswith(MAGIC):
        raise ValueError("no WebAssembly module")
    parts = [MAGIC]
    limited = False
    for kind, content in sections(module):
        if kind == MEMORY:
            content, limited = _limited(content, memory_bytes // PAGE_BYTES), True
        if kind != CUSTOM:
            parts += [bytes([kind]), leb128(len(content)), content]
    if not limited:
        raise ValueError("no memory of its own")
    return b"".join(parts)


def sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every section."""
    at = len(MAGIC)
    while at < len(module):
        kind = module[at]
        size, at = read_leb128(module, at + 1)
        yield kind, module[at : at + size]
        at += size


def _limited(content: bytes, most_pages: int) -> bytes:
    """The memory section with a highest number of pages."""
    count, at = read_leb128(content, 0)
    flags, at = read_leb128(content, at)
    least, _ = read_leb128(content, at)
    if count != 1 or flags not in (0, 1) or least > most_pages:
        raise ValueError(f"{count} memories with flags {flags} that start at {least} pages")
    return b"\1\1" + leb128(least) + leb128(most_pages)


def leb128(number: int) -> bytes:
    """A whole number from 0 as WebAssembly writes it: seven bits a byte, the lowest first."""
    found = bytearray()
    while number > KEPT_BITS:
        found.append(number & KEPT_BITS | MORE)
        number >>= 7
    return bytes([*found, number])


def read_leb128(content: bytes, at: int) -> tuple[int, int]:
    """The number that stands at a place, and the place behind it."""
    number = shift = 0
    while True:
        byte = content[at]
        number |= (byte & KEPT_BITS) << shift
        at, shift = at + 1, shift + 7
        if not byte & MORE:
            return number, at
