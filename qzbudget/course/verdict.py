"""The outcome for one answer, for the program and for the student."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RIGHT, WRONG, BLANK, ABSENT = "right", "wrong", "blank", "absent"
SIGNS = {RIGHT: "✅", WRONG: "❌", BLANK: "✏️", ABSENT: "⏭️"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome for one answer: ``status``, and the key of the message with what it mentions."""

    status: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the student is told; a notebook shows it as a sentence."""

    status: str
    message: str

    @property
    def is_right(self) -> bool:
        """Whether the answer is right."""
        return self.status == RIGHT

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return self.message

    def _repr_markdown_(self) -> str:
        return f"{SIGNS[self.status]} {self.message}"
