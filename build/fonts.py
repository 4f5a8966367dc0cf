"""Cuts the fonts that papers and windows use out of the full Noto files: python build/fonts.py."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

LETTERS = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),  # Latin-1 and Latin Extended-A, -B
    (0x0250, 0x02FF),  # IPA and modifier letters: African orthographies write with them
    (0x0300, 0x036F),
    (0x0370, 0x03FF),
    (0x0400, 0x052F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x20BF),
    (0x2100, 0x215F),
    (0x2183, 0x218F),  # the Roman numerals between come with Chinese
    (0x2212, 0x2212),
)
SIGNS = (
    (0x2190, 0x2195),
    (0x21D0, 0x21D4),
    (0x223C, 0x223D),  # a mirrored pair: among Arabic letters each is drawn as the other
    (0x2260, 0x2265),
    (0x25A0, 0x25A1),
    (0x25B2, 0x25B3),
    (0x25BC, 0x25BD),
    (0x25C6, 0x25C7),
    (0x25CB, 0x25CF),
    (0x2605, 0x2606),
    (0x2713, 0x2713),
    (0x27E8, 0x27E9),
)
MARKS = ((0x25A0, 0x27BF),)  # proof houses and arsenals stamp crowns, crosses and arrows
ARABIC = (
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x08A0, 0x08FF),
    (0xFB50, 0xFDFF),  # the joined forms, which papers draw: they know no layout features
    (0xFE70, 0xFEFC),
)


def codes_of(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


def chinese_codes() -> frozenset[int]:
    """GB 2312 without the letters and signs of the faces before it, so that those stay narrow."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    characters = "".join(cell.decode("gb2312", errors="ignore") for cell in cells)
    return frozenset(map(ord, characters)) - codes_of(LETTERS) - codes_of(SIGNS)


@dataclass(frozen=True)
class Package:
    """One pinned npm package and the font files wanted from it: member name -> our name."""

    name: str
    version: str
    sha256: str
    codes: frozenset[int]
    files: dict[str, str]
    licence: str
    has_layout: bool = True


PACKAGES = (
    Package(
        "@expo-google-fonts/noto-sans",
        "0.4.2",
        "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
        codes_of(LETTERS),
        {
            "package/400Regular/NotoSans_400Regular.ttf": "NotoSans-Regular.ttf",
            "package/600SemiBold/NotoSans_600SemiBold.ttf": "NotoSans-SemiBold.ttf",
            "package/700Bold/NotoSans_700Bold.ttf": "NotoSans-Bold.ttf",
        },
        "NotoSans-OFL.txt",
    ),
    Package(
        "@expo-google-fonts/noto-sans-arabic",
        "0.4.3",
        "29e966f9d48a4ce7dd3c2c4c016f29cd888089538217303fb2c87de9e7f048ed",
        codes_of(ARABIC),
        {
            "package/400Regular/NotoSansArabic_400Regular.ttf": "NotoSansArabic-Regular.ttf",
            "package/700Bold/NotoSansArabic_700Bold.ttf": "NotoSansArabic-Bold.ttf",
        },
        "NotoSansArabic-OFL.txt",
    ),
    Package(
        "@expo-google-fonts/noto-sans-sc",
        "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        chinese_codes(),
        {
            "package/400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
            "package/700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
        },
        "NotoSansSC-OFL.txt",
        has_layout=False,
    ),
    Package(
        "@expo-google-fonts/noto-sans-math",
        "0.4.2",
        "652041ca903e7adcc1502a0621350526463e91416757310391370ff5f8fb3ce8",
        codes_of(SIGNS),
        {"package/400Regular/NotoSansMath_400Regular.ttf": "NotoSansMath-Regular.ttf"},
        "NotoSansMath-OFL.txt",
    ),
    Package(
        "@expo-google-fonts/noto-sans-symbols-2",
        "0.4.1",
        "3bf3d6333487df36e88d146e032a9ed8246617ca2dfe1513a8a382c3fad12ac4",
        codes_of(MARKS) - codes_of(SIGNS) - chinese_codes(),
        {"package/400Regular/NotoSansSymbols2_400Regular.ttf": "NotoSansSymbols2-Regular.ttf"},
        "NotoSansSymbols2-OFL.txt",
    ),
)


def fetched(package: Package, folder: Path) -> Path:
    """The package's archive, refused unless it is the one whose hash stands here."""
    subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"], cwd=folder, check=True
    )
    stem = package.name.removeprefix("@").replace("/", "-")
    archive = folder / f"{stem}-{package.version}.tgz"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        sys.exit(f"{package.name} {package.version} has SHA-256 {found}, not {package.sha256}")
    return archive


def member_bytes(members: tarfile.TarFile, name: str) -> bytes:
    stream = members.extractfile(name)
    if stream is None:
        sys.exit(f"{name} is not a file of the package")
    return stream.read()


def cut(font_bytes: bytes, package: Package) -> bytes:
    """The same font with the package's characters only: no hinting, and every layout feature or none.

    Vertical and regional shapes, which no line of ours asks for, would double Chinese.
    """
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"] if package.has_layout else []
    options.notdef_outline = True
    font = TTFont(io.BytesIO(font_bytes), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=package.codes)
    cutter.subset(font)
    # The table of formulas serves typesetters of mathematics and is larger than our signs
    if "MATH" in font:
        del font["MATH"]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            archive = fetched(package, Path(folder))
            with tarfile.open(archive) as members:
                for member, name in package.files.items():
                    (FONTS / name).write_bytes(cut(member_bytes(members, member), package))
                    print(f"{name}: {(FONTS / name).stat().st_size // 1024} KB")
                licence = member_bytes(members, "package/LICENSE_FONT")
                (FONTS / package.licence).write_bytes(licence)


if __name__ == "__main__":
    main()
