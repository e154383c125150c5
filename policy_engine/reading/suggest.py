"""Help for a word nobody knows: how to show it safely, and which known word was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN_LENGTH = 60  # a message never carries more of what may be a person's data than this
COMPARED_LENGTH = 200  # comparing is quadratic, and no known word is longer
SUGGESTIONS = 3
NEAR_ENOUGH = 0.7  # to ask whether a word was meant
A_SLIP = 0.8  # to be sure that it was, and no name of a person which only looks alike


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask whether one of the nearest known words was meant; say nothing when none is near."""
    wanted = _folded(word[:COMPARED_LENGTH])
    if not wanted:
        return ""
    candidates = sorted({name for name in known if name != word and 0 < len(name) <= COMPARED_LENGTH})
    same = [name for name in candidates if _folded(name) == wanted]
    same_ending = [name for name in candidates if _folded(name).endswith(f".{wanted}")]
    near = same or same_ending or _close(wanted, candidates)
    return f"did you mean {_one_of(near[:SUGGESTIONS])}?" if near else ""


def is_slip(word: str, known: Iterable[str]) -> bool:
    """Whether a word is so close to a known one, or to the last part of one, that it cannot well be anything else."""
    wanted = _folded(word[:COMPARED_LENGTH])
    spelled = {spelling for name in known for spelling in (_folded(name), _folded(name.rpartition(".")[2]))}
    return wanted in spelled or bool(get_close_matches(wanted, spelled, n=1, cutoff=A_SLIP))


def shown(word: str) -> str:
    """Quote a user's word inside a message: in backticks, cut short, with nothing that a terminal would obey."""
    return f"`{_cut([visible(letter) for letter in word[: SHOWN_LENGTH + 1]])}`"


def visible(letter: str) -> str:
    """Spell out a character that does not print, or that would end the quotation."""
    return letter if letter.isprintable() and letter != "`" else _escaped(letter)


def _cut(pieces: list[str]) -> str:
    whole = "".join(pieces)
    if len(whole) <= SHOWN_LENGTH:
        return whole
    while sum(map(len, pieces)) > SHOWN_LENGTH - 1:
        pieces = pieces[:-1]
    return "".join(pieces) + "…"


def _escaped(letter: str) -> str:
    if letter == "`":
        return r"\x60"
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


def _close(wanted: str, candidates: list[str]) -> list[str]:
    """The nearest names, by the whole name or by its last part."""
    spelled: dict[str, list[str]] = {}
    for name in candidates:
        for spelling in dict.fromkeys((_folded(name), _folded(name.rpartition(".")[2]))):
            spelled.setdefault(spelling, []).append(name)
    near = get_close_matches(wanted, spelled, n=SUGGESTIONS, cutoff=NEAR_ENOUGH)
    return list(dict.fromkeys(name for spelling in near for name in spelled[spelling]))


def _folded(word: str) -> str:
    """Forget what people mix up without meaning another word: case, and how the parts are joined."""
    return word.casefold().replace("-", "_").replace(" ", "_")


def _one_of(words: list[str]) -> str:
    *rest, last = [shown(word) for word in words]
    return f"{', '.join(rest)} or {last}" if rest else last
