"""Digests of values: what a function was given, in 16 bytes.

Equal values have equal digests, in every process and on every day; values of one type that differ have
different ones (BLAKE2b). Types are not told apart: a list and a tuple of the same have one digest.
"""

from __future__ import annotations

from hashlib import blake2b

from msgspec.msgpack import Encoder

SIZE = 16

# Fields of dataclasses stand in it by name, in their order; dates and enumerations as text.
_encode = Encoder().encode


def digest(value: object) -> bytes:
    """Return the digest of a value made of texts, numbers, sequences, dictionaries and dataclasses.

    Sets and mappings that are no dictionary are refused with a TypeError: they have no order of their own.
    """
    try:
        encoded = b"m" + _encode(value)
    except UnicodeEncodeError:
        # Halves of surrogate pairs have no UTF-8; `repr` writes them out.
        encoded = b"r" + repr(value).encode()
    return blake2b(encoded, digest_size=SIZE).digest()


def content_digest(content: bytes) -> bytes:
    """Return the digest of a file's bytes."""
    return blake2b(content, digest_size=SIZE).digest()
