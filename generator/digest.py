"""Digests of values: what a function was given, in 16 bytes.

Equal values have equal digests, in every process and on every day; values of one type that differ have
different ones (BLAKE2b). Types are not told apart: a list and a tuple of the same have one digest.
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

from msgspec.msgpack import Encoder

SIZE = 16


def _as_text(value: object) -> str:
    """Return what stands for a value of a class derived from a date's, which the encoder does not know."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


# Values as MessagePack: dataclasses by their fields' names, in their order; dates and enumerations as text.
encode = Encoder(enc_hook=_as_text).encode


def digest(value: object) -> bytes:
    """Return the digest of a value made of texts, numbers, sequences, dictionaries and dataclasses.

    Sets have no order of their own, so sort them first. Values of other classes are refused with a TypeError.
    """
    try:
        encoded = b"m" + encode(value)
    except UnicodeEncodeError:
        # Halves of surrogate pairs have no UTF-8; `repr` writes them out.
        encoded = b"r" + repr(value).encode()
    return blake2b(encoded, digest_size=SIZE).digest()


def content_digest(content: bytes) -> bytes:
    """Return the digest of a file's bytes."""
    return blake2b(content, digest_size=SIZE).digest()
