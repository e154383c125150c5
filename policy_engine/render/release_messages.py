"""Everything that the program says to people who draft and release packs: whole messages, in English."""

from __future__ import annotations

# Drafts
DRAFTED_FROM = "{folder} is a copy of {origin} with the version {version}"
DRAFTED = "{folder} is a skeleton with the version {version}"
NOT_LOADING = "it does not load as it stands; what there is to do:"

# Releases
RELEASED = "{ref} is released: {effect}, on {on}, law known to {known}"
DIGEST = "  {digest}"
ON_NOT_STATED = "`--on` not stated: released on {day}"
NOT_SHOWN = "not released: examples that fail: {failing}; parts that no example shows to matter: {unshown}"
HOW_TO_SEE = "`policy-engine test {folder}` names each of them"
UNDONE = "{folder} is the draft again"

# The effect
WRONG_EFFECT = "the effect is {decided}, not {stated}: {reason}"
NOT_EDITORIAL = "prospective or retroactive"
PROVED = "the effect is proved: {effect}"
STATED = "the effect stands as stated, {effect}: {reason}"
COULD_NOT_SAY = "not everything could be proved ({outputs})"
NO_SOLVER = "nothing can be proved without the solver: pip install 'policy-engine[analysis]'"
NOTHING_DIFFERS = "no case comes out otherwise than under `{before}`"
NOTHING_BEFORE = "no case governed before {since} alone comes out otherwise than under `{before}`"
DIFFERS_BEFORE = "a case governed before {since} comes out otherwise than under `{before}`"
DIFFERS = "a case comes out otherwise than under `{before}`"
LOOK_BACK = "look back: cases decided before {on} that come out otherwise now"
HOW_TO_COMPARE = "`policy-engine diff {before} {folder}` shows every change, with cases"

# A wrong use of the options
UNDO_ALONE = "`--undo` takes neither `--finish` nor an effect, a summary or a day"
EFFECT_MISSING = "a release says its `--effect` and its `--summary`"

# Listing
UNLISTED = "{ref} is in no ledger, and so not released; `policy-engine release {region}` says how to go on"
