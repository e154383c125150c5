"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime

from policy_engine.facts.values import Moment


def now() -> Moment:
    """This moment, to the second, with the offset of the machine's clock."""
    here = datetime.now().astimezone().replace(microsecond=0)
    offset = here.utcoffset()
    return Moment(here.astimezone(UTC), int(offset.total_seconds()) // 60 if offset else 0)
