"""Gather what a document states about a case, address by address, before anything has a type.

Facts may be nested (`order: {channel: online}`), dotted (`order.channel: online`), listed (`items: [{id: shirt}]`), or
stated for one entry of a list (`items[shirt].received: 2026-09-19`); all of it ends at the same addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policy_engine.errors import Location
from policy_engine.facts.case import Address, is_member_id, shown_address
from policy_engine.facts.vocabulary import DECIDE_ON, Group, Vocabulary
from policy_engine.reading.fields import sort_of
from policy_engine.reading.money_values import without_cut_amounts
from policy_engine.reading.naming import entries_of
from policy_engine.reading.nodes import Listing, Node, Null, Table, Text
from policy_engine.reading.problems import Problems
from policy_engine.reading.setting import one_of_known
from policy_engine.reading.suggest import did_you_mean, is_slip, shown

HEAD = ("case", "ask", DECIDE_ON)
_HOW = {True: "write `[{id: one, name: value}]`", False: "write `{name: value, name: value}`"}
_OF_ENTRY = re.compile(r"([a-z][a-z0-9_.]*)\[([^\[\]]*)\]\.([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as the text has it, and where its name stands."""

    node: Node
    at: Location


@dataclass(slots=True)
class Statements:
    """What is stated so far. Later documents may state something else instead; within one, nothing stands twice.

    `places` are the place codes that packs know beside the standard; None takes any well-formed code. A document that
    is not `whole` could be read up to some place only, so that nobody can say what it leaves out.
    """

    vocabulary: Vocabulary
    problems: Problems
    head: dict[str, Stated] = field(default_factory=dict)
    facts: dict[Address, Stated] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: frozenset[str] | None = None
    whole: bool = True
    _fresh: set[Address | str] = field(default_factory=set)
    _named: list[tuple[Group, Location, Node]] = field(default_factory=list)

    def copied(self) -> Statements:
        known = self.vocabulary, self.problems
        return Statements(*known, dict(self.head), dict(self.facts), dict(self.members), self.places, self.whole)

    def take(self, table: Table) -> None:
        """Take over what one document states; it wins over what was stated before."""
        self._fresh = set()
        entries = without_cut_amounts(table, self.problems)
        for key, node in sorted(entries, key=lambda entry: self._about_entry(entry[0].value)):
            self.state(key, node)
        self._resolve_names()

    def state(self, key: Text, node: Node) -> None:
        """Take over one statement, whatever form its name has."""
        name = key.value
        if name in HEAD:
            self.head[name] = Stated(node, key.at)
        elif name in self.vocabulary.groups:
            self._group(self.vocabulary.groups[name], key, node)
        elif name in (namings := self._namings()):
            self._named.append((namings[name], key.at, node))
        elif address := self.address(key):
            self._fact(address, key.at, node)

    def _namings(self) -> dict[str, Group]:
        return {group.named_by.at: group for group in self.vocabulary.groups.values() if group.named_by}

    def _resolve_names(self) -> None:
        """Take over what statements say that name members of a list, once the whole list is known."""
        named, self._named = self._named, []
        for group, at, node in named:
            if group.named_by is None or group.name not in self.members:
                self.problems.add(
                    at, f"this names entries of `{group.name}`, which is not stated", f"state `{group.name}` too"
                )
                continue
            ids, quantity = self.members[group.name], group.named_by.quantity
            stated = {one: self.facts[quantity, one].node for one in ids if (quantity, one) in self.facts}
            for entry in entries_of(group.named_by, node, ids, stated, self.problems):
                self._fact((entry.fact, entry.member), entry.at, entry.node)

    def remove(self, key: Text) -> None:
        """State a fact no longer, or a whole group."""
        if key.value in self.vocabulary.groups:
            group = self.vocabulary.groups[key.value]
            gone = {address for address in self.facts if self.vocabulary.facts[address[0]].group == group.name}
            if not gone and group.name not in self.members:
                self._not_stated(key)
            self.members.pop(group.name, None)
            self.facts = {address: stated for address, stated in self.facts.items() if address not in gone}
        elif named := self._namings().get(key.value):
            self._remove_names(named, key)
        elif (address := self.address(key)) and self.facts.pop(address, None) is None:
            self._not_stated(key)

    def _remove_names(self, group: Group, key: Text) -> None:
        naming = group.named_by
        facts = (naming.covers, naming.kept) if naming is not None else ()
        gone = {address for address in self.facts if address[0] in facts}
        if not gone:
            self._not_stated(key)
        self.facts = {address: stated for address, stated in self.facts.items() if address not in gone}

    def _not_stated(self, key: Text) -> None:
        self.problems.add(key.at, f"{shown(key.value)} is not stated, so nothing is taken away", "leave it out here")

    def address(self, key: Text) -> Address | None:
        """The address that a name means here; reports a name that means none."""
        named = _OF_ENTRY.fullmatch(key.value)
        if named is not None:
            return self._of_entry(key, *named.groups())
        if key.value not in self.vocabulary.facts:
            self._unknown(key.at, key.value)
            return None
        name, group = key.value, self.vocabulary.each_of(key.value)
        if not group:
            return name, ""
        ids = self.members.get(group, ())
        if len(ids) == 1:
            return name, ids[0]
        entry = f"{group}[{ids[0]}].{name.rpartition('.')[2]}" if ids else ""
        if not self.whole and group not in self.members:
            return None
        advice = f"write `{entry}` for that entry" if entry else f"state `{group}` first"
        message = f"{shown(name)} is a fact of one entry of `{group}`, and there are {len(ids) or 'none'}"
        self.problems.add(key.at, message, advice)
        return None

    def _of_entry(self, key: Text, group_name: str, member: str, last: str) -> Address | None:
        group = self.vocabulary.groups.get(group_name)
        if group is None or not group.member:
            self._no_list(key.at, group_name)
            return None
        ids = self.members.get(group_name, ())
        if member not in ids:
            self._no_entry(key.at, group_name, member)
            return None
        if f"{group.member}.{last}" not in self.vocabulary.facts:
            self._unknown(key.at, f"{group.member}.{last}")
            return None
        return f"{group.member}.{last}", member

    def _group(self, group: Group, key: Text, node: Node) -> None:
        match node:
            case Listing() if group.member:
                self._entries(group, key.at, node)
            case Table() if not group.member:
                for inner, value in without_cut_amounts(node, self.problems):
                    self.state(Text(f"{group.name}.{inner.value}", inner.at, inner.quoted), value)
            case Null():
                self.problems.add(node.at, f"{shown(group.name)} is null", "leave it out when it is not known")
            case _:
                form = "a list, one table for each entry" if group.member else "a table of names and values"
                self.problems.add(
                    node.at, f"{shown(group.name)} is {form}, not {sort_of(node)}", _HOW[bool(group.member)]
                )

    def _entries(self, group: Group, at: Location, listing: Listing) -> None:
        """Take over all entries of a list, each under its `id` or its number."""
        if group.name in self._fresh:
            self.problems.add(at, f"{shown(group.name)} is stated twice", "keep one of the two")
            return
        self._fresh.add(group.name)
        facts = {a: stated for a, stated in self.facts.items() if self.vocabulary.facts[a[0]].group != group.name}
        self.facts, ids = facts, list[str]()
        for number, node in enumerate(listing, start=1):
            if not isinstance(node, Table):
                message = f"an entry of `{group.name}` is a table, not {sort_of(node)}"
                self.problems.add(node.at, message, "write its facts as `{name: value, name: value}`")
                continue
            member = self._member_id(group, node, str(number))
            if member in ids:
                message = f"`{group.name}` has two entries {shown(member)}"
                stated = node.get("id")
                place = node.at if stated is None else stated.at
                self.problems.add(place, message, "give each an `id` of its own")
                continue
            ids.append(member)
            for key, value in without_cut_amounts(node, self.problems):
                if key.value != "id":
                    self._member_fact(group, member, key, value)
        self.members[group.name] = tuple(ids)

    def _member_id(self, group: Group, entry: Table, number: str) -> str:
        node = entry.get("id")
        if node is None:
            return number
        if isinstance(node, Text) and is_member_id(node.value):
            return node.value
        message = f"the `id` of an entry of `{group.name}` is not 1 to 64 letters, digits, `_`, `.` or `-`"
        self.problems.add(node.at, message, "people see it, so name a thing and not a person")
        return number

    def _member_fact(self, group: Group, member: str, key: Text, node: Node) -> None:
        name = f"{group.member}.{key.value}"
        if name in self.vocabulary.facts:
            self._fact((name, member), key.at, node)
        else:
            self._unknown(key.at, name)

    def _fact(self, address: Address, at: Location, node: Node) -> None:
        if address in self._fresh:
            message = f"`{shown_address(self.vocabulary, address)}` is stated twice"
            first = self.facts[address].at
            self.problems.add(at, message, f"it stands first at {first}; keep one of the two")
            return
        self._fresh.add(address)
        self.facts[address] = Stated(node, at)

    def told(self, name: str) -> str:
        """A name of a fact as messages may show it; empty where it is not close to one, and may be anybody's name."""
        named = _OF_ENTRY.fullmatch(name)
        if named is not None:
            group = self.vocabulary.groups.get(named[1])
            return name if group is not None and f"{group.member}.{named[3]}" in self.vocabulary.facts else ""
        known = name in self._known() or self.vocabulary.kind_of(name) is not None or self.places is None
        last = name.rpartition(".")[2]
        slip = is_slip(name, self._known()) if last == name else is_slip(last, self.vocabulary.facts)
        return shown(name).strip("`") if known or (slip and name.rpartition(".")[0] in self._prefixes()) else ""

    def _unknown(self, at: Location, name: str) -> None:
        """Report a name that is no fact, with the nearest that is one."""
        sort = "is derived, and cannot be stated" if self.vocabulary.kind_of(name) else "is no fact"
        told = self.told(name)
        if not told and at.path:
            at = at._replace(path=at.path.rpartition(".")[0])
        advice = self._near(name) or "`policy-engine facts` lists every fact that a case may state"
        self.problems.add(at, f"`{told}` {sort}" if told else "this name is no fact", advice)

    def _known(self) -> list[str]:
        return [*self.vocabulary.facts, *self.vocabulary.groups, *self._namings(), *HEAD]

    def _prefixes(self) -> set[str]:
        """What may stand before the last part of a name."""
        return {"", *self.vocabulary.groups, *(group.member for group in self.vocabulary.groups.values())}

    def _near(self, name: str) -> str:
        return did_you_mean(name, self._known()) or did_you_mean(name.rpartition(".")[2], self.vocabulary.facts)

    def _no_list(self, at: Location, name: str) -> None:
        lists = [one.name for one in self.vocabulary.groups.values() if one.member]
        told = f"no list is called {shown(name)}" if self.told(name) else "there is no such list"
        self.problems.add(at, told, one_of_known(name, lists))

    def _no_entry(self, at: Location, group: str, member: str) -> None:
        ids = self.members.get(group, ())
        if not self.whole and group not in self.members:
            return
        close = self.places is None or is_slip(member, ids)
        what = f"`{group}` has no entry {shown(member)}" if close else f"`{group}` has no entry of this name"
        self.problems.add(at, what, one_of_known(member, ids) or f"state `{group}` first")

    def _about_entry(self, name: str) -> bool:
        """Whether a name speaks about an entry of a list, which has to be known first."""
        return "[" in name or (name in self.vocabulary.facts and self.vocabulary.each_of(name) != "")
