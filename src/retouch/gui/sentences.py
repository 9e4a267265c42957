"""Sentences of the parts below the window, in the user's language.

Reasons and errors are made in plain English where they arise, are stored, and go to scripts as they are. The window
recognises them by the templates below. What is not recognised is shown in English: a sentence is never lost.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from retouch.model.errors import RetouchError

TEMPLATES: Final[tuple[str, ...]] = (
    "Eyes open",
    "Eyes narrow with laughing, not closed",
    "Eyes closed",
    "Eyes half closed",
    "One eye closed",
    "Looks down",
    "Eyes hidden: they cannot be judged",
    "Eyes cannot be judged for sure",
    "Head down, eyes lowered or closed",
    "Eyes too small to judge",
    "{what}: {p} of their usual opening",
    "{what}, perhaps on purpose",
    "Eyes open in {photo}",
    "{n}st of {m} from the left: {what}",
    "{n}nd of {m} from the left: {what}",
    "{n}rd of {m} from the left: {what}",
    "{n}th of {m} from the left: {what}",
    "{n} of {m} have their eyes open",
    "{n} of {m} have their eyes open; {k} cannot be judged",
    "Nobody's eyes can be judged",
    "Focus: {p} of that in {photo}",
    "Sharpness: {p} of that in {photo}",
    "Focus: none of the other {n} frames is clearly better",
    "Sharpness: none of the other {n} frames is clearly better",
    "Focus: at least as good as in {photo}",
    "Sharpness: at least as good as in {photo}",
    "Nothing in it is sharp",
    "Something in it is sharp",
    "Out of focus or blurred by movement",
    "In focus",
    "Soft",
    "{n} of {m} in focus",
    "Focus cannot be judged",
    "{p} of the photo is blown out",
    "Nothing of weight is blown out",
    "{p} of the skin is blown out",
    "{n} EV brighter than the rest of the burst",
    "{n} EV darker than the rest of the burst",
    "mouth closed, unlike in {photo}",
    "caught in a word, unlike in {photo}",
    "more relaxed than in {photo}",
    "less relaxed than in {photo}",
    "smiles more than in {photo}",
    "smiles less than in {photo}",
    "smiles a little more than in {photo}",
    "smiles a little less than in {photo}",
    "{what} ({p} against {q})",
    "{n} of {m} look at the camera",
    "Looks at the camera",
    "Where the eyes look cannot be told",
    "Looks away from the camera (left)",
    "Looks away from the camera (right)",
    "Looks away from the camera (up)",
    "Looks away from the camera (down)",
    "Head turned by {n}°",
    "{p} like the rest of the burst",
    "One of {n} exposures of a bracket over {m} EV: kept or left together",
    "One of {n} frames of a panorama: kept or left together",
    "{n} of {m} looked at, {k} wrong: nothing is left to chance",
    "{n} of {m} looked at, {k} wrong: that says nothing yet about the rest",
    "{n} of {m} looked at, {k} wrong: at {p} fewer than {q} are mistakes",
    "None of the {n} people has open eyes in any frame",
    "Frame {n} has {what}",
    "Frame {n} has {what}; frames {m} and {k} cover {whom}",
    "all {n} with open eyes",
    "{n} of {m}",
    "everyone",
    "Person {n} from the left has open eyes in frame {m}",
    "Person {n} from the left has open eyes in no frame",
    "{p} of the skin of this face is blown",
    "{p} of the skin of this face is black",
    "The brightest skin of this face is {n} EV over the rest of it",
    "{n} eye lines lean {m}° to the right",
    "{n} eye lines lean {m}° to the left",
    "1 spot looks like a blemish; moles and freckles are kept",
    "{n} spots look like blemishes; moles and freckles are kept",
    "Teeth are {p} yellower than the whites of the eyes",
    "Levelled with {n} frames of this scene: skin lay apart by ΔE00 {m}, now by {k}",
    "Leans {n} EV, as you did with {m} photos of this shoot",
    "Leans {n} mired warmer, tint {m}, as you did with {k} photos of this shoot",
    "Leans {n} mired cooler, tint {m}, as you did with {k} photos of this shoot",
    "At {p} of what is measured, as you did with {n} photos of this shoot",
    "This face has the light behind it, which is {n} EV brighter; its eyes lie in shade",
    "Upright and level edges lean {m}° to the right",
    "Upright and level edges lean {m}° to the left",
    "This skin is {n} EV underexposed, at {m} EV instead of {k}",
    "This skin is {n} EV overexposed, at {m} EV instead of {k}",
    "{p} of the picture is blown",
    "The brightest parts of the picture are {n} EV under white",
    "Whites of the eyes are at {n} EV",
    "Greys in the picture are red {p}, blue {q} off neutral",
    "Skin is red {p}, blue {q} from usual skin",
    "At ISO {n} shadows are noisy; detail is kept",
    "Blotches on the skin differ by {n} EV; texture is not touched",
    "only {p} of the skin's texture is left (the floor is unlocked)",
    "an imported look that this edit uses is not on this computer",
    "the preset uses {what}, which this version does not know",
    "this is not a preset ({reason})",
    "the preset cannot be saved ({reason})",
    "the look cannot be kept ({reason})",
    "the language cannot be kept ({reason})",
    "the file is not there any more",
    "the file may not be read",
    "the picture does not fit into memory",
    "reading failed ({reason})",
    "the file is damaged",
    "the file holds no picture: its RAW data is missing",
    "not a RAW file, or of a camera that is not supported",
    "the file ends too early or is damaged",
    "the RAW data is damaged or of an unknown kind",
    "this kind of RAW file is not supported",
    "the RAW data decodes to noise",
    "the disk is full",
    "the folder may not be written to",
    "the folder is not there any more",
    "writing failed ({reason})",
    "the file that was just written cannot be read back",
    "its metadata cannot be written ({reason})",
    "a colour profile is missing",
    "the face landmarker does not start ({reason})",
    "the face landmarker failed ({reason})",
    "the model {name} is damaged or has been replaced",
    "this file cannot be read ({reason})",
    "this is not a 3D lookup table ({reason})",
    "the watermark is not a picture",
    "the watermark cannot be opened ({reason})",
    "the installation lacks {name}",
    "the catalogue cannot be used ({reason})",
    "the disk with the catalogue is full",
    "the catalogue cannot be written ({reason})",
    "another program keeps the catalogue locked",
    "the catalogue is damaged ({reason})",
    "this is no catalogue of retouch",
    "a newer version of retouch wrote this catalogue",
    "there is no catalogue to recover",
    "the catalogue is sound",
    "there is no room for a backup ({reason})",
    "the catalogue cannot be put aside ({reason})",
    "the sidecar cannot be written ({reason})",
    "the sidecar is no valid XMP",
    "the sidecar is write-protected",
    "something that is no file stands in the place of the sidecar",
    "another program keeps changing the sidecar",
    "another program wrote a file of this name meanwhile",
    "the folder of the photo is not there any more",
    "the sidecar would not survive being changed",
    "the sidecar cannot be read ({reason})",
    "the sidecar cannot be used: {reason}",
    "the sidecar is still not written",
    "this place says nothing about the light",
    "the picture of the sample is damaged",
    "the originals are in this folder",
    "there is no adjustment {name}",
    "the folder cannot be made ({reason})",
    "“{what}” is not a setting",
    "a file that retouch did not write is already at {place}",
    "this is a file, not a folder",
    "the folder cannot be opened ({reason})",
    "the file is gone ({reason})",
    "the file cannot be read ({reason})",
    "a name cannot contain {what}",
    "“{what}” is not a naming template ({reason})",
    "the names are empty",
    "the data folder cannot be made ({reason})",
    "the file is gone",
    "there is no recipe “{name}”",
    "a recipe needs a name",
    "the sample shoot cannot be written ({reason})",
    "this is not a photo that retouch knows",
    "a worker process cannot start",
    "it needs more memory than a photo may",
    "retouch itself failed on it ({reason})",
    "the decoder crashed on it",
    "{photo} is not a photo of this folder",
    "no photos given",
    "the monitor profile cannot be used ({reason})",
    "Insert the card or connect the drive again.",
    "Change its permissions.",
    "Close other programs.",
    "Check the card or the drive.",
    "Copy it from the card again, or open the copy that your backup holds.",
    "If the camera is a new one, convert the file to DNG; if not, copy it from the card again.",
    "Update retouch.",
    "Export it again, or delete it.",
    "Check that it may be read and that its drive is there.",
    "Export it again.",
    "Export it without metadata.",
    "Install the program again.",
    "Install retouch again.",
    "Free space or allow writing, then try again.",
    "Choose another folder or make room, then export again.",
    "Export it again as a 3D .cube file.",
    "Choose a PNG, JPEG or TIFF file.",
    "Run “retouch doctor --repair”: it keeps the file and makes a new one from what can be read and from backups.",
    "Nothing decided before is lost: free space or allow writing, then try again.",
    "Close it, then try again.",
    "Nothing was changed in it.",
    "Use that version; nothing was changed.",
    "One is made when retouch starts.",
    "There is nothing to recover.",
    "The decision is in the catalogue and will be written when it can be.",
    "It was left as it is; repair or remove it. What you decide stays in the catalogue.",
    "The decision is in the catalogue.",
    "Pick a light grey place that is neither black nor blown.",
    "Export to a folder of its own.",
    "Choose a folder that can be written.",
    "Write it as exposure.ev=0.3.",
    "Choose another folder, or allow overwriting (--overwrite).",
    "Give the folder that the photos are in.",
    "Check that the card or the drive is still connected.",
    "Check the card, or copy the file again.",
    "It may contain {what}.",
    "There are: {what}.",
    "Free the folder or set RETOUCH_HOME to one that can be written.",
    "Choose another folder.",
    "Connect the card or the drive again and start over; what was read is kept.",
    "Give it one.",
    "Make room, or set RETOUCH_HOME.",
    "Give a RAW, JPEG or TIFF file.",
    "The rest goes on; check the file, or copy it from the card again.",
    "Run `retouch doctor` to see what is missing.",
    "The file is probably damaged; copy it from the card again.",
    "The rest goes on; please report it, the log has the details.",
    "On Debian and Ubuntu: apt install libgles2 libegl1.",
    "Name them after the folder: retouch decide FOLDER --pick IMG_1.dng.",
    "Photos of {place} are meant.",
    "Choose an ICC profile of a monitor, or none.",
    "the link leads nowhere",
    "{what}; {n} of {m} pictures are not delivered",
    "Connect the drive that it leads to, or remove it.",
    "Make room, then export again with --missing: what is there already is left alone. Not delivered: {what}",
    "Hot spots are {n} EV over the skin around them and have lost its colour",
    "The skin under both eyes is {n} EV darker than the cheeks",
    "The flash lit {p} of the iris red",
    "Patches are {p} redder than the rest of this face",
    "The whites of the eyes are {p} as red as the skin",
    "Levelled with {n} frames of this scene: this skin differed by ΔE {m}, now by {k}",
    "You made {n} photos of this shoot brighter, by {m} EV",
    "You made {n} photos of this shoot darker, by {m} EV",
    "a worker process cannot start ({reason})",
    "Nothing to compare its sharpness with",
    "{what} can have no ceiling",
    "100 lifts it.",
    "Cull the shoot first.",
    "{what} has not been read",
    "{what} has no face {n}, only {m} faces",
    "Faces are numbered from 0, in the order of `show PHOTO --json -`.",
    "These can: {what}.",
    "a ceiling runs from 0 to 100 percent, not {n}",
    "Not more than {p}, as you wish",
)
"""``{n}``, ``{m}``, ``{k}`` are numbers, ``{p}`` and ``{q}`` percentages; any other gap may hold a sentence again."""

_NUMBER, _PERCENT = r"[+-]?\d+(?:\.\d+)?", r"[+-]?\d+(?:\.\d+)? ?%"
_GAPS: Final = {"n": _NUMBER, "m": _NUMBER, "k": _NUMBER, "p": _PERCENT, "q": _PERCENT}


def said(text: str) -> str:
    """Return a sentence in the user's language; unchanged where that is English, or where it is not known."""
    return _said(text, QLocale().name(), QCoreApplication.translate("sentences", "Soft"))


