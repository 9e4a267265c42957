"""Results in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from retouch.adjust.base import Adjustment
from retouch.cli.terminal import Terminal
from retouch.model.decision import ADJUST, Suggestion
from retouch.model.errors import UsageError
from retouch.store.marks import Marks
from retouch.tasks import check_rejects
from retouch.tasks.demo import Summary
from retouch.tasks.export import Delivery, Recipe, Which
from retouch.tasks.report import FLAGS
from retouch.tasks.session import Entry, Shoot
from retouch.tasks.show import seen_elsewhere


def culled(terminal: Terminal, shoot: Shoot) -> None:
    """Print one line per photo that a burst or a verdict says something about, and the counts."""
    for e in shoot.entries:
        if e.judged is not None and e.judged.suggestion is not None:
            s = e.judged.suggestion
            because = "; ".join(b.text or b.name for b in s.because)
            terminal.say(
                f"{e.photo.name}  burst {e.judged.burst} #{e.judged.rank}  {s.value} {s.confidence:.2f}  {because}"
            )
    counts = Counter(str(e.judged.suggestion.value) for e in shoot.entries if e.judged and e.judged.suggestion)
    tally = ", ".join(f"{word} {counts[word]}" for word in ("keep", "maybe", "reject"))
    bursts = sum(len(b.photos) > 1 for b in shoot.bursts)
    terminal.say(f"{len(shoot.entries)} photos, {bursts} bursts: {tally}.")


def checked(terminal: Terminal, shoot: Shoot, size: int, wrong: Sequence[Path] | None) -> None:
    """Print the sample of suggested rejects, one line each; with ``wrong`` files of it, the risk of the rest.

    Raises ``UsageError`` for a file that is not in the sample.
    """
    sample = check_rejects.drawn(shoot, size)
    if wrong is None:
        for e in sample:
            because = e.suggested.because if e.suggested is not None else ()
            terminal.say(f"{e.photo.name}  {'; '.join(b.text or b.name for b in because)}")
        total = len(check_rejects.suggested_rejects(shoot))
        terminal.say(f"{len(sample)} of {total} suggested rejects. Then: retouch rejects FOLDER --seen [WRONG FILES]")
        return
    by_name = {e.photo.name: e.photo.id for e in sample}
    strange = next((f for f in wrong if f.name not in by_name), None)
    if strange is not None:
        todo = "Give the same --sample as before, and only files that it named."
        raise UsageError(f"{strange.name} is not in the sample", strange, todo)
    terminal.say(check_rejects.answered(shoot, size, {by_name[f.name] for f in wrong}).sentence)


def proposed(terminal: Terminal, shoot: Shoot) -> None:
    """Print one line per proposal."""
    total = 0
    for e in shoot.entries:
        for s in e.proposals:
            total += 1
            terminal.say(f"{e.photo.name}  {_proposal(s)}")
    terminal.say(f"{len(shoot.entries)} photos, {total} proposals.")


def _proposal(s: Suggestion[object]) -> str:
    values: dict[str, float] = s.value.values() if isinstance(s.value, Adjustment) else {}
    setting = " ".join(f"{k} {v:+.2f}" if abs(v) < 100 else f"{k} {v:.0f}" for k, v in values.items())
    because = "; ".join(b.text or b.name for b in s.because)
    return f"{s.topic.removeprefix(ADJUST)}: {setting}  {s.confidence:.2f}  {because}"


def exported(terminal: Terminal, delivery: Delivery, recipe: Recipe) -> None:
    """Say what was written where."""
    terminal.say(f"{len(delivery.written)} of {delivery.chosen} pictures written to {recipe.to}")
    if delivery.there:
        terminal.say(f"{delivery.there} were there already, with the same edit.")
    for warning in delivery.warnings:
        terminal.say(f"Look again at {warning}.")
    if not delivery.chosen and recipe.which is Which.PICKED:
        terminal.say("Nothing is picked yet: decide first (retouch decide FOLDER --accept 0.8), or --which suggested.")


def shown(terminal: Terminal, e: Entry) -> None:
    """Print what is known of one photo."""
    c, rows = e.photo.capture, [("photo", e.photo.name)]
    taken = c.taken.isoformat(sep=" ", timespec="milliseconds") if c.taken else "unknown"
    rows += [("taken", taken), ("camera", f"{c.make} {c.model}".strip() or "unknown"), ("lens", c.lens or "unknown")]
    rows += [("flag", FLAGS[e.verdict]), ("rating", str(e.marks.rating or 0)), ("label", e.marks.label or "none")]
    if e.judged is not None:
        rows.append(("burst", f"{e.judged.burst}, rank {e.judged.rank}"))
    if e.scene is not None:
        rows.append(
            ("faces", ", ".join(f"eyes {f.eyes}, smile {f.expression.smile:.2f}" for f in e.scene.faces) or "none")
        )
    rows += [("edit", f"{s.key} " + " ".join(f"{k} {v:g}" for k, v in s.values().items())) for s in e.edit.steps]
    if e.suggested is not None:
        rows.append(("suggested", f"{e.suggested.value} {e.suggested.confidence:.2f}"))
    rows += [("suggested", _proposal(s)) for s in e.proposals]
    if e.marks != Marks():
        rows += [(f"in {shown.program}", str(shown)) for shown in seen_elsewhere(e)]
    if e.error is not None:
        rows.append(("problem", str(e.error)))
    terminal.table(rows)


def demonstrated(terminal: Terminal, s: Summary) -> None:
    """Print what the demo did."""
    terminal.table(
        [
            ("photos", f"{s.photos} in {s.folder}"),
            ("unreadable", "; ".join(s.unreadable) or "none"),
            ("bursts", s.bursts),
            ("faces", s.faces),
            ("blinks", s.blinks),
            ("verdicts suggested", f"keep {s.keep}, maybe {s.maybe}, reject {s.reject}"),
            ("suggestions", s.proposals),
            ("accepted", f"{s.accepted} at {0.8} or surer, {s.left} left to you"),
            ("exported", f"{len(s.delivery.written)} pictures"),
            ("where", s.to),
        ]
    )
