"""What an archivist does in fifty years: `age`, `tar` and a BagIt tool, without this program."""

from __future__ import annotations

import logging
import shutil
import subprocess  # noqa: TID251 - the point of these tests is another program
from pathlib import Path

import bagit
import pytest
from bundle_makers import IDENTITY, Desk, a_tar, contents, parts_of, signer_of

from salw_desktop.bundle.head import Purpose

needs_age = pytest.mark.skipif(
    shutil.which("age") is None, reason="the program age is not installed (Debian package age)"
)
needs_tar = pytest.mark.skipif(shutil.which("tar") is None, reason="there is no tar here")


def unpacked(tar: Path, folder: Path) -> Path:
    bag = folder / "bag"
    bag.mkdir()
    done = subprocess.run(
        ["tar", "-xf", tar, "-C", bag], check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    return bag


@needs_tar
@pytest.mark.parametrize("purpose", list(Purpose))
def test_that_tar_and_a_bagit_tool_open_what_is_inside(
    tmp_path: Path, purpose: Purpose, caplog: pytest.LogCaptureFixture
) -> None:
    tar = tmp_path / "plain.tar"
    tar.write_bytes(a_tar(contents(purpose), signer_of(purpose)))
    with caplog.at_level(logging.WARNING):
        bag = bagit.Bag(str(unpacked(tar, tmp_path)))
        bag.validate()
    assert caplog.messages == []
    assert bag.version_info == (1, 0)
    assert bag.info["Source-Organization"] == "LEN1"


@needs_tar
def test_that_tar_takes_out_the_same_files(tmp_path: Path) -> None:
    tar = tmp_path / "plain.tar"
    tar.write_bytes(a_tar())
    bag = unpacked(tar, tmp_path)
    found = {
        each.relative_to(bag).as_posix(): each.read_bytes()
        for each in bag.rglob("*")
        if each.is_file()
    }
    assert found == dict(parts_of(a_tar()))


@needs_age
@needs_tar
def test_that_age_opens_the_seal_with_the_key_printed_on_paper(desk: Desk) -> None:
    sealed = desk.sealed(a_tar())
    key = desk.folder / "key.txt"
    key.write_text(IDENTITY.secret + "\n")
    tar = desk.folder / "plain.tar"
    subprocess.run(["age", "-d", "-i", key, "-o", tar, sealed], check=True, capture_output=True)
    assert bagit.Bag(str(unpacked(tar, desk.folder))).is_valid()


@needs_age
def test_that_what_age_seals_to_our_key_is_opened(desk: Desk) -> None:
    tar = desk.folder / "plain.tar"
    tar.write_bytes(a_tar())
    sealed = desk.folder / "b.salwb"
    command: list[str | Path] = ["age", "-r", IDENTITY.recipient, "-o", sealed, tar]
    subprocess.run(command, check=True, capture_output=True)
    with desk.open(sealed) as opened:
        assert opened.head.unit == "LEN1"
