"""Random changes of one clause of a real pack, and cases around that clause, made from the pack's own examples."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice

from policy_engine.catalog.locations import rules_folder
from policy_engine.catalog.packs import load_program, pack_files, program_of
from policy_engine.comparison.model import Comparison
from policy_engine.comparison.outcomes import Output
from policy_engine.comparison.outputs import outputs_of
from policy_engine.comparison.parts import PARTS
from policy_engine.comparison.running import Runner
from policy_engine.errors import PackError
from policy_engine.evaluation.program import Program
from policy_engine.facts.case import Address, Case
from policy_engine.facts.values import Kind, Moment, Value
from policy_engine.reading.example_reader import read_examples

PACK = "br@1.1.0"
MOST_CASES = 24
"""So many cases are tried around one mutation."""
_NO_LAW = re.compile(r"^\s*(#|title:|brief:|reason:|id:)")
_OPERATORS = {
    "below": "at_most", "at_most": "below", "above": "at_least", "at_least": "above", "before": "on_or_before",
    "on_or_before": "before", "after": "on_or_after", "on_or_after": "after",
}  # fmt: skip
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A pack with one clause changed."""

    sort: str
    file: str
    line: str
    instead: str
    text: str
    """The whole file as it is then."""

    @property
    def program(self) -> Program:
        """The pack as it is then."""
        return _with(self.file, self.text)

    def __str__(self) -> str:
        return f"{self.sort} in {self.file}: {self.line.strip()} -> {self.instead.strip()}"


@cache
def whole() -> Program:
    """The pack as it is."""
    return load_program(PACK)


def _mutations(seed: int = 11) -> Iterator[Mutation]:
    """Random changes that make a pack which can be read; the same for the same seed."""
    chance, seen = random.Random(seed), set[tuple[str, str, str]]()
    while True:
        sort = chance.choice([*_IN_A_LINE, "exemption"])
        drawn = _drawn(chance, sort)
        if drawn is None or drawn[:3] in seen:
            continue
        seen.add(drawn[:3])
        file, _, _, text = drawn
        try:
            _with(file, text)
        except PackError:
            continue
        yield Mutation(sort, *drawn)


_MUTATIONS, _FOUND = _mutations(), list[Mutation]()


def mutation(number: int) -> Mutation:
    """One of them by its number; those before it are drawn first, once."""
    _FOUND.extend(islice(_MUTATIONS, max(number + 1 - len(_FOUND), 0)))
    return _FOUND[number]


@lru_cache(maxsize=2)
def _with(file: str, text: str) -> Program:
    return program_of({**pack_files(PACK), file: text.encode()}, rules_folder(), "mutated", "sha256:mutated")


def _drawn(chance: random.Random, sort: str) -> tuple[str, str, str, str] | None:
    """A file, a line of it, what stands there instead, and the whole text then."""
    file = chance.choice(_files_of_law())
    lines = pack_files(PACK)[file].decode().splitlines(keepends=True)
    if sort == "exemption":
        return _without_exemption(chance, file, lines)
    places = [number for number, line in enumerate(lines) if not _NO_LAW.match(line)]
    chance.shuffle(places)
    for number in places:
        instead = _IN_A_LINE[sort](chance, lines[number])
        if instead is not None and instead != lines[number]:
            return file, lines[number], instead, "".join([*lines[:number], instead, *lines[number + 1 :]])
    return None


@cache
def _files_of_law() -> tuple[str, ...]:
    files = pack_files(PACK)
    return tuple(name for name in sorted(files) if "/" not in name and b"\nrules:" in files[name])


# -- what is changed in a line ------------------------------------------------------------------------------------


def _number(chance: random.Random, line: str) -> str | None:
    """A day, month or hour more or less."""
    found = list(re.finditer(r"\b(?:days|months|years|hours|working_days): (\d+)", line))
    if not found:
        return None
    one = chance.choice(found)
    other = int(one[1]) + chance.choice([-1, 1])
    return f"{line[: one.start(1)]}{max(other, 0)}{line[one.end(1) :]}"


