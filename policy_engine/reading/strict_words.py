"""Say in the author's words what the YAML parser found, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from policy_engine.reading.suggest import visible


class Words(NamedTuple):
    """`begun` tells that the trouble lies where the construct begins, not where the parser gave up."""

    message: str
    advice: str
    begun: bool = False


def words_for(problem: str, context: str, letter: str) -> Words:
    """Find the words for what the parser says at a letter, which is empty at the end; fall back to the parser's own."""
    if not letter and context in _UNFINISHED:
        return _UNFINISHED[context]
    return (
        _BY_LETTER.get((letter, problem))
        or _BY_CONTEXT.get(context)
        or _BY_PROBLEM.get(problem)
        or _own_words(problem, context)
    )


def _own_words(problem: str, context: str) -> Words:
    said = " ".join(part for part in (problem, context) if part) or "the text cannot be read"
    return Words("".join(map(visible, said[:1].lower() + said[1:])), "correct the text at the mark")


_QUOTE = "put quotes around the text"
_ALIGN = "indent what belongs together alike, or put quotes around the text"
_NEW_LINE = "begin it on a new line"
_BACKSLASH = r"write `\\` for a backslash, or use single quotes"
_NO_CLOSING_QUOTE = Words("the text that begins here has no closing quote", "close the quote", begun=True)
_NO_DIRECTIVE = Words("directives such as `%YAML` are not allowed", "remove the line")
_TAB = Words("a tab stands where the text is indented", "indent with spaces")

_UNFINISHED = {
    "while parsing a flow sequence": Words("the list that begins here has no closing `]`", "close it", begun=True),
    "while parsing a flow mapping": Words("the table that begins here has no closing `}`", "close it", begun=True),
    "while parsing a flow node": Words("the document ends inside a list or table", "close it"),
}
_BY_LETTER = {
    ("\t", "found character that cannot start any token"): _TAB,
    (":", "did not find expected node content"): Words("a `:` stands with no key before it", _QUOTE),
}
_BY_CONTEXT = {
    "while scanning a quoted scalar": _NO_CLOSING_QUOTE,
    "while scanning an anchor": Words("a text cannot begin with `&`", _QUOTE, begun=True),
    "while scanning an alias": Words("a text cannot begin with `*`", _QUOTE, begun=True),
    "while scanning a tag": Words("a text cannot begin with `!`", _QUOTE, begun=True),
    "while scanning a directive": _NO_DIRECTIVE,
    "while scanning a %YAML directive": _NO_DIRECTIVE,
    "while scanning a %TAG directive": _NO_DIRECTIVE,
}
_BY_PROBLEM = {
    "mapping values are not allowed in this context": Words(
        "a `: ` stands where no value can begin", "put quotes around a text that holds `: `, or indent its line alike"
    ),
    "found character that cannot start any token": Words("a text cannot begin with this character", _QUOTE),
    "did not find expected ',' or ']'": Words("a `,` or `]` is missing before this", "separate the items"),
    "did not find expected ',' or '}'": Words("a `,` or `}` is missing before this", "separate the values"),
    "found unexpected ':'": Words("a `:` stands inside a text between brackets", _QUOTE),
    "did not find expected key": Words("a key is expected here", _ALIGN),
    "could not find expected ':'": Words("this has no `: ` after it, so it names nothing", _ALIGN, begun=True),
    "did not find expected '-' indicator": Words("a `- ` is expected here", "indent the items of a list alike"),
    "did not find expected node content": Words("a value is expected here", _QUOTE),
    "did not find expected <document start>": Words("the document has ended before this", _ALIGN),
    "block sequence entries are not allowed in this context": Words("a list cannot begin here", _NEW_LINE),
    "mapping keys are not allowed in this context": Words("a key cannot begin here", _NEW_LINE),
    "found unknown escape character": Words("this escape is not known", _BACKSLASH),
    "did not find expected hexdecimal number": Words("this escape lacks hexadecimal digits", _BACKSLASH),
    "found invalid Unicode character escape code": Words("this escape names no character", "write the letter itself"),
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "did not find expected comment or line break": Words("the text must begin on the next line", _NEW_LINE),
    "found undefined tag handle": Words("tags such as `!name` are not allowed", "remove it, or use quotes"),
    "found duplicate %YAML directive": _NO_DIRECTIVE,
    "found incompatible YAML document": _NO_DIRECTIVE,
}
