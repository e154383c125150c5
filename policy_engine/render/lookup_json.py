"""What packs say about one id or name, as a program reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from policy_engine.checks.looking_up import Found, GridFound, NameFound, StatementFound, Version
from policy_engine.checks.relations import Gift, Need
from policy_engine.decisions.examples import Example
from policy_engine.render.law_json import (
    Json,
    pack_as_json,
    place_as_json,
    reading_as_json,
    statement_as_json,
    written,
)
from policy_engine.render.quotation import Quote
from policy_engine.rules.model import Pack
from policy_engine.rules.statements import Statement


def lookup_json(name: str, found: Sequence[Found], quote: Quote) -> bytes:
    """Write everything that was found, one entry a pack."""
    return written({"name": name, "found": [_found(one, quote) for one in found]})


def _found(found: Found, quote: Quote) -> dict[str, Json]:
    head: dict[str, Json] = {"pack": pack_as_json(found.pack), "examples": [_example(one) for one in found.examples]}
    match found:
        case StatementFound():
            uses: list[Json] = [
                {
                    "name": one.gift.name,
                    "how": one.gift.how.value,
                    "gathered_in": list(one.gathered_in),
                    "needed_by": _needs(one.needs),
                }
                for one in found.uses
            ]
            versions: list[Json] = [_version(one, found.pack, quote) for one in found.versions]
            return {**head, "is": "statement", "versions": versions, "gives": uses}
        case GridFound():
            return {
                **head,
                "is": "grid",
                "title": found.grid.title,
                "at": place_as_json(found.grid.at),
                "text": list(quote(found.pack, found.grid.at)),
                "rows": _statements(found.rows),
                "set_aside_by": _statements(found.set_aside_by),
                "needed_by": _needs(found.needs),
            }
        case NameFound():
            return {
                **head,
                "is": "name",
                "given_by": [_gift(one) for one in found.gifts],
                "gathered_in": list(found.gathered_in),
                "needed_by": _needs(found.needs),
            }
        case _:
            assert_never(found)


def _version(version: Version, pack: Pack, quote: Quote) -> dict[str, Json]:
    readings: list[Json] = [
        {"id": one.id, "answers": [reading_as_json(answer) for answer in one.alternatives]} for one in version.readings
    ]
    return {
        **statement_as_json(version.statement),
        "text": list(quote(pack, version.statement.at)),
        "exemptions": _statements(version.exemptions),
        "sets_aside": _statements(version.sets_aside),
        "set_aside_by": _statements(version.set_aside_by),
        "readings": readings,
    }


def _statements(statements: Iterable[Statement]) -> list[Json]:
    return [statement_as_json(one) for one in statements]


def _gift(gift: Gift) -> dict[str, Json]:
    return {"how": gift.how.value, "by": statement_as_json(gift.by)}


def _needs(needs: Iterable[Need]) -> list[Json]:
    return [{"for": need.what_for.value, "by": statement_as_json(need.by)} for need in needs]


def _example(example: Example) -> dict[str, Json]:
    return {"case": example.base, "says": example.says, "at": place_as_json(example.at)}
