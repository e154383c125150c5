"""Find the law and the schemas: beside the package in a checkout, inside it when it came as a wheel."""

from __future__ import annotations

from pathlib import Path

from policy_engine.errors import Location, PackError, Problem

PACKAGE = Path(__file__).resolve().parents[1]


def rules_folder(package: Path = PACKAGE) -> Path:
    """Name the folder with one folder a region, each with its ledger and its versions."""
    return _shipped_or_beside("rules", package)


def schemas_folder(package: Path = PACKAGE) -> Path:
    """Name the folder with the vocabulary and the JSON Schemas."""
    return _shipped_or_beside("schemas", package)


def _shipped_or_beside(name: str, package: Path) -> Path:
    """Look inside the package first: what lies beside an installed package may belong to somebody else."""
    shipped, beside = package / f"_{name}", package.parent / name
    for folder in (shipped, beside):
        if folder.is_dir():
            return folder
    problem = Problem(Location(str(beside)), f"the folder `{name}` is missing", "install the package again")
    raise PackError([problem])
