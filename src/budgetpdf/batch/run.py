"""A batch from the words of the command line to its summary."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from time import perf_counter

from budgetpdf.batch import troubles, work
from budgetpdf.batch.engine import Answer, Engine, EngineLostError
from budgetpdf.batch.folder import ready, takes
from budgetpdf.batch.keys import Keys
from budgetpdf.batch.manifest import Entry, Manifest
from budgetpdf.batch.plan import collision, collisions, gone, outdated, plan, takes_over
from budgetpdf.batch.pool import local_engine
from budgetpdf.batch.result import Batch, Row, State, Unwatched, Watch
from budgetpdf.batch.select import select
from budgetpdf.batch.work import Made, Setup, Task
from budgetpdf.diagnostic import Diagnostic
from budgetpdf.output import write_whole
from budgetpdf.pipeline import DEFAULTS, Options

CHUNK = 16
"""Titles are read so many at a time."""


def render_all(
    specs: Iterable[str | os.PathLike[str]],
    options: Options = DEFAULTS,
    *,
    out: str | os.PathLike[str] = "out",
    executor: Executor | Engine | None = None,
    jobs: int = 0,
    force: bool = False,
    draft: str = "",
    details: bool = True,
    watch: Watch | None = None,
) -> Batch:
    """Render all specs that files, folders and patterns name into the folder `out`.

    executor: any executor of `concurrent.futures` whose workers see the same files; None: as many
        processes on this machine as `jobs` says (0: all processors). A script that calls this
        needs `if __name__ == "__main__"`, as all that starts processes.
    force: make unchanged reports, too. draft: make drafts, with findings in this language.
    details: keep the findings of reports that were made, not only those that stand in the way.
    watch: is told how far it is.

    Never raises over content, nor over a folder that cannot be written: all is in the result.
    Ctrl-C ends it with `stopped`; what was written until then is whole and noted.
    """
    begun = perf_counter()
    selected = select(specs)
    refusal = ready(Path(out))
    run = _Run(Setup(options, draft, details), Path(out), watch or Unwatched())
    run.findings += [*selected.findings, *([refusal] if refusal else [])]
    if refusal is None:
        try:
            run.all(selected.specs, executor, jobs, force=force)
        except KeyboardInterrupt:
            run.stopped = True
    return run.result(selected.specs, perf_counter() - begun)


class _Run:
    """One run into one folder. Only this process writes there."""

    def __init__(self, setup: Setup, folder: Path, watch: Watch) -> None:
        self.findings: list[Diagnostic] = []
        self.stopped = False
        self._setup = setup
        self._folder = folder
        self._watch = watch
        self._manifest = Manifest(folder)
        self._keys = Keys(setup, folder)
        self._rows: dict[Path, Row] = {}
        self._owners: dict[str, Path] = {}

    def all(
        self, specs: Iterable[Path], executor: Executor | Engine | None, jobs: int, *, force: bool
    ) -> None:
        """Make what is to be made."""
        planned = plan(specs, self._manifest, self._keys, force=force)
        for spec, entry in planned.unchanged.items():
            self._owners[entry.pdf.casefold()] = spec
            self._rows[spec] = Row(str(spec), State.UNCHANGED, entry.pdf, entry.warnings)
        if not planned.todo:
            return
        engine = _engine(executor, jobs, len(planned.todo))
        try:
            engine.open(self._setup, planned.todo)
            todo = self._distinct(engine, planned.todo, planned.unchanged)
            self._make(engine, todo)
        except EngineLostError as error:
            self.findings.append(error.finding)
        finally:
            engine.close()

    def result(self, specs: Iterable[Path], seconds: float) -> Batch:
        """The rows in the order of the specs."""
        rows = [self._rows.get(spec) or Row(str(spec), State.LEFT) for spec in specs]
        current = {self._keys.place(spec): row.pdf for spec, row in self._rows.items() if row.pdf}
        left = gone(self._manifest, self._keys, current, draft=bool(self._setup.draft))
        old = {name for row in rows for name in row.outdated}
        return Batch(
            tuple(rows),
            tuple(self.findings),
            tuple(name for name in left if name not in old),
            seconds,
            self.stopped,
        )

    def _distinct(self, engine: Engine, todo: list[Path], kept: Mapping[Path, Entry]) -> list[Path]:
        """Those whose PDF has a name of its own; the others are refused before anything is written.

        One spec alone is held against the names that are there when it is made.
        """
        if len(todo) < 2:
            return todo
        names = self._names(engine, todo)
        refused = collisions(names, kept)
        for spec, finding in refused.items():
            self._fail(spec, (finding,))
        distinct = [spec for spec in todo if spec not in refused]
        self._owners |= {names[spec].casefold(): spec for spec in distinct if names[spec]}
        return distinct

    def _names(self, engine: Engine, todo: list[Path]) -> dict[Path, str]:
        names = dict.fromkeys(todo, "")
        by_path = {str(spec): spec for spec in todo}
        self._watch.reading(len(todo))
        tasks = [Task(str(spec)) for spec in todo]
        chunks = (tuple(tasks[at : at + CHUNK]) for at in range(0, len(tasks), CHUNK))
        for answer in engine.run(work.names, self._setup, chunks):
            found = zip(answer.tasks, answer.results, strict=False)
            names |= {by_path[task.path]: name for task, name in found}
            self._watch.read(len(answer.tasks))
        return names

    def _make(self, engine: Engine, todo: list[Path]) -> None:
        self._watch.rendering(len(todo))
        by_path = {str(spec): spec for spec in todo}
        chunks = ((Task(str(spec)),) for spec in todo)
        for answer in engine.run(work.make, self._setup, chunks):
            spec = by_path[answer.tasks[0].path]
            row = self._row(spec, answer)
            self._watch.made(row)
            if self._is_full(answer, row):
                return

    def _row(self, spec: Path, answer: Answer[Made]) -> Row:
        if not answer.results:
            finding = troubles.no_answer(str(spec), answer.error, lost=answer.lost)
            return self._fail(spec, (finding,))
        made = answer.results[0]
        if made.data is None:
            return self._fail(spec, made.findings, made.name)
        owner = self._owners.setdefault(made.name.casefold(), spec)
        if owner != spec:  # its title has changed since it was read
            return self._fail(spec, (collision(spec, made.name, [owner]),))
        return self._write(spec, made, made.data)

    def _write(self, spec: Path, made: Made, data: bytes) -> Row:
        found = takes_over(spec, self._manifest.get(made.name), self._keys)
        findings = (*made.findings, *([found] if found else []))
        warnings = made.warnings + (found is not None)
        files = {self._keys.place(Path(path)): digest for path, digest in made.files}
        key = self._keys.key(spec, made.spec, files) if made.spec else ""

        def announce(stat: os.stat_result) -> None:
            entry = Entry(
                pdf=made.name,
                spec=self._keys.place(spec),
                key=key,
                files=tuple(files),
                digest=made.digest,
                size=stat.st_size,
                mtime=stat.st_mtime_ns,
                draft=bool(self._setup.draft),
                warnings=warnings,
            )
            self._manifest.record(entry)

        failure = write_whole(self._folder / made.name, data, announce)
        if failure:
            return self._fail(spec, (failure,), made.name)
        row = Row(str(spec), State.DONE, made.name, warnings, findings)
        self._rows[spec] = row
        return row

    def _fail(self, spec: Path, findings: tuple[Diagnostic, ...], name: str = "") -> Row:
        entries = self._manifest.of(self._keys.place(spec))
        old = tuple(outdated(entries, name, self._folder, draft=bool(self._setup.draft)))
        row = Row(str(spec), State.FAILED, "", 0, findings, old)
        self._rows[spec] = row
        return row

    def _is_full(self, answer: Answer[Made], row: Row) -> bool:
        """Whether the folder takes no more: then the rest need not be rendered."""
        made = answer.results[0] if answer.results else None
        refused = row.state is State.FAILED and row.errors and row.errors[0].code == "W001"
        if not refused or made is None or made.data is None:
            return False
        if takes(self._folder, len(made.data)):
            return False
        self.findings.append(row.errors[0])
        del self._rows[Path(row.spec)]
        return True


def _engine(executor: Executor | Engine | None, jobs: int, count: int) -> Engine:
    if executor is None:
        return local_engine(jobs, count)
    return executor if isinstance(executor, Engine) else Engine(executor)
