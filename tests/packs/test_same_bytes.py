"""The same case and the same packs give the same bytes in any process, whatever seeds its hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

DECIDE = """
import sys
import msgspec
from tests.packs.a_shirt import decided
for without in ("", "item.received", "item.traits", "buyer.residence"):
    sys.stdout.buffer.write(msgspec.json.encode(decided(without=without)) + b"\\n")
sys.stdout.buffer.write(msgspec.json.encode(decided(ask="refunds", request__extent="whole")))
"""


def bytes_under(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", DECIDE], cwd=ROOT, env=environment, capture_output=True, check=True)
    return ran.stdout


@pytest.fixture(scope="module")
def first() -> bytes:
    return bytes_under("0")


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_with_other_hashes_says_the_same_bytes(first: bytes, seed: str) -> None:
    assert first.count(b"\n") == 4
    assert bytes_under(seed) == first
