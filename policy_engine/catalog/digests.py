"""Digests: what identifies a pack, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def digest_of(files: Mapping[str, bytes]) -> str:
    """The SHA-256 over the names and contents of all files, in the order of their names.

    Each file adds its name, a zero byte, and the SHA-256 of its bytes, so that no two folders share a digest
    by moving a byte from one file to the next.
    """
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode() + b"\x00" + hashlib.sha256(files[name]).digest())
    return f"sha256:{total.hexdigest()}"
