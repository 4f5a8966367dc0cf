"""Frozen bytes: a bundle written today is written so for ever, and one sealed long ago is still read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from bundle_makers import a_line, a_tar, contents, expectation, parts_of, signer_of

from salw_desktop.bundle import layout
from salw_desktop.bundle.head import Purpose
from salw_desktop.bundle.reader import open_bundle
from salw_desktop.keys.age import AgeIdentity

VECTORS = Path(__file__).parent.parent / "data" / "formats" / "bundle"
SUMS = json.loads((VECTORS / "plain-tar-sha256.json").read_text())


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("head.json", layout.HEAD),
        ("manifest-sha256.txt", layout.MANIFEST),
        ("bag-info.txt", layout.BAG_INFO),
    ],
)
def test_that_a_member_is_written_as_it_always_was(
    purpose: Purpose, name: str, member: str
) -> None:
    written = dict(parts_of(a_tar(contents(purpose), signer_of(purpose))))[member]
    assert written == (VECTORS / f"{purpose}.{name}").read_bytes()


@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_the_tar_has_the_bytes_it_always_had(purpose: Purpose) -> None:
    tar = a_tar(contents(purpose), signer_of(purpose))
    assert hashlib.sha256(tar).hexdigest() == SUMS[purpose]


def test_that_a_bundle_sealed_long_ago_is_still_read(tmp_path: Path) -> None:
    identity = AgeIdentity((VECTORS / "practice-identity.txt").read_text().splitlines()[-1])
    with open_bundle(
        VECTORS / "field-to-hq.salwb",
        identities=(identity,),
        scratch=tmp_path,
        expected=expectation(),
    ) as opened:
        lines = list(opened.lines(opened.head.segments[0]))
    assert lines == [a_line(1), a_line(2), a_line(3)]
