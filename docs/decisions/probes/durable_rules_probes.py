"""What durable-rules 2.0.28 does at its limits: each probe in a process of its own, since some of them end it.

Run it where the extra `crosscheck` is installed: `python docs/decisions/probes/durable_rules_probes.py`.
It prints what happened, and ends with 1 where something happened otherwise than decision 6 says.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from signal import Signals
from typing import Any

SECONDS = 8
"""A probe that takes longer is called wedged; those that answer take a fraction of a second."""

PROBES: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {}


def probe(*happens: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Name what is known to happen, all of it where it is left to chance."""

    def kept(asked: Callable[[], object]) -> Callable[[], object]:
        PROBES[asked.__name__] = asked, happens
        return asked

    return kept


class Rules:
    """A ruleset, and the names of the rules that fired."""

    def __init__(self, **rules: Any) -> None:
        from durable import engine

        self.fired: list[str] = []
        self._unhandled = engine.MessageNotHandledException
        self._rules = engine.Ruleset("probe", None, {name: self._rule(name, test) for name, test in rules.items()})

    def _rule(self, name: str, test: Any) -> dict[str, Any]:
        def heard(_: object) -> None:
            self.fired.append(name)

        return {"all": test if isinstance(test, list) else [{"m": test}], "run": heard}

    def fact(self, **fields: Any) -> list[str]:
        """Assert a fact, and name the rules that it made fire."""
        self.fired.clear()
        with suppress(self._unhandled):
            self._rules.do_actions(self._rules.assert_fact(fields), lambda *_: None)
        return sorted(self.fired)

    def forget(self, state: str) -> None:
        """Delete a state."""
        self._rules.delete_state(state)


# -- what ends the process, or never comes back -------------------------------------------------------------------


@probe("killed by SIGFPE")
def a_whole_number_divided_by_zero() -> object:
    rules = Rules(a={"$gt": {"x": {"$div": {"$l": {"$m": "y"}, "$r": {"$m": "z"}}}}})
    return rules.fact(id="1", x=3, y=4, z=0)


@probe("wedged")
def a_rule_that_a_field_is_absent() -> object:
    return Rules(a={"$nex": {"x": 1}}).fact(id="1", y=3)


@probe("answered ['r3']")
def tests_511_on_one_node() -> object:
    return Rules(**{f"r{number}": {"x": number} for number in range(511)}).fact(id="1", x=3)


@probe("wedged")
def tests_512_on_one_node() -> object:
    return Rules(**{f"r{number}": {"x": number} for number in range(512)}).fact(id="1", x=3)


@probe("wedged")
def tests_513_on_one_node() -> object:
    return Rules(**{f"r{number}": {"x": number} for number in range(513)}).fact(id="1", x=3)


@probe("killed by SIGSEGV", "answered ['a']")
def deleting_a_state_where_nothing_fired() -> object:
    rules = Rules(a={"x": 1})
    rules.fact(sid="case", id="1", x=2)
    rules.forget("case")
    return rules.fact(sid="case", id="1", x=1)


# -- what it refuses ----------------------------------------------------------------------------------------------


@probe("answered 1024")
def live_states_1024() -> object:
    return _states(1024)


@probe("refused: MemoryError")
def live_states_1025() -> object:
    return _states(1025)


def _states(number: int) -> int:
    rules = Rules(a={"x": 1})
    return sum(len(rules.fact(sid=str(state), id="1", x=1)) for state in range(number))


@probe("answered 64")
def tests_64_that_match_at_once() -> object:
    return _matching(64)


@probe("refused: error: Could not assert fact, error code: 303")
def tests_65_that_match_at_once() -> object:
    return _matching(65)


def _matching(number: int) -> int:
    rules = Rules(**{f"r{one}": {f"x{one}": 1} for one in range(number)})
    return len(rules.fact(id="1", **{f"x{one}": 1 for one in range(number)}))


@probe("refused: error: Could not assert fact, error code: 302")
def properties_300_in_a_message() -> object:
    return Rules(a={"x0": 1}).fact(id="1", **{f"x{one}": 1 for one in range(300)})


@probe("refused: error: Could not delete state, error code: 309")
def deleting_a_state_that_never_was() -> object:
    rules = Rules(a={"x": 1})
    rules.forget("nobody")
    return rules.fact(sid="nobody", id="1", x=1)


