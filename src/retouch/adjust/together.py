"""Proposals for the frames of one scene together: one person's skin stays the same from frame to frame.

A frame by itself is judged with some error, and the next with another; side by side that shows as flicker, which is
worse than both being a little off. So what is estimated per frame is the brightness at which this person's skin is
right; the frames agree on one, and each gets what brings its own skin there. So with the colour of the light.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from retouch.adjust import judge_balance, judge_exposure
from retouch.adjust.base import Adjustment, Context, Proposal
from retouch.adjust.exposure import Exposure
from retouch.adjust.habits import NONE, Habit, Habits, leaning
from retouch.adjust.judge_balance import Cast
from retouch.adjust.judge_exposure import RAW, Estimate
from retouch.adjust.registry import adjustments
from retouch.adjust.white_balance import WhiteBalance
from retouch.image.colour import delta_e, linear_to_srgb, srgb_to_lab
from retouch.model.decision import Evidence
from retouch.model.numbers import Numbers

_SAME_PERSON = 0.76
"""Cosine of two signatures from which they are one person: 999 of 1,000 pairs of different people lie below."""
_DOUBTS = 2.0
"""Standard deviations by which two estimates may differ and still be of one thing."""
_PAUSE = 90.0
"""Seconds without a picture after which another scene begins."""
_LONGEST = 300
"""Frames after which another scene begins in any case: comparing all with all grows with their square."""
_SHARED = 0.8
"""Share of an estimate's variance that the frames of a scene have in common, which averaging does not take away."""
_AMONG = 0.1
"""Spread in EV of the difference between two frames of one person: expression and turn change the skin's light."""
_TURNED, _ALIKE = 0.3, 0.12
"""EV: a person who turns or laughs changes the light of their skin by up to the first while the ground stays as it is;
another exposure changes both alike, within the second. Correcting the first kind would make the ground flicker."""
_SAID = 0.3
"""ΔE00 by which levelling has to bring skin together to be worth a sentence."""
_SAME_LIGHT = 0.12
"""Difference of two casts, in log2, that another cut of the same scene makes."""
_SAME_WHITE = 60.0
"""Kelvin within which two frames were balanced alike by the camera."""


def propose_together(contexts: Sequence[Context], habits: Habits = NONE) -> tuple[tuple[Proposal, ...], ...]:
    """Return the proposals of every adjustment for each frame of one scene; exposure and white balance are levelled.

    A scene of one frame gets what each adjustment proposes for it. ``habits`` are what the photographer has taught.
    """
    level: Mapping[type[Adjustment], Sequence[Proposal | None]] = {
        Exposure: _exposures(contexts, habits.get(Exposure.key)),
        WhiteBalance: _balances(contexts),
    }
    out = []
    for i, context in enumerate(contexts):
        kinds = adjustments().values()
        made = (level[kind][i] if kind in level else kind.propose(context) for kind in kinds)
        leant = (leaning(proposal, kind, context, habits) for proposal, kind in zip(made, kinds, strict=True))
        out.append(tuple(proposal for proposal in leant if proposal is not None))
    return tuple(out)


def scenes(contexts: Sequence[Context]) -> tuple[tuple[int, ...], ...]:
    """Split photos in the order of capture into scenes, as places in ``contexts``: one camera, no long pause.

    A photo without a time of capture is a scene of its own.
    """
    found: list[list[int]] = []
    for i, context in enumerate(contexts):
        last = contexts[found[-1][-1]].capture if found else None
        here = context.capture
        if last is None or last.taken is None or here.taken is None or len(found[-1]) >= _LONGEST:
            goes_on = False
        else:
            gone = abs((here.taken.replace(tzinfo=None) - last.taken.replace(tzinfo=None)).total_seconds())
            goes_on = gone <= _PAUSE and (here.model, here.serial) == (last.model, last.serial)
        if goes_on:
            found[-1].append(i)
        else:
            found.append([i])
    return tuple(tuple(scene) for scene in found)


