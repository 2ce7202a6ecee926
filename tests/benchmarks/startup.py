"""What starting costs, as ratios to what everybody knows: an empty Python, and the import of pandas.

    python tests/benchmarks/startup.py [--rounds N] [--tables FOLDER]

Every command runs N times, in turns, so that a busy machine hurts all alike; the least CPU counts. The
code runs from compiled files, as an installed package does. With --tables, the CSV files of the folder
(the first 200) are checked in one call, else 200 written ones. Leaves with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKER = [sys.executable, "-c", "from checker.cli import main; main()"]
ROWS, TABLES = 100, 200


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and the largest resident memory (MB) of a child process."""

    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Target:
    """One ratio and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.met else "MISSED"
        return f"{self.name:<34} {self.value:8.2f} {self.unit:<22} at most {self.limit:g}  {verdict}"


def cost_of(command: list[str], compiled: Path) -> Cost:
    """Run a command to its end and say what it cost."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables["PYTHONPYCACHEPREFIX"] = str(compiled)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=variables)
    complaint = process.stderr.read().decode(errors="replace") if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 3):
        sys.exit(f"{' '.join(command)[:200]} left with {process.returncode}: {complaint[-500:]}")
    return Cost(usage.ru_utime + usage.ru_stime, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def report_text(rows: int, seed: int = 0) -> str:
    """A correct report table with so many rows: counts, their total, shares."""
    counts = [100 + (seed * 7919 + row * 104729) % 9000 for row in range(rows)]
    total = sum(counts)
    lines = [f"place {row},{count},{100 * count / total:.2f}%" for row, count in enumerate(counts)]
    return "\n".join(["region,pupils,share", *lines, f"Total,{total},100.00%", ""])


def reports(folder: Path) -> list[Path]:
    """Two hundred small reports."""
    paths = [folder / f"report{number:03}.csv" for number in range(TABLES)]
    for number, path in enumerate(paths):
        path.write_text(report_text(5 + number % 20, number), encoding="utf-8")
    return paths


def measured(commands: dict[str, list[str]], rounds: int, compiled: Path) -> dict[str, Cost]:
    """The least cost of each command over the rounds; the first one also compiles."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost_of(command, compiled))
    return {name: Cost(min(c.cpu for c in seen), max(c.memory for c in seen)) for name, seen in costs.items()}


def targets(folder: Path, tables: list[Path], rounds: int) -> list[Target]:
    """Measure everything once."""
    short = folder / "short.csv"
    short.write_text(report_text(ROWS), encoding="utf-8")
    python = [sys.executable, "-c"]
    commands = {
        "pass": [*python, "pass"],
        "pandas": [*python, "import pandas"],
        "help": [*CHECKER, "--help"],
        "short": [*CHECKER, "validate", str(short)],
    }
    compiled = folder / "compiled"
    cost = measured(commands, rounds + 1, compiled)
    cost |= measured({"many": [*CHECKER, "validate", "-f", "json", *map(str, tables)]}, 1, compiled)
    return [
        Target("checker --help", cost["help"].cpu / cost["pass"].cpu, 8, "x python -c pass"),
        Target(f"a CSV of {ROWS} rows", cost["short"].cpu / cost["pandas"].cpu, 0.5, "x import pandas"),
        Target(f"{len(tables)} tables in one call", cost["many"].cpu / cost["pandas"].cpu, 30, "x import pandas"),
        Target("memory for them", cost["many"].memory, 300, "MB"),
    ]


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tables", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = sorted(options.tables.glob("*.csv"))[:TABLES] if options.tables else reports(folder)
        found = targets(folder, tables, options.rounds)
    print("\n".join(map(str, found)))
    sys.exit(0 if all(target.met for target in found) else 1)


if __name__ == "__main__":
    main()
