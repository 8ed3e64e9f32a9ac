"""The kinds of values that a spec holds, for the fields of its models."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from budgetpdf.spec.amounts import LIMIT, widen
from budgetpdf.spec.texts import extra, filled, line, prose

_BOUNDS = {"type": "number", "exclusiveMinimum": -LIMIT, "exclusiveMaximum": LIMIT}

Amount = Annotated[Decimal, BeforeValidator(widen), WithJsonSchema(_BOUNDS)]
"""Money in the spec's unit: |x| < 10¹², at most 6 decimals, with as many as were written."""

Quantity = Annotated[Decimal, BeforeValidator(widen), WithJsonSchema(_BOUNDS)]
"""A count or a measure (台, 平方米), bounded like an amount."""

Line = Annotated[str, AfterValidator(line)]
"""A text of one line, which may be empty."""

Name = Annotated[str, Field(min_length=1), AfterValidator(filled), AfterValidator(line)]
"""A text of one line, which must be filled in."""

Prose = Annotated[str, AfterValidator(prose)]
"""A text in which a line is a paragraph; it may be empty."""

NonEmpty = Annotated[str, Field(min_length=1), AfterValidator(filled), AfterValidator(prose)]
"""A text in which a line is a paragraph; it must be filled in."""

Extra = Annotated[Any, BeforeValidator(extra)]
"""A value under [extra]."""
