"""Every dependency is justified in docs/architecture.md, pinned, and named with its licence in NOTICE."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata

import pytest
from conftest import ROOT
from packages import EXTRAS, PROJECT, needed, plain


def names(requirements: list[str]) -> set[str]:
    return {plain(found.group()) for line in requirements if (found := re.match(r"[\w.-]+", line))}


NEEDED = names(PROJECT["dependencies"]) | names(
    [line for extra in EXTRAS if extra != "dev" for line in EXTRAS[extra]]
)


def test_each_has_its_line_and_no_line_is_left_over() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## Dependencies\n")[2]
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", page.partition("\n## ")[0], re.MULTILINE)
    told = {plain(name) for row in rows[1:] for name in row.split(", ")}
    assert told == NEEDED


def test_each_has_a_lower_bound() -> None:
    lines = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]
    ours, rest = "narrate[", "audioop-lts;"  # the second came when the module that it replaces went
    assert [
        line for line in lines if ">=" not in line.partition(";")[0] and not line.startswith((ours, rest))
    ] == []


def test_each_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert NEEDED - pinned - {"audioop-lts"} == set()  # which this Python may not need
    assert not [line for line in lines if "://" in line]


NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8").partition("\nEvery package")[2]
LICENCES = {
    plain(name): licence
    for licence, told in re.findall(r"^  (\S.*)\n((?:      .*\n)+)", NOTICE, re.MULTILINE)
    for name in re.split("[,;]", "".join(told.split()))
}
"""The licence of each package, as NOTICE has it."""
COMPATIBLE = {
    *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-2.1-or-later", "LGPL-3.0-only"),
    *("LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0"),
}
"""Licences under which a work of another licence may use what they are for, unchanged and beside it."""
ELSEWHERE = {"audioop-lts", "colorama", "importlib-metadata", "lazy-importer", "zipp"}
"""What only other versions of Python, or other systems, need."""
INSTALLED = needed(
    [*PROJECT["dependencies"], *(line for name in EXTRAS if name != "dev" for line in EXTRAS[name])]
)


def declared(about: PackageMetadata) -> str:
    """What a package says of its own licence, in whatever field."""
    kinds = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    fields = [line for name in ("License-Expression", "License") for line in about.get_all(name) or ()]
    return "\n".join([*fields, *kinds]).replace("Lesser General", "LGPL").replace("Python Software", "PSF")


def test_every_package_that_is_installed_is_named_with_its_licence() -> None:
    assert sorted(INSTALLED.keys() - LICENCES) == [], "look its licence up, and write it into NOTICE"
    assert LICENCES.keys() - INSTALLED <= ELSEWHERE, "they are needed no more"


@pytest.mark.parametrize("name", sorted(INSTALLED))
def test_a_licence_is_as_the_package_says_and_goes_with_ours(name: str) -> None:
    licences = re.split(" AND | OR ", LICENCES[name])
    assert set(licences) <= COMPATIBLE
    told = declared(INSTALLED[name].metadata)
    assert [each for each in licences if each.partition("-")[0] not in told] == []
    assert not re.search(r"\bA?GPL|GNU (?:Affero )?General", told)
