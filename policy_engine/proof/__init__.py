"""What holds of every case: the decision program as formulas for a solver.

`World` holds the facts of one case as unknowns. `Law` says, over a world, when a rule is live and what a name is worth;
two packs over one world can be compared. `Prover` finds a case in which a formula holds, or proves that there is none:

    prover = Prover(program)
    prover.never(prover.law.live(rule, member))                    # proved of every case that the vocabulary permits
    prover.case_where(lambda law, member: law.live(rule, member), confirmed)   # a `Witness` that was really run

Needs the extra `analysis`. Conditions are translated exactly. Counted periods and rounded amounts are unknowns within
bounds, and are learned by really counting them; so is nothing reported that a run of the case does not confirm.
"""
