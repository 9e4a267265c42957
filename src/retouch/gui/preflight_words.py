"""What a preflight found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale

from retouch.gui.delivery_list import Line, Mood
from retouch.gui.sentences import error_said
from retouch.gui.words import tr
from retouch.tasks.export import Recipe
from retouch.tasks.preflight import Fate, Planned, Preflight, Tally

_NAMED = 5
"""So many photos are named in a line; the rest is counted."""


def headline(count: int, open_shoot: bool) -> str:
    """Return what would happen, in one line."""
    if not open_shoot:
        return tr("Open a shoot to deliver it")
    if not count:
        return tr("No photo is chosen yet")
    return _counted(count, tr("1 photo will be exported"), tr("{n} photos will be exported"))


def remarks(found: Preflight, recipe: Recipe) -> str:
    """Return where to, how much, and that all is well where it is."""
    if not found.planned and not found.obstacles:
        return tr("Pick photos on the Cull page (P), or choose “All” here.")
    told = [tr("To {folder}, about {size}.").format(folder=recipe.to, size=_bytes(found.needed))]
    if not any((found.obstacles, found.undecided, found.rejected, found.unlocked)):
        told.append(tr("Everything that you decided will be in the pictures. The originals stay as they are."))
    return " ".join(told)


def lines(found: Preflight) -> list[Line]:
    """Return what stands in the way, what to know, and a line per file."""
    obstacles = [Line(error_said(e), Mood.FAILED) for e in found.obstacles]
    return obstacles + [Line(text, Mood.NOTICE) for text in _notices(found)] + [_line(p) for p in found.planned]


def _notices(found: Preflight) -> Iterator[str]:
    stays, replaced = found.count(Fate.STAYS), found.count(Fate.REPLACE)
    if stays:
        there = _counted(
            stays,
            tr("1 file of others is there already and stays."),
            tr("{n} files of others are there already and stay."),
        )
        yield there + " " + tr("Allow replacing, or choose another folder or other names.")
    if replaced:
        yield _counted(
            replaced, tr("1 file that is there will be replaced."), tr("{n} files that are there will be replaced.")
        )
    if found.undecided:
        yield _counted(
            found.undecided,
            tr("1 photo has suggestions that you have not decided; these are left out."),
            tr("{n} photos have suggestions that you have not decided; these are left out."),
        )
    if found.rejected:
        yield _counted(found.rejected, tr("1 of the photos is rejected."), tr("{n} of the photos are rejected."))
    if found.unlocked:
        text = tr("Skin may lose more texture than usual, the floor is unlocked: {names}")
        yield text.format(names=_listed(found.unlocked))
    if found.free is not None and found.needed > found.free:
        text = tr("There may be too little room: about {size} are needed, {free} are free.")
        yield text.format(size=_bytes(found.needed), free=_bytes(found.free))


def _counted(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(n=n)


def _bytes(count: int) -> str:
    return QLocale().formattedDataSize(count, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def _line(planned: Planned) -> Line:
    text = f"{planned.entry.photo.name}  →  {planned.to.name}"
    if planned.entry.error is not None:
        return Line(f"{text}   {error_said(planned.entry.error)}", Mood.FAILED)
    if planned.fate is Fate.STAYS:
        return Line(f"{text}   " + tr("is there already and stays"), Mood.FAILED)
    if planned.fate is Fate.REPLACE:
        return Line(f"{text}   " + tr("replaces the one that is there"), Mood.PLANNED, planned.to)
    return Line(text, Mood.PLANNED)


def other_programs(found: Preflight) -> str:
    """Return a line per program: what it will show of the photos' marks, from the sidecars."""
    return "\n".join(f"{t.program}: {_tally(t)}" for t in found.elsewhere)


def _tally(tally: Tally) -> str:
    told = (
        (tally.picked, tr("{n} picked")),
        (tally.rejected, tr("{n} rejected")),
        (tally.stars, tr("{n} with stars")),
        (tally.labels, tr("{n} with a label")),
    )
    return ", ".join(text.format(n=n) for n, text in told if n) or tr("nothing")


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    text = ", ".join(names[:_NAMED])
    return text if more <= 0 else tr("{names} and {n} more").format(names=text, n=more)