def error_said(error: RetouchError) -> str:
    """Return an error as ``str`` does, in the user's language."""
    where = f"{error.path.name or error.path}: " if error.path is not None else ""
    then = f" {said(error.todo)}" if error.todo else ""
    return f"{where}{said(error.what)}.{then}"


@lru_cache(maxsize=4096)
def _said(text: str, *language: str) -> str:
    """Cached by the language, too: ``language`` tells whether translators have come or gone."""
    return _in_sentences(text) or _whole(text) or text


def _in_sentences(text: str) -> str | None:
    """Translate several sentences one by one; ``None`` where one of them is not known."""
    parts = text.split(". ")
    found = [_whole(part) for part in parts]
    return ". ".join(p for p in found if p) if len(parts) > 1 and all(found) else None


def _whole(text: str) -> str | None:
    """Translate one sentence, with or without its full stop, with a small or a capital first letter."""
    body, stop = (text[:-1], ".") if text.endswith(".") else (text, "")
    small = body[:1].lower() + body[1:]
    for candidate, ending, capital in ((body, stop, False), (text, "", False), (small, stop, True)):
        for template, part in _templates():
            found = _pattern(template).fullmatch(candidate) if part in candidate else None
            if found is not None:
                made = _filled(template, found.groupdict()) + ending
                return made[:1].upper() + made[1:] if capital else made
    return None


def _filled(template: str, gaps: dict[str, str]) -> str:
    spoken = QCoreApplication.translate("sentences", template)
    point = QLocale().decimalPoint()
    known = {k: v.replace(".", point) if k in _GAPS else (_whole(v) or v) for k, v in gaps.items()}
    return spoken.format(**known)


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[str, str], ...]:
    """Return the templates with the longest part of each that is no gap, the most specific first."""
    made = []
    for template in TEMPLATES:
        literal = _parts(template)[::2]
        made.append((sum(map(len, literal)), template, max(literal, key=len)))
    return tuple((template, part) for _, template, part in sorted(made, key=lambda m: -m[0]))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return what recognises a template. Only those that may fit are compiled: all at once would hold up the window."""
    parts = _parts(template)
    pattern = re.escape(parts[0])
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        pattern += f"(?P<{name}>{_GAPS.get(name, '.+')})" + re.escape(text)
    return re.compile(pattern, re.DOTALL)


def _parts(template: str) -> list[str]:
    """Return texts and names of gaps in turn, a text first and last."""
    return re.split(r"\{(\w+)\}", template)