@probe("refused: TypeError: Object of type Decimal is not JSON serializable")
def an_exact_amount() -> object:
    return Rules(a={"x": 1}).fact(id="1", x=Decimal("1.00"))


# -- what it answers wrongly --------------------------------------------------------------------------------------


@probe("answered ['pair']")
def two_cases_whose_names_collide_in_32_bits() -> object:
    """One has the first half, the other the second; together they make a rule fire that holds of neither."""
    rules = Rules(pair=[{"m_0": {"x": 1}}, {"m_1": {"y": 2}}])
    rules.fact(sid="case-478212", id="1", x=1)
    return rules.fact(sid="case-1221200", id="2", y=2)


@probe("answered ['pair']")
def two_cases_whose_names_do_not_collide() -> object:
    """The same in one state does fire, and in two states with other names must not."""
    rules = Rules(pair=[{"m_0": {"x": 1}}, {"m_1": {"y": 2}}])
    rules.fact(sid="case-1", id="1", x=1)
    apart = rules.fact(sid="case-2", id="2", y=2)
    return apart or rules.fact(sid="case-1", id="2", y=2)


@probe("answered ['number', 'yes']")
def the_number_1_is_taken_for_yes() -> object:
    return Rules(yes={"x": True}, number={"x": 1}).fact(id="1", x=1)


@probe("answered ['number', 'text']")
def the_text_14_is_taken_for_the_number() -> object:
    return Rules(text={"x": "14"}, number={"x": 14}).fact(id="1", x="14")


@probe("answered ['a']")
def a_text_of_65538_letters_equals_its_first_two() -> object:
    return Rules(a={"x": "ab"}).fact(id="1", x="ab" + "z" * 65_536)


@probe("answered ['a']")
def two_to_the_63rd_equals_two_to_the_64th() -> object:
    return Rules(a={"x": 2**64}).fact(id="1", x=2**63)


@probe("answered []")
def a_tenth_and_two_tenths_are_not_three_tenths() -> object:
    return Rules(a={"x": 0.3}).fact(id="1", x=0.1 + 0.2)


@probe("answered 'nothing was raised'")
def an_error_in_an_action_is_swallowed() -> object:
    from durable import engine

    def broken(_: object) -> None:
        raise ValueError("nobody hears this")

    rules = engine.Ruleset("probe", None, {"a": {"all": [{"m": {"x": 1}}], "run": broken}})
    rules.do_actions(rules.assert_fact({"id": "1", "x": 1}), lambda *_: None)
    return "nothing was raised"


# -- what was said to go wrong, and did not here ------------------------------------------------------------------


@probe("answered [[], ['a']]")
def a_join_on_two_fields_that_does_not_hold() -> object:
    second = {"$and": [{"y": {"first": "y"}}, {"z": {"first": "z"}}]}
    rules = Rules(a=[{"first": {"x": 1}}, {"second": second}])
    rules.fact(id="1", x=1, y=5, z=5)
    return [rules.fact(id="2", x=2, y=5, z=7), rules.fact(id="3", x=2, y=5, z=5)]


def happened(name: str) -> str:
    """What a probe came to, in words."""
    try:
        done = subprocess.run(
            [sys.executable, __file__, name], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "wedged"
    if done.returncode < 0:
        return f"killed by {Signals(-done.returncode).name}"
    if done.returncode:
        return f"gave up: {(done.stderr.strip().splitlines() or [''])[-1]}"
    return str(json.loads(done.stdout))


def in_a_child(name: str) -> str:
    """Run one probe here, and say what it answered or how it refused."""
    try:
        return f"answered {PROBES[name][0]()!r}"
    except (MemoryError, TypeError) as error:
        return f"refused: {type(error).__name__}" + (f": {error}" if str(error) else "")
    except Exception as error:  # noqa: BLE001  (the library's own error is no class that can be imported by name)
        return f"refused: {type(error).__name__}: {error}"


def main() -> None:
    """Run one probe by its name; or all of them, each in a child."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(in_a_child(sys.argv[1])))
        return
    otherwise = 0
    for name, (_, known) in PROBES.items():
        told = happened(name)
        otherwise += told not in known
        sys.stdout.write(f"{name.replace('_', ' ')}: {told}" + ("\n" if told in known else f" (known: {known})\n"))
    sys.exit(1 if otherwise else 0)


if __name__ == "__main__":
    main()
