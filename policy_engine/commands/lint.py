"""`lint`: everything that can be wrong with a pack that reads well."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import click
import msgspec

from policy_engine.catalog.packs import load_program, pack_files, source_name
from policy_engine.checks.lint.every_check import USUAL, Linted
from policy_engine.checks.lint.every_check import lint as ask_checks
from policy_engine.checks.lint.subject import Check, LintFinding, Subject
from policy_engine.commands.clock import now
from policy_engine.commands.exits import Exit
from policy_engine.commands.packs_wanted import newest
from policy_engine.commands.streams import fail, note, problems_told, read_document, tell
from policy_engine.errors import Location, Problem, read_each
from policy_engine.facts.values import parse_day
from policy_engine.reading.example_reader import read_examples
from policy_engine.reading.nodes import Table
from policy_engine.reading.pack_texts import PACK_FILE, SOURCES_FILE
from policy_engine.reading.sheet_reader import read_sheet
from policy_engine.reading.strict_yaml import read_document as read_yaml
from policy_engine.reading.suggest import shown
from policy_engine.render import messages

COUNTS = "{pack}: findings: {findings}; could not say: {unsure}; not run: {not_run}"
NO_SOLVER = "`{checks}` were not run: pip install 'policy-engine[analysis]'"
EXIT_CODES = """\b
Exit codes:
  0  nothing was found
  1  something was found
  3  nothing was found, but a check was not run because the solver is missing
  2  wrong use, or a wrong pack
"""


@dataclass(frozen=True, slots=True)
class _Done:
    pack: str
    linted: Linted


@click.command(epilog=EXIT_CODES, short_help="Find what is wrong with packs that read well.")
@click.argument("packs", nargs=-1, metavar="[PATH]...")
@click.option("--sheet", metavar="SHEET.md", help="Hold the ids of the packs against those of a fact sheet.")
@click.option("--on", "stated", metavar="DAY", help="The day on which citations are judged stale; else today.")
@click.option(
    "--check",
    "named",
    multiple=True,
    type=click.Choice([check.value for check in Check]),
    help="Only this check, or these.",
)
@click.option("--matter", is_flag=True, help="Also what no example shows to matter, which takes a minute or more.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint(
    packs: tuple[str, ...], sheet: str | None, stated: str | None, named: tuple[str, ...], matter: bool, form: str
) -> None:
    """Check each PATH, the folder of a pack; without one, the newest release of every region."""
    on, ids = _day(stated), None
    checks = tuple(Check(name) for name in named) or USUAL
    checks = (*checks, *([Check.UNSHOWN] if matter and Check.UNSHOWN not in checks else []))
    with problems_told():
        if sheet is not None:
            data, source = read_document(sheet)
            ids = frozenset(row.key for row in read_sheet(data.decode("utf-8", "replace"), source) if row.has_id)
        done = _linted(packs or newest(), on, ids, checks)
    if form == "json":
        tell(msgspec.json.format(msgspec.json.encode([_as_json(one) for one in done]), indent=2) + b"\n")
    else:
        tell("".join(f"{line}\n" for one in done for line in _as_text(one)))
    _tell_what_is_missing(done)
    sys.exit(_exit(done))


def _day(stated: str | None) -> date:
    try:
        return now().day_as_stated if stated is None else parse_day(stated)
    except ValueError as error:
        fail([Problem(Location("--on"), f"{shown(stated or '')} is no day: {error}")])


def _linted(refs: Sequence[str], on: date, ids: frozenset[str] | None, checks: Sequence[Check]) -> list[_Done]:
    """Check every pack.

    Raises PackError with the problems of all that cannot be read.
    """
    subjects = read_each(lambda ref: _subject(ref, on, ids), refs)
    return [_Done(ref, ask_checks(subject, checks)) for ref, subject in zip(refs, subjects, strict=True)]


def _subject(ref: str, on: date, ids: frozenset[str] | None) -> Subject:
    program, files, source = load_program(ref), pack_files(ref), source_name(ref)
    examples = read_examples(files, program.vocabulary, source)
    return Subject(program, examples, on, sources=_sources(files, source), sheet=ids)


def _sources(files: Mapping[str, bytes], folder: str) -> dict[str, Location]:
    """Where each source is listed."""
    found: dict[str, Location] = {}
    for name in (PACK_FILE, SOURCES_FILE):
        node = read_yaml(files[name], f"{folder}/{name}")[0] if name in files else None
        listed = node.get("sources") if isinstance(node, Table) else None
        found |= {key.value: key.at for key, _ in (listed.entries if isinstance(listed, Table) else ())}
    return found


def _tell_what_is_missing(done: Sequence[_Done]) -> None:
    not_run = dict.fromkeys(check.value for one in done for check in one.linted.not_run)
    if not_run:
        note(NO_SOLVER.format(checks="`, `".join(not_run)))
    if not done:
        note(messages.NO_PACKS)


def _exit(done: Sequence[_Done]) -> Exit:
    if any(one.linted.findings for one in done):
        return Exit.FAILED
    return Exit.OPEN if any(one.linted.not_run for one in done) else Exit.SETTLED


def _as_text(done: _Done) -> list[str]:
    linted = done.linted
    not_run = ", ".join(check.value for check in linted.not_run) or "none"
    counts = COUNTS.format(pack=done.pack, findings=len(linted.findings), unsure=len(linted.unsure), not_run=not_run)
    return [*(str(finding) for finding in linted.findings), counts]


def _as_json(done: _Done) -> dict[str, object]:
    linted = done.linted
    unsure = [{"check": one.check.value, "id": one.id, "about": one.about, "at": str(one.at)} for one in linted.unsure]
    return {
        "pack": done.pack,
        "checks": [check.value for check in linted.asked],
        "not_run": [check.value for check in linted.not_run],
        "findings": [_finding(one) for one in linted.findings],
        "could_not_say": unsure,
    }


def _finding(one: LintFinding) -> dict[str, object]:
    return {
        "check": one.check.value, "id": one.id, "message": one.message, "at": str(one.at), "help": one.help,
        "case": dict(one.witness),
    }  # fmt: skip
