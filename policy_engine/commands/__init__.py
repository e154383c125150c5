"""The command line: one module a verb, imported only when it is wanted, so that every verb starts quickly."""

from __future__ import annotations

import gc
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

from policy_engine.commands.exits import EXIT_CODES

VERBS = (
    "check", "policy", "facts", "new", "packs", "show", "across", "diff", "upcoming", "test", "lint", "coverage",
    "crosscheck", "impact", "calendars", "draft", "release", "generate",
)  # fmt: skip
MODULES = {"coverage": "sheet_coverage"}  # where a verb's module has another name
HIDDEN = ("generate",)
"""Of use only to whoever works on the project itself."""
SELDOM = (50_000, 20, 50)
"""How seldom the collector looks for circles: packs are large, stay, and hold none, and a command soon ends."""


class Verbs(click.Group):
    """A group whose verbs are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        module = MODULES.get(cmd_name, cmd_name)
        command = getattr(import_module(f"policy_engine.commands.{module}"), module)
        assert isinstance(command, click.Command)
        command.hidden = cmd_name in HIDDEN
        return command


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    try:
        number = version("policy-engine")
    except PackageNotFoundError:
        number = "(not installed)"
    click.echo(f"policy-engine {number}")
    ctx.exit()


@click.group(cls=Verbs, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def commands() -> None:
    """Ask versioned law what is allowed, what is owed and by when, with the reason for every answer."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*SELDOM)
    commands(prog_name="policy-engine")
