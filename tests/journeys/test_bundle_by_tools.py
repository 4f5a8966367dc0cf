"""A bundle opened without us: `age`, `tar` and a BagIt validator are enough, for ever."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess  # noqa: TID251  the point is another program
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bagit
import pytest
from terminal import done, refused

pytestmark = [
    pytest.mark.skipif(not shutil.which("age"), reason="age is not installed here"),
]


@dataclass(frozen=True)
class Opened:
    """The practice day, HQ's key as a file, and the bundle unpacked."""

    demo: dict[str, Any]
    identity: Path
    bag: Path


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    home = tmp_path_factory.mktemp("tools")
    demo = done("demo", "--out", home / "practice", "--weapons", 4)
    key, tar, bag = home / "hq.key", home / "bundle.tar", home / "bag"
    at = ("--at", demo["registry"], "--passphrase-file", demo["registry_passphrase_file"])
    done("registry", "identity", *at, "--out", key, "--yes")
    subprocess.run(["age", "-d", "-i", key, "-o", tar, demo["bundles"][0]], check=True)
    bag.mkdir()
    subprocess.run(["tar", "-x", "-f", tar, "-C", bag], check=True)
    return Opened(demo, key, bag)


def payloads(bag: Path) -> list[bytes]:
    """Every event of the bundle, decoded from the first field of its line."""
    found = sorted(bag.glob("data/journal/*/*.jsonl"))
    lines = [line for path in found for line in path.read_bytes().splitlines()]
    return [base64.b64decode(line.split(b" ")[0]) for line in lines]


def test_that_the_key_is_private_and_a_plain_age_identity(opened: Opened) -> None:
    assert opened.identity.read_text(encoding="ascii").startswith("AGE-SECRET-KEY-1")
    assert opened.identity.stat().st_mode & 0o077 == 0


def test_that_a_bagit_tool_validates_it(opened: Opened) -> None:
    bag = bagit.Bag(str(opened.bag))
    assert bag.validate()
    assert bag.version_info == (1, 0)


def test_that_its_lines_are_the_payloads_of_the_journal(opened: Opened) -> None:
    people = ("--passphrase-file", opened.demo["passphrase_file"])
    events = done("journal", opened.demo["register"], *people)["events"]
    journal = [base64.b64decode(event["payload"]) for event in events]
    sent = payloads(opened.bag)
    assert sorted(sent) == sorted(journal[: len(sent)])
    segments = json.loads((opened.bag / "salw/head.json").read_bytes())["segments"]
    assert len(sent) == sum(segment["last"] - segment["first"] + 1 for segment in segments)


def test_that_the_key_leaves_only_after_a_yes(opened: Opened, tmp_path: Path) -> None:
    words = opened.demo["registry_passphrase_file"]
    at = ("--at", opened.demo["registry"], "--passphrase-file", words)
    said = refused("registry", "identity", *at, "--out", tmp_path / "hq.key")
    assert (said.status, said.code) == (1, "answer.needed")
    assert list(tmp_path.iterdir()) == []
