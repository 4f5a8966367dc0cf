"""Runs the benches one after another and prints a line a figure."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import carrying
import labelling
import saving
import searching
import showing
from figures import Figure

BENCHES: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "labels": labelling.figures,
    "save": saving.figures,
    "search": searching.figures,
    "bundle": carrying.figures,
    "window": showing.figures,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    parser.add_argument("--only", choices=BENCHES, action="append", help="this one (repeatable)")
    parser.add_argument("--folder", type=Path, help="where to work: on the disk that counts")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(__file__).resolve().parents[2] / "out" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, in {folder}", flush=True)
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(dir=folder) as home:
        for name in chosen.only or BENCHES:
            for figure in BENCHES[name](Path(home)):
                print(figure.line, flush=True)
                figures.append(figure)
    good = sum(figure.is_good for figure in figures)
    print(f"{good} of {len(figures)} reached")
    return 0 if good == len(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
