"""How long `diff` takes, and how much memory, as a pack grows: the rules of a released pack again for each state.

Run it where the extra `analysis` is installed: `python docs/decisions/probes/growing_pack.py`. It writes br@1.1.0
again and again into a temporary folder, changes one day in the second version of each, and compares the two in a
process of its own. It prints what decision 9 tells; the times are those of the machine.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

PACK = Path(__file__).parents[3] / "rules" / "br" / "1.1.0"
STATES = ("AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB")
NO_RULES = ("pack.yaml", "facts.yaml", "sources.yaml")
OLD, NEW = "withdrawal.end: {days: 7,", "withdrawal.end: {days: 8,"
COPIES = (0, 2, 8, 30)


class Plain(yaml.SafeDumper):
    """Writes each value out, since a pack may not refer to one by an alias."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def grown(into: Path, copies: int) -> int:
    """Write the pack with its rules again so many times, each for one state; gives how many rules there are."""
    shutil.copytree(PACK, into, ignore=shutil.ignore_patterns("examples", "sheet.yaml"))
    count = 0
    for file in sorted(into.glob("*.yaml")):
        text = {} if file.name in NO_RULES else yaml.safe_load(file.read_text(encoding="utf-8"))
        rules = text.get("rules", [])
        more = [again(rule, number) for number in range(copies) for rule in rules if "in" not in rule]
        count += len(rules) + len(more)
        if more:
            head = {key: text[key] for key in ("place", "governed_by") if key in text}
            written = yaml.dump({**head, "in": "BR", "rules": more}, Dumper=Plain, sort_keys=False, width=1000)
            (into / f"{file.stem}_again.yaml").write_text(written, encoding="utf-8")
    return count


def again(rule: dict[str, Any], number: int) -> dict[str, Any]:
    """The same rule for one state, under ids of its own."""
    state = STATES[number % len(STATES)]
    exemptions = [{**one, "id": f"{one['id']}.{number}"} for one in rule.get("unless", ())]
    copy = {**rule, "id": f"{rule['id']}.{number}", "in": f"BR-{state}"}
    return {**copy, "unless": exemptions} if exemptions else copy


def compared(copies: int) -> None:
    """Print how long it takes to compare two versions of a pack grown so far."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        rules = grown(old, copies)
        shutil.copytree(old, new)
        text = (new / "returns.yaml").read_text(encoding="utf-8")
        assert text.count(OLD) == 1
        (new / "returns.yaml").write_text(text.replace(OLD, NEW), encoding="utf-8")
        start = time.monotonic()
        command = [sys.executable, "-c", "from policy_engine.commands import main; main()", "diff", str(old), str(new)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        taken = time.monotonic() - start
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    said = " ".join(answer.stdout.split("effect:")[0].split()[3:]) or answer.stderr[:500]
    sys.stdout.write(f"{rules} rules: {taken:.1f} s, {most} MiB, exit code {answer.returncode}: {said}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for number in COPIES:
        compared(number)
