"""Entries for child protection: every holder of the role opens them, nobody else, and all have one length."""

from __future__ import annotations

import base64
import json

from salw_desktop.keys.sealed_tally import open_entry, seal_entry
from salw_desktop.keys.signing import Signer


def test_that_each_reader_opens_an_entry() -> None:
    readers = [Signer(), Signer()]
    sealed = seal_entry(b'{"week":"2026-W47"}', [reader.public for reader in readers])
    assert [open_entry(sealed, reader) for reader in readers] == [b'{"week":"2026-W47"}'] * 2


def test_that_nobody_else_opens_it() -> None:
    assert open_entry(seal_entry(b"{}", [Signer().public]), Signer()) is None


def test_that_entries_have_one_length() -> None:
    reader = Signer().public
    copies = [json.loads(seal_entry(text, [reader]))[0] for text in (b"{}", b"x" * 100)]
    assert len({len(base64.b64decode(copy)) for copy in copies}) == 1
