"""The program in which the witness works: durable-rules, in a process of its own that it may kill or wedge.

Run as a script that imports nothing else of this project. Lines of JSON come in: first the rulesets, then one case
after another. Lines of JSON go out: whether the witness is there, then which rules fired. There is one state, and what
is asserted is retracted before the next case, because 1,025 live states end the process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO


def main() -> None:
    """Answer on what was standard output; whatever else is printed goes nowhere near the answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        from durable import engine
    except ImportError as error:
        _tell(answers, {"absent": str(error)})
        return
    wanted = json.loads(sys.stdin.readline())
    rulesets = [_Witness(engine, number, rules) for number, rules in enumerate(wanted)]
    _tell(answers, {"present": len(rulesets)})
    for line in sys.stdin:
        number, message = json.loads(line)
        _tell(answers, rulesets[number].fired(message))


def _tell(answers: TextIO, answer: object) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


class _Witness:
    """One ruleset and what fires in it."""

    def __init__(self, engine: Any, number: int, rules: dict[str, Any]) -> None:
        self._heard: list[str] = []
        definition = {name: {"all": [{"m": test}], "run": self._hearing(name)} for name, test in rules.items()}
        self._ruleset = engine.Ruleset(f"rules{number}", None, definition)
        self._unhandled = engine.MessageNotHandledException

    def _hearing(self, name: str) -> Callable[[object], None]:
        return lambda _: self._heard.append(name)

    def fired(self, message: dict[str, Any]) -> list[str]:
        """The rules that fire for a case, which is then forgotten."""
        self._heard.clear()
        case = {"id": "case", **message}
        try:
            self._act(self._ruleset.assert_fact(case))
        except self._unhandled:
            return []
        fired = sorted(self._heard)
        self._act(self._ruleset.retract_fact(case))
        if len(self._heard) != len(fired):
            raise RuntimeError("a rule fired when its case was retracted")
        if self._ruleset.get_facts("0"):
            raise RuntimeError("a case is still there after it was retracted")
        return fired

    def _act(self, state: object) -> None:
        errors: list[object] = []
        self._ruleset.do_actions(state, lambda error, _: errors.append(error))
        if any(errors):
            raise RuntimeError(str(errors[0]))


if __name__ == "__main__":
    main()
