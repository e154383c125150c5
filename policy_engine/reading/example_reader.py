"""Read the examples of a pack: base cases, what each example changes in them, and what is expected."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from policy_engine.decisions.examples import Example, ExampleSet
from policy_engine.errors import Location, PackError
from policy_engine.facts.vocabulary import Vocabulary
from policy_engine.reading.case_reader import draft_of, typed
from policy_engine.reading.expectation_reader import names_asked, read_expectations
from policy_engine.reading.fields import Fields, table_of, text_of
from policy_engine.reading.nodes import Node, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.statements import Stated, Statements
from policy_engine.reading.strict_yaml import read_document
from policy_engine.reading.suggest import shown

EXAMPLES = "examples/"
_FILE_KEYS = ("cases", "examples")
_EXAMPLE_KEYS = ("case", "says", "but", "without", "ask", "expect")
_BASE_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


def read_examples(
    files: Mapping[str, bytes], vocabulary: Vocabulary, source: str, *, known_ids: Collection[str] | None = None
) -> ExampleSet:
    """Read every file below `examples/`. `known_ids` are the statements that `by` may name, where that is known.

    Raises PackError with every problem of every file; what the files mean is judged once all of them can be read.
    """
    problems = Problems()
    nodes = dict(_opened(files, source, problems))
    problems.raise_as(PackError)
    read = [Fields.of(node, _FILE_KEYS, f"`{name}`", problems) for name, node in nodes.items()]
    opened = [fields for fields in read if fields is not None]
    reading = _Reading(vocabulary, problems, known_ids)
    for fields in opened:
        reading.take_bases(fields)
    examples = [example for fields in opened for example in reading.examples(fields)]
    problems.raise_as(PackError)
    return ExampleSet({name: base.at for name, base in reading.bases.items()}, tuple(examples))


def _opened(files: Mapping[str, bytes], source: str, problems: Problems) -> Iterator[tuple[str, Node]]:
    for name in sorted(files):
        if not name.startswith(EXAMPLES) or not name.endswith(".yaml"):
            continue
        node, found = read_document(files[name], f"{source}/{name}" if source else name)
        problems.extend(found)
        if node is not None:
            yield name, node


@dataclass(frozen=True, slots=True)
class _Base:
    """A base case: what it states, not yet typed as a whole, since an example may take some of it away."""

    statements: Statements
    at: Location


class _Reading:
    """The base cases met so far, and the examples on them."""

    def __init__(self, vocabulary: Vocabulary, problems: Problems, known_ids: Collection[str] | None) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.known_ids = known_ids
        self.bases: dict[str, _Base] = {}
        self.said: dict[tuple[str, str], Location] = {}

    def take_bases(self, fields: Fields) -> None:
        node = fields.optional("cases")
        table = None if node is None else table_of(node, "`cases`", self.problems)
        for key, case in table.entries if table else ():
            self._take_base(key, case)

    def _take_base(self, key: Text, node: Node) -> None:
        if not _BASE_NAME.fullmatch(key.value):
            advice = "use a short lower-case word, such as `shirt`"
            self.problems.add(key.at, f"a base case cannot be called {shown(key.value)}", advice)
        if first := self.bases.get(key.value):
            message = f"the base case {shown(key.value)} stands twice"
            self.problems.add(key.at, message, f"it stands first at {first.at}; keep one of the two")
            return
        statements = Statements(self.vocabulary, self.problems)
        table = table_of(node, f"base case {shown(key.value)}", self.problems)
        if table is not None:
            statements.take(table)
        typed(statements)
        self.bases[key.value] = _Base(statements, key.at)

    def examples(self, fields: Fields) -> Iterator[Example]:
        for node in fields.listing("examples"):
            inner = Fields.of(node, _EXAMPLE_KEYS, "an example", self.problems)
            example = None if inner is None else self._example(inner)
            if example is not None:
                yield example

    def _example(self, fields: Fields) -> Example | None:
        base_name, says = fields.text("case"), fields.text("says")
        base = self._base(base_name, fields)
        if base is None or base_name is None or says is None:
            return None
        self._check_said(base_name, says, fields)
        statements = self._changed(base, fields)
        expected = fields.node("expect")
        table = None if expected is None else table_of(expected, "`expect`", self.problems)
        expect = () if table is None else read_expectations(table, statements, self.known_ids)
        if "ask" in fields and (ask := fields.node("ask")) is not None:
            statements.head["ask"] = Stated(ask, ask.at)
        draft = draft_of(statements, None, fields.at, f", in the example at {fields.at}")
        case = replace(draft, id=draft.id or base_name).case(str(fields.at))
        if "ask" not in fields:
            case = replace(case, ask=names_asked(expect) or draft.ask)
        return Example(base_name, says, case, expect, fields.at)

    def _base(self, name: str | None, fields: Fields) -> _Base | None:
        node = fields.optional("case")
        if name is not None and node is not None and name not in self.bases:
            message = f"no base case is called {shown(name)}"
            self.problems.add(node.at, message, one_of_known(name, self.bases))
        return self.bases.get(name or "")

    def _check_said(self, base: str, says: str, fields: Fields) -> None:
        """Two examples that say the same of one case cannot be told apart when one fails."""
        if first := self.said.get((base, says)):
            self.problems.add(fields.at, f"{shown(says)} is said twice of `{base}`", f"it stands first at {first}")
        self.said.setdefault((base, says), fields.at)

    def _changed(self, base: _Base, fields: Fields) -> Statements:
        """The base case with what the example takes away and states instead."""
        statements = base.statements.copied()
        for item in fields.listing("without"):
            name = text_of(item, "what `without` names", self.problems)
            if name is not None and isinstance(item, Text):
                statements.remove(item)
        node = fields.optional("but")
        table = None if node is None else table_of(node, "`but`", self.problems)
        if isinstance(table, Table):
            statements.take(table)
        return statements
