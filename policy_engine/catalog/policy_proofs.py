"""Proofs that a policy is nowhere below the law, kept beside it so that it loads at once, and without a solver."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from policy_engine.errors import Location, PackError, Problem
from policy_engine.evaluation.overlays import Overlay
from policy_engine.evaluation.program import SEMANTICS

PROOF_FILE = "proof.json"
FLOOR = "1"
"""What is compared. Changes when a proof of before would not show what one of now shows."""


def proof_path(policy: Path) -> Path:
    """Where the proof of a policy stands: in its folder, or beside its file as `shop.proof.json`."""
    return policy / PROOF_FILE if policy.is_dir() else policy.with_suffix(f".{PROOF_FILE}")


def is_proved(policy: Path, overlay: Overlay) -> bool:
    """Whether a proof is kept of this policy over this pack, byte for byte.

    Raises PackError for a proof that cannot be read.
    """
    path = proof_path(policy)
    if not path.is_file():
        return False
    try:
        kept = json.loads(path.read_bytes())
    except ValueError:
        message = "the proof cannot be read"
        raise PackError(
            [Problem(Location(path.name), message, "write it again with `policy-engine policy prove`")]
        ) from None
    proved = kept.get("proved") if isinstance(kept, Mapping) else None
    return isinstance(proved, list) and _line(overlay) in proved


def proof_of(overlays: tuple[Overlay, ...]) -> bytes:
    """What to keep of a policy that was proved over packs: the digests of all that the proof rests on."""
    lines = sorted((_line(one) for one in overlays), key=lambda line: line["pack"])
    return (json.dumps({"proved": lines}, indent=1) + "\n").encode()


def _line(overlay: Overlay) -> dict[str, str]:
    pack = overlay.statute.pack
    return {
        "pack": pack.ref,
        "pack_digest": pack.digest,
        "policy": overlay.policy.ref,
        "policy_digest": overlay.policy.digest,
        "vocabulary": overlay.joint.vocabulary.digest,
        "calendars": overlay.joint.calendars.digest,
        "semantics": SEMANTICS,
        "floor": FLOOR,
    }
