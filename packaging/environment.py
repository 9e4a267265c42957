#!/usr/bin/env python3
"""Make the isolated environment that the Makefile works in. Standard library only: it runs before any installation.

    python3 packaging/environment.py .venv            what the program needs
    python3 packaging/environment.py .venv --dev      and what its tests and checks need

System libraries that Qt, OpenCV and MediaPipe expect on Linux are installed where that is possible without asking
anybody (root and apt-get), and named in one sentence where it is not.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)

HEADLESS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLESv2.so.2": "libgles2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Shared library and its Debian package: what the command line and the offscreen window load."""

WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What Qt's X11 plugin loads in addition."""


class CannotSetUp(Exception):
    """Something that only the person at the machine can change, said in one sentence."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of the commands that follow."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(*command: str | Path) -> None:
    """Run a command, or raise ``CannotSetUp`` with the command that failed."""
    words = [str(word) for word in command]
    if subprocess.run(words, check=False).returncode:
        raise CannotSetUp(f"this command failed, see above: {' '.join(words)}")


def can_install() -> bool:
    """Whether apt-get exists and may be used without asking for a password."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages and say whether that worked."""
    say(f"Installing with apt-get: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], install):
        if subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


def missing_libraries() -> list[str]:
    """Return the Debian packages of the shared libraries that this machine cannot load."""
    packages = []
    for library, package in {**HEADLESS, **WINDOW}.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def provide_libraries() -> None:
    """Install or name the system libraries. Missing ones only warn: other systems package them under other names."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_libraries()
    if packages and can_install() and apt_install(packages):
        packages = missing_libraries()
    if packages:
        say(
            "Qt and MediaPipe need system libraries that are missing here; on Debian or Ubuntu run: "
            f"sudo apt-get install {' '.join(packages)}"
        )


def python_of(environment: Path) -> Path:
    """Return the interpreter inside an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def has_pip(environment: Path) -> bool:
    """Whether the environment exists and pip runs in it."""
    python = python_of(environment)
    if not python.exists():
        return False
    return subprocess.run([str(python), "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0


def create(environment: Path) -> None:
    """Make an environment that has pip, by whichever tool this machine offers (Debian keeps ensurepip apart)."""
    if has_pip(environment):
        return
    say(f"Making an isolated environment in {environment}")
    venv = (sys.executable, "-m", "venv", "--clear", environment)
    if importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None:
        run(*venv)
    elif importlib.util.find_spec("virtualenv") is not None:
        run(sys.executable, "-m", "virtualenv", "--clear", environment)
    elif shutil.which("virtualenv"):
        run("virtualenv", "--clear", "-p", sys.executable, environment)
    elif can_install() and apt_install(["python3-venv"]):
        run(*venv)
    if not has_pip(environment):
        raise CannotSetUp(
            "Python's venv module is not complete here; on Debian or Ubuntu run: sudo apt-get install python3-venv"
        )


def install(environment: Path, *, dev: bool) -> None:
    """Install the project from this checkout, editable, at the versions that were tested."""
    python = python_of(environment)
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "-q", "--upgrade", "pip>=25.1")  # the first that knows dependency groups
    extra = ("--group", f"{ROOT / 'pyproject.toml'}:dev") if dev else ()
    say("Installing retouch and what it needs (a few hundred MB on first use)")
    run(*pip, "install", "-q", "-c", ROOT / "constraints.txt", *extra, "-e", ROOT)


def main() -> int:
    """Set up, and return the exit code."""
    parser = argparse.ArgumentParser(description="Make the environment that the Makefile works in.")
    parser.add_argument("environment", type=Path)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    arguments = parser.parse_args()
    try:
        if sys.version_info < OLDEST:
            found = ".".join(map(str, sys.version_info[:3]))
            raise CannotSetUp(f"Python 3.11 or newer is needed, this is {found}; choose with: make PYTHON=python3.12")
        provide_libraries()
        create(arguments.environment)
        install(arguments.environment, dev=arguments.dev)
    except CannotSetUp as problem:
        sys.stderr.write(f"Set-up stopped: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
