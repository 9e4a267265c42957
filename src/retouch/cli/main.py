"""The verbs of the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from retouch import __version__
from retouch.cli.terminal import ALL_GOOD, CANCELLED, SOME_FAILED, USAGE, Terminal
from retouch.cull.profile import Profile
from retouch.model.errors import RetouchError, UsageError

OpenWindow = Callable[[Path | None, bool], int]
"""Opens the window on a folder, or on the sample, and returns the exit code. Given by ``__main__``: the command line
itself does not know Qt."""


class _Verbs(click.Group):
    """A first word that is not a verb is a folder to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "window", self.commands["window"], args
        return super().resolve_command(ctx, args)


FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
_CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right", "centre"]
LIMIT = click.FloatRange(-1, 1)
JSON = click.option("--json", "json_to", metavar="FILE", help="Write the result as JSON; - is standard output.")


@click.group(cls=_Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="retouch")
@click.option("--sample", is_flag=True, help="Open the built-in sample shoot in the window.")
@click.pass_context
def app(ctx: click.Context, sample: bool) -> None:
    """Cull, develop and retouch RAW portraits, offline. The photographer decides.

    Without a verb: `retouch [FOLDER]` opens the window.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.obj(None, sample))


@app.command(hidden=True)
@FOLDER
@click.pass_obj
def window(open_window: OpenWindow, folder: Path) -> int:
    """Open the window on a shoot."""
    return open_window(folder, False)


@app.command()
@FOLDER
@JSON
@click.option("--profile", type=click.Choice([p.value for p in Profile]), help="What matters in a frame; remembered.")
@click.option("--strictness", type=click.FloatRange(0, 1), help="From 0, rejects next to nothing, to 1; remembered.")
@click.option("--sure-from", type=LIMIT, metavar="0.8", help="Reject only for reasons at least so sure; remembered.")
@click.option(
    "--closed-under", type=LIMIT, metavar="0.35", help="Eyes open less than that, of their usual, are closed."
)
@click.option("--soft-under", type=LIMIT, metavar="0.6", help="Less than that, of its rival's sharpness, is soft.")
def cull(folder: Path, json_to: str | None, profile: str | None, strictness: float | None, **limits: Any) -> int:
    """Read faces, group bursts, rank, and suggest verdicts with reasons.

    What was read is kept: another profile, strictness or limit judges it anew without opening a photo. Limits follow
    the strictness unless they are set; -1 lets one follow again.
    """
    from retouch.cli import words
    from retouch.tasks import report
    from retouch.tasks.cull import cull as verb

    with _session() as (terminal, session):
        now = session.cull_settings
        chosen = replace(
            now,
            profile=now.profile if profile is None else Profile(profile),
            strictness=now.strictness if strictness is None else strictness,
            **{name: value if value >= 0 else None for name, value in limits.items() if value is not None},
        )
        if chosen != now:
            session.catalog.put_setting("cull", chosen.to_data())
        shoot = terminal.run(verb(session, folder))
        if json_to:
            terminal.json(report.cull_report(shoot), json_to)
        if json_to != "-":
            words.culled(terminal, shoot)
    return terminal.exit_code


@app.command()
@FOLDER
@click.argument("wrong", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", type=click.IntRange(1), default=30, show_default=True, help="How many to look at.")
@click.option("--seen", is_flag=True, help="The sample was looked at, and WRONG are mistakes: state the risk.")
def rejects(folder: Path, wrong: tuple[Path, ...], sample: int, seen: bool) -> int:
    """Check the suggested rejects: draw a random sample to look at; with --seen, state the risk of the rest.

    The same rejects give the same sample. Nothing is decided.
    """
    from retouch.cli import words
    from retouch.tasks.cull import cull as verb

    with _session() as (terminal, session):
        words.checked(terminal, terminal.run(verb(session, folder), ()), sample, wrong if seen or wrong else None)
    return terminal.exit_code


@app.command()
@FOLDER
@JSON
def propose(folder: Path, json_to: str | None) -> int:
    """Suggest adjustments with reasons."""
    from retouch.cli import words
    from retouch.tasks import report
    from retouch.tasks.propose import propose as verb

    with _session() as (terminal, session):
        shoot = terminal.run(verb(session, folder))
        if json_to:
            terminal.json(report.propose_report(shoot), json_to)
        if json_to != "-":
            words.proposed(terminal, shoot)
    return terminal.exit_code


@app.command()
@FOLDER
@click.option("--forget", is_flag=True, help="Let the corrections made so far teach nothing any more.")
def habits(folder: Path, forget: bool) -> int:
    """Say what your corrections in a shoot have taught, by which new suggestions lean."""
    from retouch.tasks import habits as learned
    from retouch.tasks.session import load

    with _session() as (terminal, session):
        shoot = load(session, folder)
        if forget:
            count = learned.forget(session, shoot)
            terminal.say(f"Forgot {count} corrections; your edits stay as they are.")
        else:
            found = learned.habits(session, shoot)
            for key, habit in found.items():
                terminal.say(f"{key}: {habit.text}.")
            if not found:
                terminal.say("Nothing yet: four corrections of one kind make a habit.")
    return terminal.exit_code


@app.command()
@FOLDER
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--accept", type=click.FloatRange(0, 1), metavar="0.8", help="Accept suggestions at or above this confidence."
)
@click.option("--dismiss", is_flag=True, help="Dismiss suggestions (of FILES, or of the whole folder).")
@click.option("--only", metavar="TOPIC,…", default="", help="Only these topics, e.g. verdict,adjust.exposure.")
@click.option("--undo", is_flag=True, help="Take the latest action back.")
@click.option("--redo", is_flag=True, help="Bring back what was undone last.")
@click.option("--pick", is_flag=True, help="Pick FILES.")
@click.option("--reject", is_flag=True, help="Reject FILES.")
@click.option("--unflag", is_flag=True, help="Clear the flag of FILES.")
@click.option("--stars", type=click.IntRange(0, 5), metavar="N", help="Give FILES stars; 0 clears them.")
@click.option("--label", metavar="COLOUR", help="Label FILES red, yellow, green, blue, purple, or none.")
@click.option(
    "--set", multiple=True, metavar="exposure.ev=0.3", help="Set a value for FILES, in place of what is suggested."
)
@click.option(
    "--key", type=click.IntRange(0), metavar="N", help="Face N of FILES (0 is the first) is a key person of the shoot."
)
@click.option("--no-key", type=click.IntRange(0), metavar="N", help="This person is a key person no longer.")
@click.option(
    "--ceiling",
    multiple=True,
    metavar="KEY=PERCENT",
    help="Never suggest more of this, e.g. under_eye=30: in the whole shoot, or on the persons of FILES. 100 lifts it.",
)
@click.option("--face", type=click.IntRange(0), default=0, metavar="N", help="Which face of FILES --ceiling means (0).")
def decide(folder: Path, files: tuple[Path, ...], **wish: Any) -> int:
    """Turn suggestions into decisions, or decide by hand. One call is one undoable action."""
    from retouch.cli.decide import run

    with _session() as (terminal, session):
        run(terminal, session, folder, files, wish)
    return terminal.exit_code


@app.command()
@FOLDER
@click.option("--to", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the pictures go.")
@click.option("--which", type=click.Choice(["picked", "suggested", "all"]), default="picked", show_default=True)
@click.option(
    "--recipe", metavar="NAME", help="Begin with a recipe: web, print, client-proof, headshot, or one of your own."
)
@click.option("--format", "kind", type=click.Choice(["jpeg", "tiff"]), help="Instead of the recipe's (jpeg).")
@click.option("--long-edge", type=click.IntRange(16, 100_000), metavar="N", help="Longest side in pixels.")
@click.option("--quality", type=click.IntRange(1, 100), help="Of JPEG (92).")
@click.option("--profile", type=click.Choice(["srgb", "display-p3", "adobe-rgb"]), help="Colour space (srgb).")
@click.option("--sharpen", type=click.FloatRange(0, 1), help="For the size that is written: 0 not, 0.5 for screens.")
@click.option("--name", "naming", metavar="TEMPLATE", help="Of {name}, {number}, {date}, {time}, {shoot}.")
@click.option("--watermark", metavar="TEXT", help="Write this into a corner.")
@click.option("--watermark-picture", type=click.Path(path_type=Path), metavar="FILE", help="Put this picture there.")
@click.option("--watermark-corner", type=click.Choice(_CORNERS), help="Where (bottom-right).")
@click.option("--watermark-size", type=click.FloatRange(0.01, 0.5), help="Height, as a share of the short side (0.04).")
@click.option("--watermark-opacity", type=click.FloatRange(0, 1), help="From 0, not seen, to 1 (0.7).")
@click.option(
    "--set", "changes", multiple=True, metavar="exposure.ev=0.3", help="Change the edit for this export only."
)
@click.option(
    "--metadata",
    type=click.Choice(["all", "no-gps", "copyright", "none"]),
    help="What of the original's metadata goes along (all).",
)
@click.option("--overwrite", is_flag=True, help="Replace files that retouch did not write.")
@click.option("--missing", is_flag=True, help="Leave alone what was delivered before with the same edit.")
def export(folder: Path, to: Path, which: str, changes: Sequence[str], overwrite: bool, **wish: Any) -> int:
    """Develop and write the final selects."""
    from retouch.adjust.changes import parse_changes
    from retouch.cli import words
    from retouch.cli.export import style_of
    from retouch.tasks.export import Recipe, Which
    from retouch.tasks.export import export as verb

    with _session() as (terminal, session):
        style = style_of(session, wish)
        recipe = Recipe(
            to,
            Which(which),
            style.output,
            parse_changes(changes),
            overwrite,
            style.metadata,
            style.naming,
            wish["missing"],
        )
        words.exported(terminal, terminal.run(verb(session, folder, recipe)), recipe)
    return terminal.exit_code


@app.command()
@click.argument("photo", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@JSON
def show(photo: Path, json_to: str | None) -> int:
    """Show all that is known of one photo."""
    from retouch.cli import words
    from retouch.tasks import report
    from retouch.tasks.show import show as verb

    with _session() as (terminal, session):
        shoot, entry = terminal.run(verb(session, photo))
        if json_to:
            terminal.json(report.show_report(entry, shoot, session.catalog.exports(entry.photo.id)), json_to)
        if json_to != "-":
            words.shown(terminal, entry)
    return terminal.exit_code


@app.command()
@click.option("--to", type=click.Path(path_type=Path), metavar="DIR", help="Where the pictures go.")
def demo(to: Path | None) -> int:
    """Run the whole job on the built-in sample shoot and say what happened."""
    from retouch.cli import words
    from retouch.tasks.demo import demo as verb
    from retouch.tasks.paths import home

    terminal = Terminal()
    words.demonstrated(terminal, terminal.run(verb(home().cache, to)))
    return ALL_GOOD  # the sample holds one damaged file on purpose; that it was named is part of the demonstration


@app.command()
@click.option("--repair", is_flag=True, help="Make a damaged catalogue anew; close every window first.")
def doctor(repair: bool) -> int:
    """Check versions, models, adjustments, the catalogue and a RAW development."""
    from retouch.tasks.doctor import doctor as verb

    terminal = Terminal()
    report = terminal.run(verb(repair=repair))
    for f in report.findings:
        terminal.say(f"{'ok  ' if f.ok else 'BAD '} {f.name}: {f.text}")
    return ALL_GOOD if report.ok else SOME_FAILED


class _session:  # noqa: N801  # reads as what it gives: with _session() as (terminal, session)
    """A terminal and a session; on the way out the sidecars are written, and those that could not be are named."""

    def __enter__(self) -> tuple[Terminal, Any]:
        from retouch.tasks.log import start_log
        from retouch.tasks.session import Session

        self.terminal, self.session = Terminal(), Session()
        start_log(self.session.home)
        return self.terminal, self.session

    def __exit__(self, *exc: object) -> None:
        for error in self.session.close():
            self.terminal.fail(error)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command and return its exit code: 0 good, 1 some photos failed, 2 usage, 130 cancelled."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file name may hold what the terminal's encoding does not
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = app.main(list(arguments), prog_name="retouch", standalone_mode=False, obj=open_window)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _cancelled()
    except click.ClickException as e:
        e.show()
        return USAGE
    except RetouchError as e:
        click.echo(f"retouch: {e}", err=True)
        return USAGE if isinstance(e, UsageError) else SOME_FAILED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        return SOME_FAILED
    return int(code or ALL_GOOD)


def _cancelled() -> int:
    click.echo("Cancelled; everything that was decided is kept.", err=True)
    return CANCELLED
