"""Which answers can differ by their own statements, and which only by what they use, in the order in which they use it.

Where the statements that bear on an answer are the same, it is the same for every case in which all that it uses is
the same. So every difference begins at an answer whose own statements differ, and the others follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policy_engine.comparison.behind import behind
from policy_engine.comparison.cones import Cones, Interning
from policy_engine.comparison.outcomes import Output, Sort
from policy_engine.comparison.outputs import number_of, same_names, same_rules
from policy_engine.comparison.sides import Sides


@dataclass(frozen=True, slots=True)
class Node:
    """An answer: whether its own statements differ, and the conclusions that it uses in either version."""

    output: Output
    differs: bool
    uses: frozenset[str]
    statements: frozenset[int]
    """Its own statements in both versions, by identity."""


def apart(sides: Sides) -> Sides:
    """The same two packs with every conclusion taken as the same in both: only own statements are told apart."""
    interning, every = Interning(), tuple(sides.new.vocabulary.conclusions)
    old = Cones(sides.old, interning, sides.old_names)
    new = Cones(sides.new, interning, sides.new_names)
    old.assume(*every)
    new.assume(*every)
    names = same_names(old, new, sides.new.vocabulary)
    return replace(sides, old_cones=old, new_cones=new, same_names=names, same_rules=same_rules(old, new))


class Graph:
    """The answers that may differ and all behind them that may, each after what it uses."""

    def __init__(self, sides: Sides, own: Sides) -> None:
        self._sides = sides
        self._own = own
        self._nodes: dict[Output, Node] = {}

    def in_order(self, outputs: Iterable[Output]) -> Iterator[Node]:
        """The answers with what stands behind them, each once."""
        seen: set[Output] = set()
        for output in outputs:
            yield from self._after_its_uses(output, seen)

    def _after_its_uses(self, output: Output, seen: set[Output]) -> Iterator[Node]:
        if output in seen:
            return
        seen.add(output)
        node = self.node(output)
        for name in sorted(node.uses - self._sides.same_names):
            yield from self._after_its_uses(self.conclusion(name), seen)
        yield node

    def conclusion(self, name: str) -> Output:
        """A conclusion as an answer."""
        found = self._sides.new.vocabulary.conclusions[name]
        return Output(Sort.TERM if found.term else Sort.CONCLUSION, name, "", found.topic, "")

    def node(self, output: Output) -> Node:
        """What is known of an answer."""
        if output not in self._nodes:
            old, new = self._own.old_cones, self._own.new_cones
            before, used = old.uses(lambda: number_of(old, output))
            after, also = new.uses(lambda: number_of(new, output))
            differs = before != after
            statements = frozenset(self._statements(output)) if differs else frozenset[int]()
            self._nodes[output] = Node(output, differs, used | also, statements)
        return self._nodes[output]

    def places(self, nodes: Sequence[Node]) -> Mapping[Output, frozenset[str]]:
        """For answers in order, the facts whose places select the law of each, or of what turns on it.

        What is concluded of one place may bear on an answer under the law of another.
        """
        found: dict[Output, frozenset[str]] = {}
        for node in reversed(nodes):
            output = node.output
            rules = [one for law in (self._sides.old, self._sides.new) for one in law.setters.get(output.name, ())]
            own = {output.place_by} if output.place_by else {rule.scope.place for rule in rules}
            found[output] = found.get(output, frozenset()) | own
            for used in map(self.conclusion, node.uses):
                found[used] = found.get(used, frozenset()) | found[output]
        return found

    def _statements(self, output: Output) -> Iterator[int]:
        if output.sort is Sort.COVERAGE:
            return
        shut = self._sides.new.vocabulary.conclusions.keys()
        for program in (self._sides.old, self._sides.new):
            yield from behind(program, [output.name], shut).statements
