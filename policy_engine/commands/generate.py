"""`generate`: write again everything that is generated from the vocabulary, or say what would change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policy_engine.catalog.generating.files import generated_files
from policy_engine.catalog.locations import PACKAGE
from policy_engine.catalog.packs import VOCABULARY
from policy_engine.errors import PackError
from policy_engine.reading.vocabulary_reader import read_vocabulary

DIFFERS, UNABLE = 1, 2


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=PACKAGE.parent,
    help="The folder of the repository.",
)
def generate(check: bool, root: Path) -> None:
    """Write the JSON Schemas, the reference page and the typed names from schemas/facts.yaml."""
    try:
        stale = outdated(root)
    except PackError as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(UNABLE)
    for path, content in stale.items():
        if check:
            click.echo(f"{path} is not what `generate` would write", err=True)
        else:
            written = root / path
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)
            click.echo(f"wrote {path}")
    if check and stale:
        sys.exit(DIFFERS)


def outdated(root: Path) -> dict[str, bytes]:
    """The generated files that are missing or differ, with what they should hold.

    Raises PackError where the vocabulary cannot be read.
    """
    source = root / "schemas" / VOCABULARY
    files = generated_files(*read_vocabulary(source.read_bytes(), f"schemas/{VOCABULARY}"))
    return {path: content for path, content in files.items() if not _holds(root / path, content)}


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    generate()
