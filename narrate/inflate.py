"""Unpacks what came over HTTP, a piece at a time, so that some kilobytes never become gigabytes in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator


def inflated(pieces: Iterable[bytes], most: int, *, may_be_bare: bool) -> Iterator[bytes]:
    """Gzip (of several members too) or zlib, or else the bare deflate that some servers send for it.

    No piece that is yielded has more than ``most`` bytes, so that whoever counts them can stop in time.

    Raises:
        EOFError: the data end in the middle.
        zlib.error: the data are faulty.
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    rest, is_first, is_empty = b"", True, True
    for piece in pieces:
        rest += piece
        if is_first and len(rest) < 2:  # the two bytes by which the header is told
            continue
        if is_first and may_be_bare and rest[0] & 15 != 8 and rest[:2] != b"\x1f\x8b":
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        is_first = False
        while rest:
            if unpacker.eof:
                if not rest.startswith(b"\x1f"):
                    return  # padding
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            is_empty = False
            yield unpacker.decompress(rest, most)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if rest or not (unpacker.eof or is_empty):
        raise EOFError("it ends in the middle")
