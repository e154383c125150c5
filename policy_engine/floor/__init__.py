"""Whether a policy is anywhere below the law: every clash there could be, proved never to be, or shown with a case.

`clashes` names what could go wrong between a policy and a pack; `proving` asks the solver of each whether it can, and
runs what it finds; `seeds` looks first among the pack's own examples, since people can read a case that people wrote.
"""
