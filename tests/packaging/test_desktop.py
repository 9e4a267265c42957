"""What a desktop is told about the program agrees with the program."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "packaging" / "retouch.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_entry_starts_the_command_that_is_installed(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"].split()[0] in PROJECT["project"]["scripts"]
    assert entry["Terminal"] == "false"


def test_everything_that_is_installed_beside_the_package_exists(entry: configparser.SectionProxy) -> None:
    shared = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert all((ROOT / source).is_file() for source in shared)
    assert f"share/icons/hicolor/scalable/apps/{entry['Icon']}.svg" in shared.values()


def test_the_metadata_names_this_version_and_licence() -> None:
    tree = ElementTree.parse(ROOT / "packaging" / "retouch.metainfo.xml")
    releases = [release.get("version") for release in tree.iter("release")]
    assert releases[0] == PROJECT["project"]["version"]
    assert tree.findtext("project_license") == PROJECT["project"]["license"]


def test_the_icon_is_square_and_needs_nothing_else() -> None:
    icon = ElementTree.parse(ROOT / "resources" / "icons" / "retouch.svg").getroot()
    left, top, width, height = map(float, icon.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert width == height
    assert not [e for e in icon.iter() if any(name.endswith("href") for name in e.attrib)]
