"""Leave out the tests that need more than `make test` installs, and say at the end which and why.

A test, or a whole file through its `pytestmark`, carries the marker of what it needs. Where that is not there the
test is left out of the run: it never counts as passed, and the last lines name its file and what brings it back.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# Drawn cases are the same in each run, so that a run says something of a change and not of a chance; drawing others
# is a search of its own: `HYPOTHESIS_PROFILE=anew pytest tests/evaluation`.
settings.register_profile("again", derandomize=True)
settings.register_profile("anew", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "again"))


@dataclass(frozen=True, slots=True)
class Need:
    """Something a test cannot run without, and how to come by it."""

    marker: str
    what: str
    remedy: str
    met: Callable[[], bool]


def _installed(*modules: str) -> Callable[[], bool]:
    return lambda: all(find_spec(module) is not None for module in modules)


def _imports(module: str) -> Callable[[], bool]:
    """Whether a module is not only there but can be imported, tried in a process of its own."""
    trying = [sys.executable, "-c", f"import {module}"]
    return lambda: (
        find_spec(module.partition(".")[0]) is not None
        and subprocess.run(trying, capture_output=True, check=False).returncode == 0
    )


def _named(variable: str) -> Callable[[], bool]:
    return lambda: bool(os.environ.get(variable))


NEEDS = (
    Need(
        "needs_corpora",
        "outside test vectors",
        "set POLICY_ENGINE_CORPORA to their folder",
        _named("POLICY_ENGINE_CORPORA"),
    ),
    Need("needs_browser", "a browser", "set POLICY_ENGINE_BROWSER to its program", _named("POLICY_ENGINE_BROWSER")),
    Need(
        "needs_calendars",
        "the sources of holidays",
        "install the extra `calendars`",
        _installed("holidays", "hijridate", "tzdata"),
    ),
    Need("needs_columns", "Parquet", "install the extra `columns`", _installed("pyarrow")),
    Need("needs_analysis", "the solver", "install the extra `analysis`", _installed("z3")),
    Need(
        "needs_crosscheck",
        "the second opinion",
        "install the extra `crosscheck`, which takes a C compiler and a Python before 3.13",
        _imports("durable.engine"),
    ),
)

LEFT_OUT = pytest.StashKey[dict[Need, Counter[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, and refuse a folder that is not there: a wrong path must not pass for "not given"."""
    for need in NEEDS:
        config.addinivalue_line("markers", f"{need.marker}: needs {need.what}; {need.remedy}")
    corpora = os.environ.get("POLICY_ENGINE_CORPORA")
    if corpora and not Path(corpora).is_dir():
        raise pytest.UsageError(f"POLICY_ENGINE_CORPORA names `{corpora}`, which is no folder")
    left_out: dict[Need, Counter[str]] = {need: Counter() for need in NEEDS if not need.met()}
    config.stash[LEFT_OUT] = left_out


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a whole file without importing it, since what it imports may be just what is missing."""
    if not collection_path.match("test_*.py"):
        return None
    markers, tests = _outline(collection_path.read_text(encoding="utf-8"))
    for need, files in config.stash[LEFT_OUT].items():
        if need.marker in markers:
            files[_shown(collection_path, config)] = tests
            return True
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out single tests; the cases of one test count once."""
    left_out = config.stash[LEFT_OUT]
    kept: list[pytest.Item] = []
    out: dict[str, tuple[Need, str]] = {}
    for item in items:
        need = _unmet(left_out, (mark.name for mark in item.iter_markers()))
        if need is None:
            kept.append(item)
        else:
            out[item.nodeid.partition("[")[0]] = need, _shown(item.path, config)
    for need, file in out.values():
        left_out[need][file] += 1
    items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out, why, and what brings it back."""
    for need, files in config.stash[LEFT_OUT].items():
        if files:
            count = "1 test needs" if files.total() == 1 else f"{files.total()} tests need"
            terminalreporter.write_line(f"left out: {count} {need.what} ({need.remedy})")
        for file, tests in sorted(files.items()):
            terminalreporter.write_line(f"  {file}: {tests}")


def _unmet(needs: Iterable[Need], markers: Iterable[str]) -> Need | None:
    carried = set(markers)
    return next((need for need in needs if need.marker in carried), None)


def _shown(file: Path, config: pytest.Config) -> str:
    return file.relative_to(config.rootpath).as_posix() if file.is_relative_to(config.rootpath) else str(file)


def _outline(source: str) -> tuple[set[str], int]:
    """Read, without running a file of tests, the markers of its `pytestmark` and how many tests it defines."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set(), 0  # the import reports it, with its line
    marks = [
        statement.value
        for statement in tree.body
        if isinstance(statement, ast.Assign) and "pytestmark" in {ast.unparse(target) for target in statement.targets}
    ]
    markers = {node.attr for mark in marks for node in ast.walk(mark) if isinstance(node, ast.Attribute)}
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    return markers, len(tests)
