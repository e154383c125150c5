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

# A wrong use of the options
UNDO_ALONE = "`--undo` takes neither `--finish` nor an effect, a summary or a day"
EFFECT_MISSING = "a release says its `--effect` and its `--summary`"

# Listing
UNLISTED = "{ref} is in no ledger, and so not released; `policy-engine release {region}` says how to go on"
