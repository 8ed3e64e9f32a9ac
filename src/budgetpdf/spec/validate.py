"""A TOML file's values held against a model; what does not fit becomes findings."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.spec.source import Source

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], source: Source) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """The values of `source` as a `model`, or None with the findings, all at once."""
    try:
        return model.model_validate(source.values), ()
    except ValidationError as errors:
        return None, tuple(
            Diagnostic(
                "S100",
                Severity.ERROR,
                Text(f"{error['loc']}：{error['msg']}", f"{error['loc']}: {error['msg']}"),
                (source.span(error["loc"]),),
            )
            for error in errors.errors()
        )