def _exposures(contexts: Sequence[Context], habit: Habit | None) -> list[Proposal | None]:
    alone = [judge_exposure.estimate(c.scene) if c.scene is not None else None for c in contexts]
    out: list[Proposal | None] = [None] * len(contexts)
    for group in _by_person(contexts, alone):
        frames = [(e, _skin(contexts[i])) for i in group if (e := alone[i]) is not None]
        levelled = _steady(_levelled(frames), [skin for _, skin in frames], [_ground(contexts[i]) for i in group])
        if habit is not None:
            levelled = [replace(e, ev=e.ev + habit.by["ev"]) for e in levelled]
        chosen = _worth_it(levelled)
        because = _agreement([contexts[i] for i in group], chosen)
        if habit is not None:
            because = (*because, habit.evidence)
        for i, estimate in zip(group, chosen, strict=True):
            out[i] = Exposure.proposal(contexts[i], estimate, because) if estimate is not None else None
    return out


def _steady(levelled: Sequence[Estimate], skins: Sequence[float], grounds: Sequence[float]) -> list[Estimate]:
    """Give frames of one exposure one correction, even where the person's skin is a little darker in some."""
    evs = np.array([e.ev for e in levelled])
    skin, ground = (np.array(levels) - np.median(levels) for levels in (skins, grounds))
    exposed = (np.abs(skin - ground) < _ALIKE) & (np.abs(skin) >= _AMONG)
    shared = float(np.median(evs[~exposed])) if not exposed.all() else 0.0
    steady = ~exposed & (np.abs(evs - shared) < _TURNED)
    return [replace(e, ev=shared) if kept else e for e, kept in zip(levelled, steady, strict=True)]


def _ground(context: Context) -> float:
    """Level in EV of the borders of the picture."""
    return context.scene.light.tells.get("border", 0.0) if context.scene is not None else 0.0


def _worth_it(levelled: Sequence[Estimate]) -> list[Estimate | None]:
    """Decide for the frames together, so that not one is corrected and the next left alone.

    Where the correction that they share is not worth a suggestion, what remains is to level them among themselves.
    """
    shared = float(np.mean([e.ev for e in levelled]))
    if judge_exposure.worth(replace(levelled[0], ev=shared)):
        return list(levelled)
    among = [replace(e, ev=e.ev - shared, spread=_AMONG) for e in levelled]
    return [e if judge_exposure.worth(e) else None for e in among]


def _agreement(contexts: Sequence[Context], levelled: Sequence[Estimate | None]) -> tuple[Evidence, ...]:
    """Say how far this person's skin would lie apart with one correction for all frames, and does with their own."""
    evs = [e.ev if e is not None else 0.0 for e in levelled]
    before, after = skin_spread(contexts, [float(np.median(evs))] * len(evs)), skin_spread(contexts, evs)
    if before - after < _SAID:
        return ()
    text = (
        f"Levelled with {len(contexts)} frames of this scene: skin lay apart by ΔE00 {before:.1f}, now by {after:.1f}"
    )
    return (Evidence("levelled", round(before, 1), round(after, 1), text),)


def skin_spread(contexts: Sequence[Context], evs: Sequence[float]) -> float:
    """Return the largest ΔE00 of the main person's skin to its mean over the frames, each made brighter by its EV."""
    lit = [
        np.clip(np.array(scene.faces[index].light.rgb) * 2.0**ev, 0, 1)
        for context, ev in zip(contexts, evs, strict=True)
        if (scene := context.scene) is not None and (index := judge_exposure.main_face(scene)) is not None
    ]
    if len(lit) < 2:
        return 0.0
    lab = srgb_to_lab(linear_to_srgb(np.array(lit)))
    return float(delta_e(lab, lab.mean(axis=0)[None]).max())


