"""What a test asks of its subject, as it stands on the line of a rule file."""

from __future__ import annotations

from collections.abc import Callable

from policy_engine.conditions.conditions import Operator, Test
from policy_engine.conditions.expressions import Expression


def asked(test: Test, told: Callable[[Expression], str]) -> str:
    """What comes after the subject of a test; `told` writes out what it compares with, whole or in short."""
    operands = [told(one) for one in test.operands]
    several = operands[0] if len(operands) == 1 else f"[{', '.join(operands)}]"
    match test.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return several
        case Operator.HAPPENED:
            return "{happened: true" + "".join(f", by: {one}" for one in operands) + "}"
        case Operator.PASSED_WITHOUT:
            return f"{{happened: false, by: {operands[0]}}}"
        case _:
            return f"{{{test.operator.value}: {several}}}"
