"""Reading a profile: a built-in name or a path → `Profile`, or findings at the profile's lines."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Argument, Diagnostic, Place, Text, has_errors
from budgetpdf.profile.build import build
from budgetpdf.profile.codes import finding
from budgetpdf.profile.parts import Profile
from budgetpdf.spec.source import Source, read_toml

_BUILTIN = "profile:"
_FOLDER = Path(__file__).parent / "builtin"


class _File(NamedTuple):
    """One file of the chain; `path` is None for a built-in one."""

    source: Source
    path: Path | None


class _Kept(NamedTuple):
    """A profile that was read, good as long as its files hold what they held."""

    chain: tuple[_File, ...]
    profile: Profile
    findings: tuple[Diagnostic, ...]

    def fresh(self) -> bool:
        """Whether its files still hold the same bytes."""
        files = ((file.path, file.source.data) for file in self.chain if file.path)
        try:
            return all(path.read_bytes() == data for path, data in files)
        except OSError:
            return False


_kept: dict[tuple[str, Path, Path], _Kept] = {}


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in profiles."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def read(
    name: str, base: Path, root: Path | None = None, place: Place | None = None
) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile called `name`, with all findings; None where it cannot be used.

    name: a built-in profile, or a path (with "/" or ending in ".toml") below `base`.
    root: the project folder, which no path may leave; `base` if it is not given.
    place: where the name was written, for a profile that is not there.

    A profile is read once per process, unless one of its files changes.
    """
    key = (name, Path(), Path())
    if not _is_builtin(name):
        base, root = base.resolve(), (root or base).resolve()
        key = (name, base, root)
    kept = _kept.get(key)
    if kept is not None and kept.fresh():
        return kept.profile, kept.findings
    base, root = base.resolve(), (root or base).resolve()
    findings: list[Diagnostic] = []
    chain = _chain(name, base, root, place or Argument(name), findings)
    profile = _build(chain, findings) if chain and not has_errors(findings) else None
    if profile is None or has_errors(findings):
        return None, tuple(findings)
    _kept[key] = _Kept(tuple(chain), profile, tuple(findings))
    return profile, tuple(findings)


def _build(chain: list[_File], findings: list[Diagnostic]) -> Profile | None:
    # The built-in profiles are held against form and facts by a test, not at every run.
    own = any(file.path for file in chain)
    if own:
        _validate(chain, findings)
        if has_errors(findings):
            return None
    folders = {file.source.name: file.path.parent for file in chain if file.path}
    held = frozenset(file.source.name for file in chain if not file.path)
    profile = build([file.source for file in chain], folders, findings, held)
    if own:
        from budgetpdf.profile.scopes import check_names

        check_names(profile, findings)
    return profile


def _validate(chain: list[_File], findings: list[Diagnostic]) -> None:
    from budgetpdf.profile.form import PROFILE
    from budgetpdf.spec.validate import validate

    for file in chain:
        if file.path:
            findings.extend(validate(PROFILE, file.source)[1])


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
        base = file.path.parent if file.path else base
    return chain


def _open(
    name: str, base: Path, root: Path, place: Place, findings: list[Diagnostic]
) -> _File | None:
    if _is_builtin(name):
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
    return None if source is None else _File(source, path)


def _is_builtin(name: str) -> bool:
    return "/" not in name and "\\" not in name and not name.endswith(".toml")


def _open_builtin(name: str, place: Place, findings: list[Diagnostic]) -> _File | None:
    file = _FOLDER / f"{name}.toml"
    if not file.is_file():
        names = builtin_names()
        message = Text(f"没有名为“{name}”的格式", f"there is no profile called “{name}”")
        hint = Text(
            f"现有的格式：{'、'.join(names)}；自己的格式写文件路径，如 profiles/{name}.toml",
            f"there are: {', '.join(names)}; write a path for your own, profiles/{name}.toml",
        )
        findings.append(finding("P001", message, place, hint=hint))
        return None
    source, more = read_toml(file.read_bytes(), _BUILTIN + name)
    findings.extend(more)
    return None if source is None else _File(source, None)
