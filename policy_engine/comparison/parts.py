"""The parts of an answer that are compared one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from policy_engine.comparison.outcomes import Part, Sort

PARTS: Mapping[Sort, tuple[Part, ...]] = {
    Sort.COVERAGE: (Part.COVERED,),
    Sort.ACTION: (Part.VERDICT, Part.WINDOW),
    Sort.DUTY: (Part.VERDICT, Part.DUE, Part.DETAIL),
    Sort.TERM: (Part.VALUE,),
    Sort.CONCLUSION: (Part.VALUE,),
}