def _operator(chance: random.Random, line: str) -> str | None:
    """With the bound or without it."""
    found = list(re.finditer(r"\b(" + "|".join(_OPERATORS) + r"): ", line))
    found = [one for one in found if not re.match(r"\w*: *\{(days|months|hours)", line[one.start(1) : one.end()])]
    if not found:
        return None
    one = chance.choice(found)
    return f"{line[: one.start(1)]}{_OPERATORS[one[1]]}{line[one.end(1) :]}"


def _clause(chance: random.Random, line: str) -> str | None:
    """One clause of a condition less."""
    found = re.match(r"^(\s*(?:- )?(?:when: )?\{)(.*)(\}\s*)$", line, re.DOTALL)
    if found is None or not ("when:" in line or line.lstrip().startswith("- {")):
        return None
    clauses = _parted(found[2])
    if len(clauses) < 2:
        return None
    clauses.pop(chance.randrange(len(clauses)))
    return f"{found[1]}{', '.join(clauses)}{found[3]}"


def _word(chance: random.Random, line: str) -> str | None:
    """One word of a list less."""
    found = [one for one in re.finditer(r"\[([a-zA-Z0-9_, -]+)\]", line) if "," in one[1]]
    if not found or "cite:" in line or "overrides" in line:
        return None
    one = chance.choice(found)
    words = [word.strip() for word in one[1].split(",")]
    words.pop(chance.randrange(len(words)))
    return f"{line[: one.start(1)]}{', '.join(words)}{line[one.end(1) :]}"


def _day(chance: random.Random, line: str) -> str | None:
    """A first or last day moved by one."""
    found = list(re.finditer(r"\b(?:from|until): (\d{4}-\d{2}-\d{2})", line))
    if not found:
        return None
    one = chance.choice(found)
    moved = date.fromisoformat(one[1]) + chance.choice([-1, 1]) * _ONE_DAY
    return f"{line[: one.start(1)]}{moved}{line[one.end(1) :]}"


def _grade(chance: random.Random, line: str) -> str | None:
    """Law that is sure, or is not."""
    found = re.search(r"\bgrade: (\w+)", line)
    if found is None:
        return None
    sure = found[1] in ("primary", "secondary", "recalled_high")
    grades = ["recalled_low", "recalled_medium"] if sure else ["primary"]
    return f"{line[: found.start(1)]}{chance.choice(grades)}{line[found.end(1) :]}"


def _without_exemption(chance: random.Random, file: str, lines: list[str]) -> tuple[str, str, str, str] | None:
    """A carve-out less; the whole group where it was the only one."""
    starts = [number for number, line in enumerate(lines) if re.match(r"^\s+unless:\s*$", line)]
    if not starts:
        return None
    head = chance.choice(starts)
    inside = len(lines[head]) - len(lines[head].lstrip())
    end = next((n for n in range(head + 1, len(lines)) if _indent(lines[n]) <= inside), len(lines))
    items = [n for n in range(head + 1, end) if re.match(rf"^ {{{inside + 2}}}- ", lines[n])]
    if not items:
        return None
    number = chance.randrange(len(items))
    first, last = items[number], items[number + 1] if number + 1 < len(items) else end
    if len(items) == 1:
        first = head
    return file, lines[items[number]], "", "".join([*lines[:first], *lines[last:]])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 1000


def _parted(text: str) -> list[str]:
    """The clauses of a map, without looking into what stands in brackets or quotes."""
    found, depth, start, quoted = [], 0, 0, False
    for number, sign in enumerate(text):
        quoted ^= sign == '"'
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and not depth and not quoted:
            found.append(text[start:number].strip())
            start = number + 1
    return [*found, text[start:].strip()]


_IN_A_LINE = {
    "number": _number, "operator": _operator, "clause": _clause, "word": _word, "day": _day, "grade": _grade,
}  # fmt: skip


# -- brute force --------------------------------------------------------------------------------------------------