def _by_person(contexts: Sequence[Context], found: Sequence[Estimate | None]) -> list[list[int]]:
    """Group the frames that were judged by the person they were judged by, and by what was found of their skin.

    Two frames whose estimates contradict each other are not levelled, however alike the faces look: whoever is taken
    for somebody else would be given their skin. The surest frames come first, and others join where they fit.
    """
    groups: list[list[int]] = []
    judged = [i for i, e in enumerate(found) if e is not None]
    for i in sorted(judged, key=lambda i: _spread(found[i])):
        for group in groups:
            if _alike(_signature(contexts[group[0]]), _signature(contexts[i])) and _fits(contexts, found, group, i):
                group.append(i)
                break
        else:
            groups.append([i])
    return [sorted(group) for group in groups]


def _spread(estimate: Estimate | None) -> float:
    return estimate.spread if estimate is not None else np.inf


def _fits(contexts: Sequence[Context], found: Sequence[Estimate | None], group: Sequence[int], i: int) -> bool:
    """Whether the brightness at which a frame's skin is right is, within what is known, that of the group."""
    joined = [(_skin(contexts[k]) + e.ev, e.spread) for k in (*group, i) if (e := found[k]) is not None]
    right, spread = np.array(joined).T
    weight = 1 / spread[:-1] ** 2
    middle = (weight * right[:-1]).sum() / weight.sum()
    doubt = max(float(np.hypot(spread[-1], np.sqrt(1 / weight.mean()))), _AMONG)
    return bool(abs(right[-1] - middle) <= _DOUBTS * doubt)


def _signature(context: Context) -> Numbers:
    scene = context.scene
    index = judge_exposure.main_face(scene) if scene is not None else None
    return scene.faces[index].signature if scene is not None and index is not None else Numbers()


def _alike(one: Numbers, other: Numbers) -> bool:
    """Whether two main faces of one scene are one person; without signatures there is nothing against it."""
    if len(one) != len(other) or not one:
        return True
    return float(np.dot(one, other)) >= _SAME_PERSON


def _skin(context: Context) -> float:
    """Level of the main person's skin in EV, from the RAW file where the camera's picture is blown."""
    scene = context.scene
    index = judge_exposure.main_face(scene) if scene is not None else None
    if scene is None or index is None:
        return 0.0
    held = scene.light.tells.get(f"{RAW}ev", 0.0)
    return scene.light.tells[f"{RAW}skin_50"] + held if held else scene.faces[index].tells["light.skin_50"]


def _levelled(frames: Sequence[tuple[Estimate, float]]) -> list[Estimate]:
    """Agree on one brightness of skin: the mean of the frames', by how sure each is."""
    weight = np.array([1 / e.spread**2 for e, _ in frames])
    right = float((weight * np.array([skin + e.ev for e, skin in frames])).sum() / weight.sum())
    spread = float(np.sqrt(1 / weight.mean() * (_SHARED + (1 - _SHARED) / len(frames))))
    return [replace(e, ev=right - skin, spread=spread) for e, skin in frames]


def _balances(contexts: Sequence[Context]) -> list[Proposal | None]:
    casts = [judge_balance.cast_of(c.scene) if c.scene is not None else None for c in contexts]
    out = []
    for context, cast in zip(contexts, casts, strict=True):
        alike = [
            other
            for other, there in zip(casts, contexts, strict=True)
            if cast is not None
            and other is not None
            and abs(there.white.temperature - context.white.temperature) < _SAME_WHITE
            and _same_light(cast, other)
        ]
        out.append(WhiteBalance.proposal(context, _agreed(alike)) if cast is not None else None)
    return out


def _same_light(one: Cast, other: Cast) -> bool:
    """Whether two casts are, within what is known of them, one: the light may have changed inside a scene."""
    apart = np.hypot(one.red - other.red, one.blue - other.blue)
    return bool(apart <= _DOUBTS * np.hypot(one.spread, other.spread) + _SAME_LIGHT)


def _agreed(casts: Sequence[Cast]) -> Cast:
    weight = np.array([1 / c.spread**2 for c in casts])
    red, blue = (float((weight * [getattr(c, n) for c in casts]).sum() / weight.sum()) for n in ("red", "blue"))
    spread = float(np.sqrt(1 / weight.mean() * (_SHARED + (1 - _SHARED) / len(casts))))
    return Cast(red, blue, spread, sum(c.grey for c in casts) * 2 > len(casts))
