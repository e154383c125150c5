"""What the exit code of a command says."""

from __future__ import annotations

from enum import IntEnum

from policy_engine.decisions.model import Decision, ObligationCode, VerdictCode
from policy_engine.evaluation.beside import answers_counted, code_of

EXIT_CODES = """\b
Exit codes:
  0  everything that was asked is settled
  3  something that was asked needs facts, or a person
  4  something that was asked is not covered by the packs
  2  wrong use, a wrong case or a wrong pack
  1  `test`, `release`: some example fails, or some part of a pack does not matter to any
     `crosscheck`: the second engine differs, or gave no answer
Where several are true the first of 2, 4, 3, 0 counts.
"""


class Exit(IntEnum):
    """The exit codes of all commands."""

    SETTLED = 0
    FAILED = 1
    WRONG = 2
    OPEN = 3
    NOT_COVERED = 4


_OPEN = (
    VerdictCode.NEEDS_FACTS.value,
    VerdictCode.NEEDS_REVIEW.value,
    ObligationCode.NEEDS_FACTS.value,
    ObligationCode.NEEDS_REVIEW.value,
)


def exit_of(decision: Decision) -> Exit:
    """The exit code of a decision.

    Terms count only where they were asked themselves, and policies only where the law is silent.
    """
    if decision.not_covered:
        return Exit.NOT_COVERED
    counted = answers_counted(decision)
    answers = [code_of(one) for one in counted]
    asked = [term for term in decision.terms if term.term in decision.asked]
    open_terms = any(term.open or term.points for term in asked)
    return Exit.OPEN if open_terms or any(answer in _OPEN for answer in answers) else Exit.SETTLED
