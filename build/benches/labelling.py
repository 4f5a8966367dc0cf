"""1,000 distinct QR labels as one PDF, beside gLabels' batch program on the same labels."""

from __future__ import annotations

import csv
import gzip
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from figures import Figure, by_turns, median_seconds, seconds

from salw_desktop.domain.numbers import NumberBlock, scan_code
from salw_desktop.printing.labels import Label, label_sheet
from salw_desktop.words.papers import LabelWords

LABELS = 1000
TIMES_FASTER = 12
MOST_KB = 0.6
GLABELS = "glabels-3-batch"
_TEMPLATE = """<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
<Template brand="SALW" part="3x8" size="A4" description="A4 3x8">
<Label-rectangle id="0" width="64mm" height="33.9mm" round="0" x_waste="0" y_waste="0">
<Layout nx="3" ny="8" x0="7.2mm" y0="12.9mm" dx="66.55mm" dy="33.9mm"/></Label-rectangle></Template>
<Objects id="0" rotate="False">
<Object-barcode x="1mm" y="4mm" w="25mm" h="25mm" style="IEC18004" text="False" checksum="False"
 color="0x000000ff" field="code" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0" format="17"/>
{texts}</Objects>
<Merge type="Text/Comma/Line1Keys" src="{source}"/>
</Glabels-document>"""
_TEXT = """<Object-text x="28mm" y="{y}mm" w="34mm" h="8mm" justify="left" valign="top"
 a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"><Span color="0x000000ff" font_family="Sans" font_size="{size}"
 font_weight="Bold" font_italic="False"><Field name="{field}"/></Span></Object-text>
"""
_TEXTS = (("head", 4, 12), ("tail", 10, 17), ("kind", 18, 9), ("serial", 23, 8), ("date", 28, 7))


def figures(home: Path) -> Iterator[Figure]:
    labels = _labels()
    words = LabelWords()
    pdf = label_sheet(labels, words=words)  # imports and fonts, once
    ours, theirs = by_turns(
        lambda: median_seconds(lambda: label_sheet(labels, words=words)), _glabels(home, labels)
    )
    yield Figure(
        f"{LABELS} labels as a PDF",
        f"{ours:.2f} s",
        f"gLabels {theirs:.2f} s" if theirs else "gLabels is not here",
        theirs / ours if theirs else None,
        TIMES_FASTER,
    )
    size = len(pdf) / LABELS / 1000
    yield Figure("size of a label", f"{size:.2f} kB", "", size, MOST_KB, unit="kB", is_most=True)


def _labels() -> list[Label]:
    numbers = islice(NumberBlock.parse("1-99999", site="LEN").numbers_from(1), LABELS)
    return [
        Label(scan_code(number), number, "AKM 7.62x39", f"…{running:04d}", "2026-11-22")
        for running, number in numbers
    ]


def _glabels(home: Path, labels: Sequence[Label]) -> Callable[[], float] | None:
    """Its seconds without its start: one label is a run of its own, and taken off."""
    if shutil.which(GLABELS) is None:
        return None
    all_of_them = _project(home, "all", labels)
    one = _project(home, "one", labels[:1])
    return lambda: seconds(lambda: _run(home, all_of_them)) - seconds(lambda: _run(home, one))


def _project(home: Path, name: str, labels: Sequence[Label]) -> Path:
    source = home / f"{name}.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["code", "head", "tail", "kind", "serial", "date"])
        for label in labels:
            head, tail = label.number[:8], label.number[9:]
            rows.writerow([label.code, head, tail, label.kind, label.serial_tail, label.date])
    texts = "".join(_TEXT.format(field=field, y=y, size=size) for field, y, size in _TEXTS)
    project = home / f"{name}.glabels"
    project.write_bytes(gzip.compress(_TEMPLATE.format(texts=texts, source=source).encode("utf-8")))
    return project


def _run(home: Path, project: Path) -> None:
    out = home / f"{project.stem}.pdf"
    subprocess.run([GLABELS, "-o", out, project], check=True, capture_output=True)
    if not out.stat().st_size:
        raise RuntimeError(f"{GLABELS} wrote nothing")
