"""The public YAML test suite: the reader takes what is plain, refuses the rest with a place, and never crashes.

Each file of https://github.com/yaml/yaml-test-suite states one or more documents, with `fail: true` where no reader
may take it, and with what it means as `json` where it has a meaning there. Its signs for what cannot be seen are
explained in the suite's README.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
import yaml

from policy_engine.reading.strict_yaml import read_document

pytestmark = pytest.mark.needs_corpora

FEWEST_FILES = 351
FEWEST_TAKEN = 160  # of the documents that are YAML; the rest use what this reader refuses on purpose


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the suite."""

    name: str
    text: str
    broken: bool
    meaning: str | None


def corpus_files() -> list[Path]:
    folder = os.environ.get("POLICY_ENGINE_CORPORA")
    return sorted(Path(folder, "yaml", "src").glob("*.yaml")) if folder else []


def documents_of(file: Path) -> Iterator[Document]:
    """A document that states no meaning has the one before it in its file."""
    meaning: str | None = None
    for number, stated in enumerate(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
        broken = stated.get("fail") == "true"
        meaning = stated.get("json", meaning)
        yield Document(f"{file.stem}-{number}", visible_signs_undone(stated["yaml"]), broken, meaning)


def visible_signs_undone(text: str) -> str:
    text = re.sub("—*»", "\t", text.replace("␣", " "))
    return text.replace("⇔", "\ufeff").replace("↵", "").replace("∎\n", "").replace("←", "\r")


FILES = corpus_files()
DOCUMENTS = [document for file in FILES for document in documents_of(file)]
BROKEN = [document for document in DOCUMENTS if document.broken]
MEANT = [document for document in DOCUMENTS if document.meaning not in (None, "", "null") and not document.broken]


def test_the_whole_suite_is_there() -> None:
    assert os.environ.get("POLICY_ENGINE_CORPORA"), "POLICY_ENGINE_CORPORA names no folder with yaml/src/*.yaml"
    assert len(FILES) >= FEWEST_FILES


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_is_taken_or_refused_with_a_place(document: Document) -> None:
    node, problems = read_document(document.text, document.name)
    assert (node is None) == bool(problems)
    lines = len(re.split(r"\r\n?|\n", document.text))
    assert all(1 <= problem.at.line <= lines and problem.at.column >= 1 for problem in problems)


@pytest.mark.parametrize("document", BROKEN, ids=lambda document: document.name)
def test_a_document_that_is_no_yaml_is_refused(document: Document) -> None:
    node, _ = read_document(document.text, document.name)
    assert node is None


@pytest.mark.parametrize("document", MEANT, ids=lambda document: document.name)
def test_a_document_that_is_taken_means_what_the_suite_says(document: Document) -> None:
    node, problems = read_document(document.text, document.name)
    assert problems or (node is not None and means(node.plain(), json.loads(document.meaning or "")))


def test_most_plain_documents_are_taken() -> None:
    taken = [document for document in DOCUMENTS if read_document(document.text, document.name)[0] is not None]
    assert len(taken) >= FEWEST_TAKEN


def means(plain: object, stated: object) -> bool:
    """Whether texts as they were spelled mean the typed values of the suite."""
    match plain, stated:
        case dict(), dict():
            return plain.keys() == stated.keys() and all(means(plain[key], stated[key]) for key in stated)
        case list(), list():
            return len(plain) == len(stated) and all(map(means, plain, stated))
        case str(), bool():
            return plain.lower() == json.dumps(stated)
        case str(), int() | float():
            return spells(plain, stated)
        case _:
            return plain == stated


def spells(text: str, number: float) -> bool:
    try:
        return Decimal(text.replace(",", "")) == Decimal(str(number))
    except InvalidOperation:
        return int(text, 0) == number