@cache
def cases_by_file() -> Mapping[str, tuple[Case, ...]]:
    """The cases of the examples, by the name of the file in which they stand."""
    found: dict[str, list[Case]] = {}
    for one in read_examples(pack_files(PACK), whole().vocabulary, PACK).examples:
        found.setdefault(one.at.source.rpartition("/")[2], []).append(one.case)
    return {name: tuple(cases) for name, cases in found.items()}


def cases_around(mutation: Mutation, seed: int = 3) -> Iterator[Case]:
    """Cases of the examples with facts moved to the edges of the clause: days and numbers by one, words exchanged."""
    chance, by_file = random.Random(seed), cases_by_file()
    near = [*by_file.get(mutation.file, ())]
    far = [case for name, cases in by_file.items() if name != mutation.file for case in cases]
    chance.shuffle(near)
    chance.shuffle(far)
    for case in [*near[: MOST_CASES // 4], *far[: MOST_CASES // 4]]:
        yield case
        yield _moved(chance, case, mutation)


def _moved(chance: random.Random, case: Case, mutation: Mutation) -> Case:
    """The case with the facts of the clause at its edge, and with some day a day earlier or later."""
    text = f"{mutation.line} {mutation.instead}"
    words = set(re.findall(r"[\w.]+", text))
    facts = whole().vocabulary.facts
    changes: dict[Address, Value] = {}
    days = [one for one, value in case.facts.items() if isinstance(value, date | Moment)]
    for address in chance.sample(days, min(len(days), 2)):
        changes[address] = _a_day_off(case.facts[address], chance.choice([-1, 1]))
    for address, value in case.facts.items():
        kind, name = facts[address[0]].kind, address[0]
        if kind is Kind.SET and isinstance(value, frozenset) and words & facts[name].values.keys():
            changes[address] = value ^ set(chance.sample(sorted(words & facts[name].values.keys()), 1))
        elif kind is Kind.ENUM and name in words and chance.random() < 0.7:
            changes[address] = chance.choice(sorted(words & facts[name].values.keys()) or sorted(facts[name].values))
        elif kind is Kind.INTEGER and name in words:
            numbers = [int(one) for one in re.findall(r"\b\d+\b", text)] or [int(str(value))]
            changes[address] = max(chance.choice(numbers) + chance.choice([-1, 0, 1]), 0)
        elif kind is Kind.BOOL and name in words:
            changes[address] = chance.random() < 0.5
    stated = re.findall(r"\d{4}-\d{2}-\d{2}", text) if mutation.sort == "day" else []
    if stated:
        day = date.fromisoformat(chance.choice(stated)) + chance.choice([-1, 0, 1]) * _ONE_DAY
        governing = {one.scope.governed_by for one in whole().pack.rules if one.at.source.endswith(mutation.file)}
        changes |= {one: day for one in case.facts if one[0] in governing}
    return case.with_facts(changes)


def _a_day_off(value: Value, days: int) -> Value:
    if isinstance(value, Moment):
        return Moment(value.utc + days * _ONE_DAY, value.offset_minutes)
    assert isinstance(value, date)
    return value + days * _ONE_DAY


def tried_apart(mutation: Mutation, found: Comparison) -> Iterator[tuple[Output, Case]]:
    """The answers that really differ in some case around a mutation."""
    runner = Runner(whole(), mutation.program)
    outputs = outputs_of(whole(), mutation.program)
    told = set(spoken_of(found))
    for case in cases_around(mutation):
        for output in outputs:
            group = mutation.program.vocabulary.each_of(output.name)
            for member in case.members.get(group, ())[:2] if group else ("",):
                both = None if output in told else runner.plainly(case, output, member)
                if both is not None and any(both.differ(part) for part in PARTS[output.sort]):
                    yield output, case


def spoken_of(found: Comparison) -> Iterator[Output]:
    """The answers that are shown to differ, or not proved to be the same, or that follow from such."""
    yield from (one.output for one in found.changed)
    yield from (one.output for one in found.not_proved)
    yield from (one.output for one in found.follows)
