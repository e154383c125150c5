"""The templates that are handed out are below the law nowhere, under whatever packs there are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policy_engine.catalog.packs import list_packs, load_program
from policy_engine.catalog.policies import read_overlays
from policy_engine.evaluation.program import Program
from policy_engine.floor.proving import objections
from tests.generated.documents import objections as objections_of_schema
from tests.policy.shop import REPOSITORY, TEMPLATES

pytestmark = pytest.mark.needs_analysis

FILES = sorted(TEMPLATES.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_template_is_nowhere_below_the_law(path: Path) -> None:
    programs = packs_for(path)
    assert programs, "no pack of its region loads"
    overlays = read_overlays(path, programs)
    assert [one for overlay in overlays for one in objections(overlay)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_template_has_the_shape_of_the_schema(path: Path) -> None:
    assert objections_of_schema("policy", path.read_text(encoding="utf-8")) == []


def packs_for(path: Path) -> list[Program]:
    """The newest release of each region that a policy is for, and what is being written for it where there is none."""
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))["for"]
    regions = [stated] if isinstance(stated, str) else stated
    released = {entry.region: entry.ref for entry in list_packs()}
    drafts = {region: str(REPOSITORY / "rules" / region / "draft") for region in regions}
    return [load_program(released.get(region, drafts[region])) for region in regions]
