"""A photo's picture to look at (``preview``) and its scene-linear pixels (``base``).

Both are upright exactly once, never open the original for writing, and fail only with a ``RetouchError``. They are
thread-safe: nothing is shared, and LibRaw runs without the GIL. The door to LibRaw is `decode.raw`, which is imported
when the first RAW file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2

from retouch.adjust.lens import Lens
from retouch.develop import stills
from retouch.image import colour
from retouch.image.quick import quick_size
from retouch.image.resize import fit, fitted
from retouch.model.errors import PhotoUnreadable, RetouchError, ShootGone
from retouch.model.frame import Frame, Image8, Pixels, Space
from retouch.model.photo import WhitePoint

_RAW = """3fr arw bay cap cr2 cr3 crw cs1 dc2 dcr dcs dng drf eip erf fff gpr iiq k25 kc2 kdc mdc mef mfw mos mrw nef
nrw orf ori pef ptx pxn qtk r3d raf raw rw2 rwl rwz sr2 srf srw sti x3f"""
RAW_SUFFIXES: Final = frozenset("." + suffix for suffix in _RAW.split())
PICTURE_SUFFIXES: Final = frozenset((".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".png"))

DAYLIGHT: Final = colour.xy_to_white(colour.D65_XY)
BROKEN = "Copy it from the card again, or open the copy that your backup holds."

Matrix3 = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture to look at: upright H×W×3 sRGB, where it is from, the upright full size, and the as-shot white.

    ``camera`` is that of ``Base``.
    """

    pixels: Image8
    source: str
    """``embedded`` (the camera's own), ``developed`` (ours, plain) or ``file`` (the photo is a picture)."""
    full_size: tuple[int, int]
    white: WhitePoint
    camera: Matrix3 | None = None


@dataclass(frozen=True, eq=False)
class Base:
    """Scene-linear upright pixels, balanced for the as-shot white; ``full_size`` is (width, height) at full size.

    ``camera`` is XYZ (D65) → raw camera RGB where the file has one: with it another white balance is exact.
    ``corrects_lens`` says whether the file carries anything that the adjustment ``Lens`` is about.
    """

    frame: Frame
    white: WhitePoint
    full_size: tuple[int, int]
    camera: Matrix3 | None = None
    iso: int = 0
    corrects_lens: bool = False

    def reduced(self, long_edge: int | None) -> Base:
        """Return the same base at no more than ``long_edge`` pixels, averaged in linear light."""
        pixels = fit(self.frame.pixels, long_edge)
        if pixels is self.frame.pixels:
            return self
        scale = self.frame.scale * max(pixels.shape[:2]) / max(self.frame.pixels.shape[:2])
        return replace(self, frame=Frame(pixels, Space.SCENE, scale))


@dataclass(frozen=True, eq=False)
class Stream:
    """A RAW photo that is developed band by band, so that its full size never lies in memory as floats.

    ``half`` is the base at half size, upright. ``rows(first, last)`` gives scene-linear rows as stored: ``height`` rows
    of ``width`` pixels, to be turned by ``orientation``. ``first`` must be even. It may be called from several threads.
    """

    half: Base
    height: int
    width: int
    orientation: int
    rows: Callable[[int, int], Pixels]


def is_raw(path: Path) -> bool:
    """Whether the name says that this is a RAW file."""
    return path.suffix.lower() in RAW_SUFFIXES


def preview(path: Path, long_edge: int, *, exact: bool = True) -> Picture:
    """Return a picture to look at, at most ``long_edge`` pixels long (a smaller one is not enlarged).

    Where the size need not be ``exact`` it is left as it was decoded if that is at most twice as long: for measuring,
    which is then quicker and sees more.

    Of a RAW file the embedded picture, or a half-size development where there is none of useful size. A file that
    LibRaw cannot decode still gives the largest JPEG inside it. Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    with _mapped(path):
        if not is_raw(path):
            return _still_preview(path, long_edge, exact)
        from retouch.develop.decode import raw

        return raw.preview(path, long_edge, exact=exact)


def base(path: Path, *, long_edge: int | None = None, lens: Lens | None = None) -> Base:
    """Return scene-linear pixels: full size, or reduced to at most ``long_edge`` (then decoded at half size if enough).

    What the lens did is undone as the file says, to the share that ``lens`` says; ``None`` is wholly.
    JPEG, TIFF and PNG files are linearised by their profile. Raises ``PhotoUnreadable`` or ``ShootGone``.
    """
    with _mapped(path):
        if not is_raw(path):
            return _still_base(path, long_edge)
        from retouch.develop.decode import raw

        return raw.base(path, long_edge, lens or Lens())


@contextmanager
def stream(path: Path) -> Iterator[Stream | None]:
    """Yield a photo as a stream, or ``None`` where only ``base`` can read it. Raises as ``base`` does."""
    with _mapped(path):
        if not is_raw(path):
            yield None
            return
        from retouch.develop.decode import raw

        with raw.stream(path) as found:
            yield found


def thumbnail_jpeg(pixels: Image8, edge: int) -> bytes:
    """Return H×W×3 sRGB as a JPEG of at most ``edge`` pixels, for the thumbnail cache."""
    height, width = pixels.shape[:2]
    small = cv2.cvtColor(quick_size(pixels, fitted((width, height), edge)), cv2.COLOR_RGB2BGR)
    ok, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])
    if not ok:
        raise ValueError(f"cannot encode {small.shape} as JPEG")
    return bytes(data)


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
    """Turn what the file system and the decoders raise into errors a photographer can act on."""
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        yield
    except RetouchError:
        raise
    except FileNotFoundError as error:
        raise ShootGone(
            "the file is not there any more", path, "Insert the card or connect the drive again."
        ) from error
    except PermissionError as error:
        raise PhotoUnreadable("the file may not be read", path, "Change its permissions.") from error
    except MemoryError as error:
        raise PhotoUnreadable("the picture does not fit into memory", path, "Close other programs.") from error
    except OSError as error:
        what = f"reading failed ({error.strerror or error})"
        raise PhotoUnreadable(what, path, "Check the card or the drive.") from error
    except (cv2.error, ValueError) as error:
        raise PhotoUnreadable("the file is damaged", path, BROKEN) from error


# --- JPEG, TIFF, PNG -----------------------------------------------------------------------------------------------


def _still_preview(path: Path, long_edge: int, exact: bool) -> Picture:
    still = stills.read(path, long_edge)
    return Picture(stills.srgb(still, long_edge, exact=exact), "file", still.full_size, DAYLIGHT)


def _still_base(path: Path, long_edge: int | None) -> Base:
    still = stills.read(path, long_edge)
    pixels = fit(stills.linear(still), long_edge)
    scale = max(pixels.shape[:2]) / max(still.full_size)
    return Base(Frame(pixels, Space.SCENE, min(scale, 1.0)), DAYLIGHT, still.full_size)
