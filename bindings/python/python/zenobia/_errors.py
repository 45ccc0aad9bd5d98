"""What goes wrong, in the words of the program."""

from __future__ import annotations

from typing import Any


class Error(ValueError):
    """What is wrong with a call, and what to do."""

    __module__ = "zenobia"


class Fault(Error):
    """A report that could not be read: what it is called, what is wrong, and what to do."""

    __module__ = "zenobia"

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message

    def __reduce__(self) -> Any:
        return Fault, (self.name, self.message)
