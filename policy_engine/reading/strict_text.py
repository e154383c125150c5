"""The outermost gate of the strict reader: bytes become text, and every place in the text has a line and a column.

YAML 1.2.2 section 5.1 and RFC 8259 section 8.1 name the characters and the encoding. Control characters are refused
wherever they stand, because a value that holds one can rewrite the terminal of the person who reads the message.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from policy_engine.errors import Location, Problem
from policy_engine.reading.suggest import SHOWN_LENGTH, visible

LARGEST_DOCUMENT = 4 * 1024 * 1024  # bytes
MOST_NAMED = 20  # a document with more kinds of refused characters is no text at all
STAND_IN = "\ufffd"  # one character for one refused character, so that later places stay right

BYTE_ORDER_MARK = "\ufeff"
_OTHER_ENCODINGS = {  # UTF-32 first: its little-endian mark begins like that of UTF-16
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SEPARATORS = re.compile(r"[\u2028\u2029]")
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_OF_A_WORD = re.compile(r"\w")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a text stand, by line and column from 1; what is `masked` is shown by its shape alone."""

    text: str
    source: str
    masked: bool = False
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [0, *(end.end() for end in _LINE_END.finditer(self.text))])

    def at(self, offset: int) -> Location:
        line = bisect_right(self._starts, offset)
        return Location(self.source, line, offset - self._starts[line - 1] + 1)

    def pointed_at(self, offset: int) -> str:
        """Show the surroundings of one character in its line, with a caret under it."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        line_end = _LINE_END.search(self.text, start)
        end = line_end.start() if line_end else len(self.text)
        first = max(start, offset - SHOWN_LENGTH // 2)
        excerpt = "".join(map(_one_column, self.text[first : min(end, first + SHOWN_LENGTH)]))
        excerpt = _OF_A_WORD.sub("x", excerpt) if self.masked else excerpt
        return f"\n    {excerpt}\n    {' ' * (offset - first)}^" if excerpt.strip() else ""


def decoded(data: bytes | str, source: str) -> tuple[str, tuple[Problem, ...]]:
    """Turn a document into text, or say why it is none: too large, or not UTF-8."""
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > LARGEST_DOCUMENT:
        return "", (_too_large(size, source),)
    if isinstance(data, str):
        return data.removeprefix(BYTE_ORDER_MARK), ()
    for mark, encoding in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            return "", (_wrong_encoding(Location(source, 1, 1), f"the document is {encoding}, not UTF-8"),)
    try:
        return data.decode("utf-8").removeprefix(BYTE_ORDER_MARK), ()
    except UnicodeDecodeError as error:
        return "", (_not_utf8(data, error.start, source),)


def refused_characters(places: Places) -> tuple[Problem, ...]:
    """Name each character that no document may hold, once, where it first stands."""
    return _named(places, _REFUSED, "remove it")


def refused_separators(places: Places) -> tuple[Problem, ...]:
    """Name the characters that end a line in YAML 1.1 and do not in YAML 1.2 and JSON: two readers, two texts."""
    return _named(places, _SEPARATORS, r"write it as \u2028 or \u2029 between double quotes")


def without_refused(text: str) -> str:
    """Put a stand-in where a refused character was, so that the rest can still be read for its own problems."""
    return _REFUSED.sub(STAND_IN, text)


def without_separators(text: str) -> str:
    return _SEPARATORS.sub(STAND_IN, text)


def refused_character(value: str) -> str:
    """Name the refused character that a value holds by way of an escape, if it holds one."""
    found = _REFUSED.search(value)
    return described(found.group()) if found else ""


def described(character: str) -> str:
    code = f"U+{ord(character):04X}"
    match character:
        case "\x00":
            return f"the NUL character {code}"
        case "\ufeff":
            return f"a byte order mark {code}"
        case "\u2028" | "\u2029":
            return f"the separator {code}"
        case "\ufffe" | "\uffff":
            return f"the noncharacter {code}"
        case _ if "\ud800" <= character <= "\udfff":
            return f"half of a surrogate pair {code}"
        case _:
            return f"the control character {code}"


def _named(places: Places, refused: re.Pattern[str], advice: str) -> tuple[Problem, ...]:
    first = sorted((places.text.index(character), character) for character in set(refused.findall(places.text)))
    return tuple(
        Problem(
            places.at(offset),
            f"the text holds {described(character)}" + _times(places.text.count(character)),
            "save the document as UTF-8 text" if character == "\x00" else advice,
        )
        for offset, character in first[:MOST_NAMED]
    )


def _times(count: int) -> str:
    return f", {count:,} times" if count > 1 else ""


def _one_column(letter: str) -> str:
    if letter == "\t":
        return "→"
    return letter if visible(letter) == letter or letter == "`" else "·"


def _too_large(size: int, source: str) -> Problem:
    limit = LARGEST_DOCUMENT // (1024 * 1024)
    return Problem(
        Location(source, 1, 1),
        f"the document has {size:,} bytes, more than the limit of {limit} MiB",
        "split it into several documents",
    )


def _not_utf8(data: bytes, offset: int, source: str) -> Problem:
    before = data[:offset].decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    place = Places(before, source).at(len(before))
    return _wrong_encoding(place, f"byte 0x{data[offset]:02x} at offset {offset} is not UTF-8")


def _wrong_encoding(at: Location, message: str) -> Problem:
    return Problem(at, message, "save the document as UTF-8 text")
