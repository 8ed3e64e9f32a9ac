"""pydantic's validator without its package: the compiled module of pydantic_core alone.

The package around it defines a hundred types for type checkers, which takes a tenth of a cold
start, and the validator needs none of them. The module is loaded under its own name, so that
pydantic, wherever it is imported later, works with the same one. Where the package is loaded
already, or looks different one day, it is imported as usual.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import (
        PydanticCustomError,
        PydanticKnownError,
        SchemaValidator,
        ValidationError,
    )

__all__ = ["PydanticCustomError", "PydanticKnownError", "SchemaValidator", "ValidationError"]

_PACKAGE = "pydantic_core"
_MODULE = f"{_PACKAGE}._{_PACKAGE}"


def _load() -> Any:
    if _PACKAGE not in sys.modules:
        package = PathFinder.find_spec(_PACKAGE)
        folders = package.submodule_search_locations if package else None
        found = PathFinder.find_spec(_MODULE, folders) if folders else None
        if found and found.loader:
            module = module_from_spec(found)
            found.loader.exec_module(module)
            sys.modules[_MODULE] = module
            return module
    return import_module(_PACKAGE)


if not TYPE_CHECKING:
    _engine = _load()
    PydanticCustomError = _engine.PydanticCustomError
    PydanticKnownError = _engine.PydanticKnownError
    SchemaValidator = _engine.SchemaValidator
    ValidationError = _engine.ValidationError
