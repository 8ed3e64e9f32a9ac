"""Reading a profile: a built-in name or a path → `Profile`, or findings at the profile's lines."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Argument, Diagnostic, Place, Text, has_errors
from budgetpdf.profile.build import build
from budgetpdf.profile.codes import finding
from budgetpdf.profile.parts import Profile
from budgetpdf.spec.source import Source, read_toml

_BUILTIN = "profile:"
_built: dict[str, Profile] = {}


class _File(NamedTuple):
    """One file of the chain; `folder` is None for a built-in one."""

    source: Source
    folder: Path | None


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in profiles."""
    folder = resources.files("budgetpdf.profile") / "builtin"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read(
    name: str, base: Path, root: Path | None = None, place: Place | None = None
) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile called `name`, with all findings; None where it cannot be used.

    name: a built-in profile, or a path (with "/" or ending in ".toml") below `base`.
    root: the project folder, which no path may leave; `base` if it is not given.
    place: where the name was written, for a profile that is not there.

    A built-in profile is read once per process.
    """
    if name in _built:
        return _built[name], ()
    findings: list[Diagnostic] = []
    place = place or Argument(name)
    chain = _chain(name, base.resolve(), (root or base).resolve(), place, findings)
    if not chain or has_errors(findings):
        return None, tuple(findings)
    if any(file.folder is not None for file in chain):
        _validate(chain, findings)
    if has_errors(findings):
        return None, tuple(findings)
    folders = {file.source.name: file.folder for file in chain if file.folder is not None}
    profile = build([file.source for file in chain], folders, findings)
    if has_errors(findings):
        return None, tuple(findings)
    if not folders:
        _built[name] = profile
    return profile, tuple(findings)


def _validate(chain: list[_File], findings: list[Diagnostic]) -> None:
    # The built-in profiles are held against the form by a test, not at every run.
    from budgetpdf.profile.model import ProfileForm
    from budgetpdf.spec.validate import validate

    for file in chain:
        if file.folder is not None:
            findings.extend(validate(ProfileForm, file.source)[1])


def _chain(
    name: str, base: Path, root: Path, place: Place, findings: list[Diagnostic]
) -> list[_File]:
    """The profile and what it extends, the most special first."""
    chain: list[_File] = []
    while name:
        file = _open(name, base, root, place, findings)
        if file is None:
            return []
        source = file.source
        if any(source.name == other.source.name for other in chain):
            message = Text(f"格式“{name}”又继承了它自己", f"“{name}” extends itself in the end")
            findings.append(finding("P002", message, place))
            return []
        chain.append(file)
        extends = source.values.get("extends", "")
        name, place = extends if isinstance(extends, str) else "", source.span(("extends",))
        base = file.folder or base
    return chain


def _open(
    name: str, base: Path, root: Path, place: Place, findings: list[Diagnostic]
) -> _File | None:
    if "/" not in name and "\\" not in name and not name.endswith(".toml"):
        return _open_builtin(name, place, findings)
    path = (base / name).resolve()
    if not path.is_relative_to(root):
        message = Text(
            f"格式文件“{name}”在项目文件夹之外", f"“{name}” lies outside the project folder"
        )
        findings.append(finding("P003", message, place))
        return None
    if not path.is_file():
        message = Text(f"没有格式文件“{name}”", f"there is no profile file “{name}”")
        findings.append(finding("P001", message, place))
        return None
    shown = path.relative_to(root).as_posix()
    source, more = read_toml(path, shown)
    findings.extend(more)
    return None if source is None else _File(source, path.parent)


def _open_builtin(name: str, place: Place, findings: list[Diagnostic]) -> _File | None:
    names = builtin_names()
    if name not in names:
        known = "、".join(names)
        message = Text(f"没有名为“{name}”的格式", f"there is no profile called “{name}”")
        hint = Text(
            f"现有的格式：{known}；自己的格式写文件路径，如 profiles/{name}.toml",
            f"there are: {', '.join(names)}; write a path for your own, profiles/{name}.toml",
        )
        findings.append(finding("P001", message, place, hint=hint))
        return None
    file = resources.files("budgetpdf.profile") / "builtin" / f"{name}.toml"
    source, more = read_toml(file.read_bytes(), _BUILTIN + name)
    findings.extend(more)
    return None if source is None else _File(source, None)
