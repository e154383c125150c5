"""Deciding a case under packs: the one entry to everything else in this package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_engine.conditions.walking import names_in
from policy_engine.decisions.model import (
    Decision,
    Obligation,
    ObligationCode,
    PackUsed,
    Question,
    Term,
    Verdict,
    VerdictCode,
)
from policy_engine.errors import CaseError, Location, Problem
from policy_engine.evaluation import reporting
from policy_engine.evaluation.asked import asked_names, can_be_asked, targets_of
from policy_engine.evaluation.asking import questions, shown
from policy_engine.evaluation.box import Box, box_of
from policy_engine.evaluation.exploring import settle
from policy_engine.evaluation.memory import Memory
from policy_engine.evaluation.narrowing import Axiom, Contradiction, Narrowing, breach
from policy_engine.evaluation.outcomes import Target
from policy_engine.evaluation.program import SEMANTICS, Program
from policy_engine.evaluation.run import Run
from policy_engine.evaluation.several import answering, as_known_to, widest
from policy_engine.evaluation.tracing import reachable, trace
from policy_engine.evaluation.ways import Passes, outcome
from policy_engine.facts.case import Case

MOST_MEMBERS = 1000
"""A list with more entries is refused, since nobody could wait for its answer; settled, so many take some seconds."""
FEW_OPEN, MOST_FOR_A_TERM = 3, 40
"""A term on which something asked turns shows the values it can still take where they are quickly found."""


def decide(case: Case, programs: Sequence[Program], ask: tuple[str, ...] = ()) -> Decision:
    """Decide a case under one or several packs.

    Raises CaseError when the case is impossible or asks for what does not exist.
    """
    names = asked_names(case, ask, widest(programs))
    parts = [decide_under(as_known_to(case, program.vocabulary), program, names) for program in programs]
    return merged(case, names, answering(parts))


def check_case(case: Case, program: Program, memory: Memory | None = None) -> tuple[Box, Narrowing]:
    """See a case through a program, with everything that follows from what it states.

    Raises CaseError with every impossibility at once.
    """
    _check_lists(case)
    box = box_of(case, program)
    narrowing = Narrowing(program.axiom_forms, box.members)
    stated = narrowing.about(sorted(box.stated))
    narrower = narrowing.follow(box, stated, memory)
    if isinstance(narrower, Contradiction):
        run = Run(box, {}, memory)
        broken = [axiom for axiom in stated if breach(run, axiom).holds]
        raise CaseError(_impossible(case, axiom, box) for axiom in broken or [narrower.axiom])
    return narrower.settled(), narrowing


def _check_lists(case: Case) -> None:
    advice = f"state it as several cases of at most {MOST_MEMBERS} entries each"
    raised = [
        Problem(
            Location(case.source, path=name),
            f"`{name}` has {len(ids)} entries, and a case may have {MOST_MEMBERS} in one list",
            advice,
        )
        for name, ids in sorted(case.members.items())
        if len(ids) > MOST_MEMBERS
    ]
    if raised:
        raise CaseError(raised)


def _impossible(case: Case, axiom: Axiom, box: Box) -> Problem:
    vocabulary, named = box.program.vocabulary, dict.fromkeys(names_in(axiom.form.never))
    addresses = [(name, axiom.member if vocabulary.each_of(name) else "") for name in named]
    stated = {address: shown(box, address) for address in addresses if address in box.stated}
    facts = ", ".join(f"`{one}`" for one in stated.values()) or "the facts stated"
    at = case.place_of(stated)
    paths = [one for address, one in stated.items() if case.at.get(address) == at] or list(stated.values())
    message = f"{facts} cannot be as stated"
    reason = axiom.form.title or "one of them rules out the other, by what the words mean"
    return Problem(at if at.path else at._replace(path=paths[0] if paths else ""), message, reason)


def decide_under(case: Case, program: Program, names: tuple[str, ...]) -> Decision:
    """Decide a case under one program alone."""
    box, narrowing = check_case(case, program)
    return decide_seen(case, Passes(box), narrowing, names)


def decide_seen(case: Case, passes: Passes, narrowing: Narrowing, names: tuple[str, ...]) -> Decision:
    """Decide a case that was seen through a program, with all that follows from what it states."""
    box, program = passes.box, passes.box.program
    targets = targets_of(tuple(name for name in names if can_be_asked(name, program.vocabulary)), box)
    rules, names_behind = reachable(program, (target.name for target in targets))
    verdicts: list[Verdict] = []
    obligations: list[Obligation] = []
    terms: list[Term] = []
    asked: list[Question] = []
    for target in targets:
        found, exploration = settle(passes, target, narrowing)
        if exploration is not None:
            asked += questions(passes, target, exploration, narrowing)
        if target.sort == "action":
            verdicts.append(reporting.verdict(passes, target, found, exploration))
        elif target.sort == "obligation":
            obligations.append(reporting.obligation(passes, target, found, exploration))
        else:
            terms.append(reporting.term(box, target, found, exploration))
    terms += _terms_behind(passes, names_behind, narrowing, {(term.term, term.member) for term in terms})
    steps = trace(passes.plain, rules)
    answers: list[Verdict | Obligation] = [*verdicts, *obligations]
    return Decision(
        case=case.id,
        asked=names,
        decide_on=str(case.decide_on),
        places=tuple(sorted({place for one in answers if (place := one.place)})),
        packs=(PackUsed(program.pack.ref, program.pack.digest, program.pack.law_known_to.isoformat()),),
        calendars=(program.calendars.digest,),
        vocabulary=(program.vocabulary.digest,),
        semantics=SEMANTICS,
        verdicts=tuple(verdicts),
        terms=tuple(terms),
        obligations=tuple(sorted(obligations, key=_soonest)),
        amounts=reporting.amounts(terms),
        questions=joined(asked),
        review=tuple(sorted({point for one in answers for point in one.points})),
        unverified=reporting.unverified(program, steps, answers),
        not_covered=tuple(
            sorted(
                {one.action for one in verdicts if one.verdict is VerdictCode.NOT_COVERED}
                | {one.obligation for one in obligations if one.state is ObligationCode.NOT_COVERED}
            )
        ),
        trace=steps,
    )


def _soonest(duty: Obligation) -> tuple[str, str, str, str]:
    """Duties by their last lawful moment; those without one come last."""
    due = duty.due.act_by if duty.due is not None else ""
    return (due or "~", duty.obligation, duty.member, duty.place)


def _terms_behind(passes: Passes, names: frozenset[str], narrowing: Narrowing, had: set[tuple[str, str]]) -> list[Term]:
    """The terms that people read and on which something asked turns, of all the names on which it does."""
    box = passes.box
    found: list[Term] = []
    for name in sorted(names):
        conclusion = box.program.vocabulary.conclusions.get(name)
        known = name in box.program.setters or name in box.program.doubters
        if conclusion is None or not conclusion.term or not known:
            continue
        for member in box.members_of(conclusion.each) if conclusion.each else ("",):
            if (name, member) in had:
                continue
            target = Target("term", name, member, "")
            reached = outcome(passes, target)
            few = reached.code is None and len({point.address for point in reached.open}) <= FEW_OPEN
            exploration = None
            if few:
                reached, exploration = settle(passes, target, narrowing, MOST_FOR_A_TERM)
            shown_term = reporting.term(box, target, reached, exploration)
            if shown_term.values or shown_term.open or shown_term.points:
                found.append(shown_term)
    return found


def joined(asked: Iterable[Question]) -> tuple[Question, ...]:
    """One question a fact, with all that turns on it."""
    by_fact: dict[str, Question] = {}
    for question in asked:
        other = by_fact.get(question.fact)
        if other is None:
            by_fact[question.fact] = question
        else:
            about = tuple(dict.fromkeys((*other.about, *question.about)))
            answers = other.answers if len(other.answers) >= len(question.answers) else question.answers
            by_fact[question.fact] = Question(
                question.fact, about, answers, sufficient=other.sufficient or question.sufficient
            )
    return tuple(by_fact[fact] for fact in sorted(by_fact))


def merged(case: Case, names: tuple[str, ...], parts: list[Decision]) -> Decision:
    """The answers of all packs side by side; a pack that does not cover a matter is silent where another does."""
    if len(parts) == 1:
        return parts[0]
    verdicts = [one for part in parts for one in part.verdicts]
    obligations = [one for part in parts for one in part.obligations]
    known = {(one.action, one.member) for one in verdicts if one.verdict is not VerdictCode.NOT_COVERED}
    owed = {(one.obligation, one.member) for one in obligations if one.state is not ObligationCode.NOT_COVERED}
    kept = [
        one for one in verdicts if one.verdict is not VerdictCode.NOT_COVERED or (one.action, one.member) not in known
    ]
    duties = [
        one
        for one in obligations
        if one.state is not ObligationCode.NOT_COVERED or (one.obligation, one.member) not in owed
    ]
    left = {one.action for one in kept if one.verdict is VerdictCode.NOT_COVERED}
    left |= {one.obligation for one in duties if one.state is ObligationCode.NOT_COVERED}
    return Decision(
        case=case.id,
        asked=names,
        decide_on=str(case.decide_on),
        places=tuple(sorted({place for part in parts for place in part.places})),
        packs=tuple(used for part in parts for used in part.packs),
        calendars=tuple(dict.fromkeys(digest for part in parts for digest in part.calendars)),
        vocabulary=tuple(dict.fromkeys(digest for part in parts for digest in part.vocabulary)),
        semantics=SEMANTICS,
        verdicts=tuple(dict.fromkeys(kept)),
        terms=tuple(term for part in parts for term in part.terms),
        obligations=tuple(dict.fromkeys(duties)),
        amounts=tuple(amount for part in parts for amount in part.amounts),
        questions=joined(question for part in parts for question in part.questions),
        review=tuple(sorted({point for part in parts for point in part.review})),
        unverified=tuple(sorted({one for part in parts for one in part.unverified})),
        not_covered=tuple(sorted(left)),
        trace=tuple(step for part in parts for step in part.trace),
    )
