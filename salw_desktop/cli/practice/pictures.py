"""Drawn photographs of the practice day: a tag, and a weapon that anybody can see is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

_SIZE_PX = (1200, 800)
_STEEL, _WOOD, _GROUND = (58, 62, 66), (122, 84, 52), (206, 200, 186)


def tag(path: Path, code: str, number: str) -> Path:
    """The square on a white card, and the number beneath, as the inspector photographs it first."""
    import qrcode
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", _SIZE_PX, _GROUND)
    square = qrcode.make(code, box_size=10, border=4).get_image().convert("RGB")
    picture.paste(square, ((_SIZE_PX[0] - square.width) // 2, 120))
    ImageDraw.Draw(picture).text(
        (_SIZE_PX[0] // 2, 620), number, fill="black", anchor="mm", font_size=56
    )
    return _saved(picture.save, path)


def weapon(path: Path, caption: str, *, is_left: bool, seed: int) -> Path:
    """A rifle's outline, PRACTICE across it."""
    from PIL import Image, ImageDraw, ImageOps

    drawn = Random(seed)  # noqa: S311  # a drawing, no secret
    picture = Image.new("RGB", _SIZE_PX, _GROUND)
    pen = ImageDraw.Draw(picture)
    barrel = drawn.randint(300, 480)
    pen.rectangle((120, 380, 420, 450), fill=_WOOD)
    pen.rectangle((400, 360, 760, 440), fill=_STEEL)
    pen.rectangle((760, 384, 760 + barrel // 2, 404), fill=_STEEL)
    pen.polygon(
        ((560, 440), (640, 440), (600 + drawn.randint(20, 70), 600), (550, 600)), fill=_STEEL
    )
    pen.polygon(((440, 440), (490, 440), (470, 540), (420, 540)), fill=_WOOD)
    if not is_left:
        picture = ImageOps.mirror(picture)
    pen = ImageDraw.Draw(picture)
    pen.text((600, 120), "PRACTICE", fill=(150, 30, 30), anchor="mm", font_size=84)
    pen.text((600, 700), caption, fill="black", anchor="mm", font_size=44)
    return _saved(picture.save, path)


def _saved(save: Callable[..., None], path: Path) -> Path:
    save(path, quality=80)
    return path
