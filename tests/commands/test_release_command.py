"""`release`: a draft becomes a version once everything in it is shown and its number fits what it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policy_engine.catalog.ledger import read_ledger
from policy_engine.catalog.locations import schemas_folder
from policy_engine.catalog.packs import load_program
from policy_engine.catalog.regions import Region
from policy_engine.commands.clock import now
from tests.commands.drafted import EXAMPLES, SUMMARY, change, draft, have_effect, lying, release, tiny
from tests.commands.running import run


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """The tiny law, with a draft and nothing released."""
    return tiny(tmp_path)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Region:
    region = tiny(tmp_path_factory.mktemp("second"))
    assert release(region).exit_code == 0
    assert draft(region).exit_code == 0
    have_effect(region, "prospective")
    return region


@pytest.fixture
def later(second: Region, tmp_path: Path) -> Region:
    """The tiny law, released as 0.1.0, with a draft of 0.2.0."""
    return Region(second.name, Path(shutil.copytree(second.rules, tmp_path / "rules")))


def refused(region: Region, *arguments: str, code: int = 2, **words: str) -> str:
    """Release what must be refused, and tell why; nothing may have moved."""
    before = lying(region)
    answer = release(region, *arguments, **words)
    assert answer.exit_code == code
    assert lying(region) == before
    return answer.stderr


# What a release does


def test_a_release_is_the_draft_with_the_current_vocabulary_under_its_version(region: Region) -> None:
    before = lying(region)
    assert release(region).exit_code == 0
    after = lying(region)
    assert after.pop("0.1.0/facts.yaml") == (schemas_folder() / "facts.yaml").read_bytes()
    after.pop("releases.yaml")
    before.pop("releases.yaml")
    assert after == {name.replace("draft/", "0.1.0/"): data for name, data in before.items()}


def test_a_release_is_a_line_of_the_ledger_below_all_that_was_there(region: Region) -> None:
    answer = release(region)
    (line,) = read_ledger(region.ledger.read_bytes(), "releases.yaml")
    assert (line.version, line.effect, line.summary) == ("0.1.0", "first", SUMMARY)
    assert (str(line.released_on), str(line.law_known_to)) == ("2026-11-22", "2026-11-20")
    assert line.digest == load_program("tiny@0.1.0", region.rules).pack.digest
    text = region.ledger.read_text(encoding="utf-8")
    assert text.startswith("# The released versions of this region, oldest first.\nreleases:  # none yet\n")
    assert text.endswith("\n    signatures: []\n")
    assert answer.stdout == (
        f"tiny@0.1.0 is released: first, on 2026-11-22, law known to 2026-11-20\n  {line.digest}\n"
    )


def test_a_region_without_a_ledger_gets_one(region: Region) -> None:
    region.ledger.unlink()
    assert release(region).exit_code == 0
    assert load_program("tiny", region.rules).pack.ref == "tiny@0.1.0"


def test_a_release_leaves_nothing_else_behind(later: Region) -> None:
    assert release(later, "prospective").exit_code == 0
    assert sorted(path.name for path in later.folder.iterdir()) == ["0.1.0", "0.2.0", "releases.yaml"]
    assert load_program("tiny", later.rules).pack.ref == "tiny@0.2.0"
    assert load_program("tiny@0.1.0", later.rules).pack.ref == "tiny@0.1.0"


def test_the_day_of_a_release_is_today_where_none_is_stated(region: Region) -> None:
    words = ["--effect", "first", "--summary", SUMMARY]
    before = now().day_as_stated
    answer = run("release", "tiny", "--rules", region.rules, *words)
    assert answer.exit_code == 0
    (line,) = read_ledger(region.ledger.read_bytes(), "releases.yaml")
    assert before <= line.released_on <= now().day_as_stated
    assert answer.stderr == f"note: `--on` not stated: released on {line.released_on}\n"


# What the examples have to show


def test_a_draft_in_which_an_example_fails_is_refused_with_1(region: Region) -> None:
    change(region.draft / "examples" / "law.yaml", "withdraw: not_granted", "withdraw: forbidden")
    told = refused(region, code=1)
    assert "not released: examples that fail: 1; parts that no example shows to matter: 1\n" in told
    assert f"help: `policy-engine test {region.draft}` names each of them\n" in told


def test_a_draft_with_a_part_that_no_example_shows_is_refused_with_1(region: Region) -> None:
    (region.draft / "examples" / "law.yaml").write_text(EXAMPLES.partition("  - case: shirt\n    says: a business")[0])
    told = refused(region, code=1)
    assert "not released: examples that fail: 0; parts that no example shows to matter: 1\n" in told


def test_a_draft_without_examples_is_refused_with_1(region: Region) -> None:
    shutil.rmtree(region.draft / "examples")
    assert "examples that fail: 0; parts that no example shows to matter: 1\n" in refused(region, code=1)


# What the pack has to be


def test_a_draft_is_read_strictly_and_everything_wrong_is_told_at_once(region: Region) -> None:
    change(region.draft / "law.yaml", "each: items", "eech: items")
    change(region.draft / "pack.yaml", "law_known_to: 2026-11-20\n", "")
    (region.draft / "notes.txt").write_text("to do", encoding="utf-8")
    told = refused(region)
    for problem in ("`eech`", "the pack has no `law_known_to`", "draft/notes.txt: this file is no part of the pack"):
        assert problem in told


@pytest.mark.parametrize("name", ["law.yml", "LAW.YAML", "law.yaml~", "more/law.yaml", "examples/law.json", ".hidden"])
def test_a_file_that_no_digest_would_cover_is_refused(region: Region, name: str) -> None:
    (region.draft / name).parent.mkdir(exist_ok=True)
    (region.draft / name).write_text("rules: []\n", encoding="utf-8")
    assert f"draft/{name}: this file is no part of the pack" in refused(region)


def test_a_link_is_refused(region: Region) -> None:
    law = (region.draft / "law.yaml").rename(region.rules / "law.yaml")
    (region.draft / "law.yaml").symlink_to(law)
    assert "draft/law.yaml: a link may lead elsewhere tomorrow" in refused(region)


def test_a_draft_that_keeps_a_vocabulary_of_its_own_is_refused(region: Region) -> None:
    shutil.copy(schemas_folder() / "facts.yaml", region.draft)
    told = refused(region)
    assert "draft/facts.yaml: a draft has no `facts.yaml`" in told
    assert "help: remove the file" in told


def test_the_pack_of_another_region_is_refused(region: Region) -> None:
    change(region.draft / "pack.yaml", "pack: tiny", "pack: teeny")
    assert "draft/pack.yaml:2:7: this is a pack of `teeny`, not of `tiny`" in refused(region)


def test_a_pack_without_a_rule_is_refused(region: Region) -> None:
    (region.draft / "law.yaml").unlink()
    assert "the pack has no rule yet" in refused(region)


def test_calendars_that_no_ledger_vouches_for_are_refused(region: Region) -> None:
    lender = region.rules / "lender" / "0.1.0"
    lender.mkdir(parents=True)
    shutil.copy(schemas_folder().parent / "rules" / "eu" / "0.1.0" / "calendars.json", lender)
    change(region.draft / "pack.yaml", "covers:\n", "calendars_from: lender@0.1.0\ncovers:\n")
    assert "the pack `lender@0.1.0`, whose calendars it uses, is not released" in refused(region)


def test_without_a_draft_there_is_nothing_to_release(region: Region) -> None:
    shutil.rmtree(region.draft)
    assert "there is no draft\n  help: `policy-engine draft tiny` begins one" in refused(region)


# Numbers, days and words


@pytest.mark.parametrize(
    ("effect", "version"),
    [("editorial", "0.1.1"), ("prospective", "0.2.0"), ("retroactive", "0.2.0"), ("editorial", "1.0.0")],
)
def test_a_release_takes_the_number_that_fits_its_effect(later: Region, effect: str, version: str) -> None:
    have_effect(later, effect)
    assert release(later, effect, "--version", version).exit_code == 0
    assert load_program("tiny", later.rules).pack.ref == f"tiny@{version}"
    assert f"version: {version}  # the first\n" in (later.of_version(version) / "pack.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("effect", "version", "fitting"),
    [
        ("editorial", "0.2.0", "`0.1.1` or `1.0.0`"),
        ("prospective", "0.1.1", "`0.2.0` or `1.0.0`"),
        ("retroactive", "0.3.0", "`0.2.0` or `1.0.0`"),
        ("prospective", "0.1.0", "`0.2.0` or `1.0.0`"),
        ("prospective", "2.0.0", "`0.2.0` or `1.0.0`"),
    ],
)
def test_a_number_that_does_not_fit_the_effect_is_refused_with_those_that_do(
    later: Region, effect: str, version: str, fitting: str
) -> None:
    told = refused(later, effect, "--version", version)
    assert f"after `0.1.0` a release that is {effect} is {fitting}, not `{version}`" in told


@pytest.mark.needs_analysis
@pytest.mark.parametrize(
    ("real", "stated", "reason"),
    [
        ("editorial", "prospective", "no case comes out otherwise than under `tiny@0.1.0`"),
        ("prospective", "editorial", "no case governed before 2026-11-21 alone comes out otherwise"),
        ("retroactive", "prospective", "a case governed before 2026-11-21 comes out otherwise"),
        ("retroactive", "editorial", "a case governed before 2026-11-21 comes out otherwise"),
    ],
)
def test_an_effect_is_refused_where_another_is_proved(later: Region, real: str, stated: str, reason: str) -> None:
    have_effect(later, real)
    version = "0.1.1" if stated == "editorial" else "0.2.0"
    told = refused(later, stated, "--version", version)
    assert f"the effect is {real}, not {stated}: {reason}" in told


@pytest.mark.needs_analysis
def test_decided_cases_that_come_out_otherwise_now_are_told(later: Region) -> None:
    have_effect(later, "retroactive")
    answer = release(later, "retroactive")
    assert "look back: cases decided before 2026-11-22 that come out otherwise now" in answer.stdout
    assert "the effect is proved: retroactive" in answer.stderr


@pytest.mark.needs_analysis
def test_the_ledger_says_that_the_comparison_knows_the_effect(later: Region) -> None:
    have_effect(later, "retroactive")
    assert release(later, "retroactive").exit_code == 0
    first, second = read_ledger(later.ledger.read_bytes(), "releases.yaml")
    assert (first.effect_by, second.effect_by) == ("", "comparison")


def test_the_ledger_says_that_an_effect_was_only_stated_where_nothing_could_be_proved(
    later: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policy_engine.commands.release.solver", lambda: None)
    have_effect(later, "prospective")
    assert release(later, "prospective").exit_code == 0
    assert read_ledger(later.ledger.read_bytes(), "releases.yaml")[-1].effect_by == "author"


def test_only_the_first_release_is_first(later: Region) -> None:
    assert "this is not the first release: `0.1.0` is released" in refused(later, "first")


@pytest.mark.parametrize("effect", ["editorial", "prospective", "retroactive"])
def test_the_first_release_is_nothing_else(region: Region, effect: str) -> None:
    assert "the effect of the first release is `first`" in refused(region, effect)


@pytest.mark.parametrize("version", ["1.0", "../0.2.0", "draft"])
def test_what_is_no_version_is_refused(later: Region, version: str) -> None:
    assert f"--version: `{version}` is no version" in refused(later, "prospective", "--version", version)


def test_the_law_may_be_known_as_far_as_before(later: Region) -> None:
    assert release(later, "prospective").exit_code == 0


def test_the_law_is_never_known_less_far_than_before(later: Region) -> None:
    change(later.draft / "pack.yaml", "law_known_to: 2026-11-20", "law_known_to: 2026-11-19")
    told = refused(later, "prospective")
    assert (
        "draft/pack.yaml:4:15: the law would be known only up to 2026-11-19, before the 2026-11-20 of `0.1.0`" in told
    )


def test_the_first_stable_release_begins_with_the_law_of_an_earlier_day(later: Region) -> None:
    change(later.draft / "pack.yaml", "law_known_to: 2026-11-20", "law_known_to: 2025-12-31")
    assert release(later, "prospective", "--version", "1.0.0").exit_code == 0
    assert [str(one.law_known_to) for one in later.releases()] == ["2026-11-20", "2025-12-31"]


def test_the_law_may_be_known_to_the_day_of_the_release(region: Region) -> None:
    assert release(region, on="2026-11-20").exit_code == 0


def test_nobody_knows_the_law_of_a_day_after_the_release(region: Region) -> None:
    assert "nobody knows the law up to 2026-11-20 on 2026-11-19" in refused(region, on="2026-11-19")


def test_a_release_is_never_dated_before_the_one_before(later: Region) -> None:
    told = refused(later, "prospective", on="2026-11-21")
    assert "--on: the day of the release would be 2026-11-21, before the 2026-11-22 of `0.1.0`" in told


@pytest.mark.parametrize("on", ["2026-02-30", "tomorrow", "22.11.2026"])
def test_a_day_that_is_none_is_refused(region: Region, on: str) -> None:
    assert f"--on: `{on}` is no day" in refused(region, on=on)


@pytest.mark.parametrize("summary", ["", "  ", "two\nlines", "a bell \x07"])
def test_a_summary_is_one_line_that_says_something(region: Region, summary: str) -> None:
    assert "--summary: " in refused(region, summary=summary)


def test_everything_wrong_with_a_release_is_told_at_once(later: Region) -> None:
    change(later.draft / "pack.yaml", "law_known_to: 2026-11-20", "law_known_to: 2026-11-19")
    told = refused(later, "editorial", summary="")
    assert told.count("error: ") == 3


def test_a_release_says_its_effect_and_its_summary(region: Region) -> None:
    answer = run("release", "tiny", "--rules", region.rules, "--effect", "first")
    assert answer.exit_code == 2
    assert "a release says its `--effect` and its `--summary`" in answer.stderr
