"""The last messages of the line, for a developer's eyes: names and keys, never values."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from models.change import Change

KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    number: int
    at: datetime
    table: str
    kind: str
    key: str
    revision: int
    organization_id: str
    """Empty for a hard delete, which names a key only."""


class Tape:
    """Give `take` to the realtime service's `tap`."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque(maxlen=KEPT)
        self._count = 0

    def take(self, change: Change) -> None:
        self._count += 1
        self._messages.append(
            Message(
                number=self._count,
                at=datetime.now(UTC),
                table=change.table,
                kind=change.kind.value,
                key=change.key,
                revision=change.revision,
                organization_id=str(change.record.get('organization_id') or ''),
            )
        )

    def since(self, number: int, organization_id: UUID) -> list[Message]:
        """Messages after this number that the organization may know of, oldest first."""
        own = {'', str(organization_id)}
        return [
            message
            for message in self._messages
            if message.number > number and message.organization_id in own
        ]
