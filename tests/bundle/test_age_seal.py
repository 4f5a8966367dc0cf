"""The seal opens for those it was made for, whole or not at all, and its header is looked at first."""

from __future__ import annotations

import errno
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from bundle_makers import turned_down

from salw_desktop.domain.errors import Refusal, Trouble
from salw_desktop.files import beside, gathering, os_calls
from salw_desktop.keys import age
from salw_desktop.keys.age import (
    HEADER_MAX_BYTES,
    AgeIdentity,
    seal,
    sealed_size_at_most,
    unseal,
)

CHUNK_BYTES = 64 * 1024
FIRST, SECOND = AgeIdentity.generate(), AgeIdentity.generate()
PLAIN = bytes(range(256)) * 1000
MAC = b"\n--- "
KEY = b"A" * 43


@pytest.fixture(autouse=True, params=[0, beside.WORTH_BYTES], ids=["by threads", "by itself"])
def opened_in_both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a large file is opened, and as a small one is."""
    monkeypatch.setattr(beside, "WORTH_BYTES", request.param)
    monkeypatch.setattr(gathering, "PIECE_BYTES", 1000)


def a_sealed_file(folder: Path, *recipients: str, plain: bytes = PLAIN) -> Path:
    path = folder / "sealed"
    seal((plain[:10], plain[10:]), path, recipients or (FIRST.recipient,))
    return path


def opened(path: Path, *identities: AgeIdentity) -> bytes:
    target = path.with_name("plain")
    unseal(path, target, identities or (FIRST,), limit_bytes=2**20)
    return target.read_bytes()


def code_of(path: Path, *identities: AgeIdentity) -> str:
    """How opening is turned down; and that nothing but the sealed file stays behind."""
    with pytest.raises((Refusal, Trouble)) as caught:
        opened(path, *identities)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert isinstance(caught.value, Refusal | Trouble)
    return caught.value.code


def rewritten(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def payload_start(data: bytes) -> int:
    return data.index(MAC) + len(MAC) + 44


@pytest.mark.parametrize("length", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_that_what_was_sealed_comes_out(tmp_path: Path, length: int) -> None:
    plain = bytes(length)
    assert opened(a_sealed_file(tmp_path, plain=plain)) == plain


@pytest.mark.parametrize("length", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_that_its_size_is_foretold_but_for_the_header(tmp_path: Path, length: int) -> None:
    six = [AgeIdentity.generate().recipient for _ in range(6)]
    sealed = a_sealed_file(tmp_path, *six, plain=bytes(length)).stat().st_size
    assert sealed <= sealed_size_at_most(length) <= sealed + HEADER_MAX_BYTES


def test_that_what_was_read_is_known_by_all_of_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed, read = a_sealed_file(tmp_path), os_calls.read
    monkeypatch.setattr(os_calls, "read", lambda file, most: read(file, min(most, 50_000)))
    add = age._Seen.add

    def add_late(seen: age._Seen, piece: bytes) -> None:
        time.sleep(0.05)
        add(seen, piece)

    monkeypatch.setattr(age._Seen, "add", add_late)
    found = unseal(sealed, tmp_path / "plain", (FIRST,), limit_bytes=2**20)
    assert found.size_bytes == sealed.stat().st_size
    assert found.sha256 == hashlib.sha256(sealed.read_bytes()).hexdigest()


def test_that_an_empty_piece_is_not_the_end(tmp_path: Path) -> None:
    seal((b"", b"a", b"", b"b", b""), tmp_path / "b.salwb", (FIRST.recipient,))
    assert opened(tmp_path / "b.salwb") == b"ab"


@pytest.mark.parametrize("identity", [FIRST, SECOND])
def test_that_each_recipient_opens_it(tmp_path: Path, identity: AgeIdentity) -> None:
    path = a_sealed_file(tmp_path, FIRST.recipient, SECOND.recipient)
    assert opened(path, identity) == PLAIN


def test_that_six_recipients_of_three_registries_fit(tmp_path: Path) -> None:
    six = [AgeIdentity.generate() for _ in range(6)]
    path = a_sealed_file(tmp_path, *(each.recipient for each in six))
    assert [opened(path, each) for each in six] == [PLAIN] * 6


def test_that_an_identity_made_anew_from_its_secret_opens_it(tmp_path: Path) -> None:
    assert opened(a_sealed_file(tmp_path), AgeIdentity(FIRST.secret)) == PLAIN


def test_that_a_repr_shows_no_secret() -> None:
    assert FIRST.recipient[:12] in repr(FIRST)
    assert "SECRET" not in repr(FIRST)


def test_that_the_file_is_private(tmp_path: Path) -> None:
    assert a_sealed_file(tmp_path).stat().st_mode & 0o777 == 0o600


def test_that_another_key_does_not_open_it(tmp_path: Path) -> None:
    assert code_of(a_sealed_file(tmp_path), SECOND) == "bundle.not-for-us"


@pytest.mark.parametrize(
    "secret", ["", "AGE-SECRET-KEY-1QQ", FIRST.recipient], ids=["none", "cut", "public"]
)
def test_that_other_text_is_no_identity(secret: str) -> None:
    with turned_down("bundle.identity-malformed"):
        AgeIdentity(secret)


@pytest.mark.parametrize("recipients", [(), ("age1x",), (FIRST.recipient, FIRST.secret)])
def test_that_nothing_is_sealed_to_other_text(tmp_path: Path, recipients: tuple[str, ...]) -> None:
    with turned_down("bundle.recipient-malformed"):
        seal((PLAIN,), tmp_path / "sealed", recipients)


def test_that_a_source_that_fails_leaves_nothing_and_keeps_its_reason(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield PLAIN
        raise Trouble("bundle.source-changed", name="x")

    with turned_down("bundle.source-changed"):
        seal(pieces(), tmp_path / "sealed", (FIRST.recipient,))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", ["seal", "unseal"])
def test_that_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    path = a_sealed_file(tmp_path)

    def full(_: int, __: memoryview) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os_calls, "write", full)
    if way == "unseal":
        assert code_of(path) == "disk.full"
    else:
        with turned_down("disk.full"):
            seal((PLAIN,), tmp_path / "other", (FIRST.recipient,))
        assert [each.name for each in tmp_path.iterdir()] == ["sealed"]


def test_that_a_stick_pulled_while_it_is_read_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_sealed_file(tmp_path)
    turns = iter((path.read_bytes()[:100_000],))

    def pulled(_: int, __: int) -> bytes:
        piece = next(turns, None)
        if piece is None:
            raise OSError(errno.EIO, "Input/output error")
        return piece

    monkeypatch.setattr(os_calls, "read", pulled)
    assert code_of(path) == "file.unreadable"


@pytest.mark.parametrize("side", ["_Pull.read", "_Push.write"])
@pytest.mark.parametrize("is_sealing", [True, False])
def test_that_a_key_pressed_in_the_midst_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str, *, is_sealing: bool
) -> None:
    """pyrage keeps but the words of what it is told there."""
    path = a_sealed_file(tmp_path)

    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"salw_desktop.keys.age.{side}", pressed)
    with pytest.raises(KeyboardInterrupt):
        a_sealed_file(tmp_path) if is_sealing else opened(path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_that_a_cut_between_two_chunks_is_named(tmp_path: Path, chunks: int) -> None:
    path = a_sealed_file(tmp_path)
    data = path.read_bytes()
    cut = payload_start(data) + 16 + chunks * (CHUNK_BYTES + 16)
    assert code_of(rewritten(path, data[:cut])) == "bundle.truncated"


def test_that_every_cut_of_the_header_is_named(tmp_path: Path) -> None:
    path = a_sealed_file(tmp_path)
    data = path.read_bytes()
    cuts = range(0, payload_start(data) + 16, 7)
    found = {code_of(rewritten(path, data[:cut])) for cut in cuts}
    assert found == {"bundle.truncated"}


@pytest.mark.parametrize("place", [16, CHUNK_BYTES, 2 * CHUNK_BYTES, -1])
def test_that_a_changed_payload_is_named(tmp_path: Path, place: int) -> None:
    path = a_sealed_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[place if place < 0 else payload_start(bytes(data)) + place] ^= 1
    assert code_of(rewritten(path, bytes(data))) == "bundle.altered"


def test_that_a_changed_header_mac_is_named(tmp_path: Path) -> None:
    path = a_sealed_file(tmp_path)
    data = path.read_bytes()
    at = data.index(MAC) + len(MAC)
    other = b"A" if data[at : at + 1] != b"A" else b"B"
    assert code_of(rewritten(path, data[:at] + other + data[at + 1 :])) == "bundle.altered"


def test_that_bytes_behind_the_payload_are_named(tmp_path: Path) -> None:
    path = a_sealed_file(tmp_path, plain=bytes(CHUNK_BYTES))
    assert code_of(rewritten(path, path.read_bytes() + b"x")) == "bundle.altered"


def _header(*stanzas: bytes, mac: bytes = KEY) -> bytes:
    return b"age-encryption.org/v1\n" + b"".join(stanzas) + b"--- " + mac + b"\n"


OWN = b"-> X25519 " + KEY + b"\n" + KEY + b"\n"


@pytest.mark.parametrize(
    "data",
    [
        b"x" * 5000,
        b"PK\x03\x04",
        b"age-encryption.org/v2\n" + OWN,
        _header(),
        _header(b"-> scrypt " + KEY + b" 18\n" + KEY + b"\n"),
        _header(OWN, b"-> ssh-ed25519 AAAA " + KEY + b"\n" + KEY + b"\n"),
        _header(OWN, b"-> mlkem768x25519 AAAA\n" + KEY + b"\n"),
        _header(*[OWN] * 13),
        _header(b"-> X25519  " + KEY + b"\n" + KEY + b"\n"),
        _header(b"-> X25519 " + KEY + b" x\n" + KEY + b"\n"),
        _header(b"-> X25519 " + KEY[:-1] + b"B\n" + KEY + b"\n"),
        _header(b"-> X25519 " + KEY + b"\n" + KEY + b"=\n"),
        _header(b"-> X25519 " + KEY + b"\n" + KEY + b"\n\n"),
        _header(OWN.replace(b"\n", b"\r\n")),
        _header(OWN, mac=KEY[:-1] + b"B"),
        _header(OWN, mac=b"A" * 42),
        _header(OWN, b"-> x-grease\n" + (b"A" * 64 + b"\n") * 70 + b"\n"),
        _header(OWN, b"-> x-grease\n" + b"A" * 65 + b"\n"),
    ],
    ids=range(18),
)
def test_that_a_header_of_another_kind_is_refused_before_any_key_is_tried(
    tmp_path: Path, data: bytes
) -> None:
    path = rewritten(tmp_path / "sealed", data + bytes(5000))
    assert code_of(path) == "bundle.not-a-bundle"


def test_that_a_passphrase_is_no_way_in(tmp_path: Path) -> None:
    path = rewritten(tmp_path / "sealed", _header(b"-> scrypt " + KEY[:22] + b" 1\n" + KEY + b"\n"))
    assert code_of(path) == "bundle.not-a-bundle"


def test_that_armour_is_refused(tmp_path: Path) -> None:
    key = pyrage.x25519.Recipient.from_str(FIRST.recipient)
    path = rewritten(tmp_path / "sealed", pyrage.encrypt(PLAIN, [key], armored=True))
    assert code_of(path) == "bundle.not-a-bundle"


def test_that_grease_of_any_shape_passes_the_guard(tmp_path: Path) -> None:
    """Its MAC does not fit, so the file is found altered: after the guard, not by it."""
    path = a_sealed_file(tmp_path)
    data = path.read_bytes()
    grease = b"-> k-grease 1 ~!\n" + b"A" * 64 + b"\n\n"
    assert code_of(rewritten(path, data.replace(b"-> X", grease + b"-> X", 1))) == "bundle.altered"


def test_that_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = a_sealed_file(tmp_path)
    with turned_down("file.too-large"):
        unseal(path, tmp_path / "plain", (FIRST,), limit_bytes=1000)
