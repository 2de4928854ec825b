"""Credit: how much of a stream may be on its way."""

from __future__ import annotations

MESSAGE_LIMIT = 1024 * 1024
WINDOW_MESSAGES = 256
WINDOW_BYTES = 256 * 1024
# Seconds a sender waits for credit before it gives up on the receiver.
SLOW_CONSUMER = 30.0


class CreditGate:
    """What may be sent: absolute totals, so that a lost or repeated grant does no harm."""

    def __init__(self, messages: int = 0, size: int = 0) -> None:
        self.messages = messages
        self.bytes = size
        self.sent_messages = 0
        self.sent_bytes = 0
        # The first grant: with that much left, the receiver has read everything.
        self._window = size

    def raise_to(self, messages: int, size: int) -> None:
        if self.bytes == 0:
            self._window = size
        self.messages = max(self.messages, messages)
        self.bytes = max(self.bytes, size)

    def may_send(self, size: int) -> bool:
        """A message larger than the window may go when the window is unused."""
        if self.sent_messages >= self.messages or size > MESSAGE_LIMIT:
            return False
        left = max(self.bytes - self.sent_bytes, 0)
        return size <= left or 0 < self._window <= left

    def take(self, size: int) -> bool:
        if not self.may_send(size):
            return False
        self.sent_messages += 1
        self.sent_bytes += size
        return True


class CreditGrant:
    """What was granted to a sender; granted anew when half of it was read by the application."""

    def __init__(self) -> None:
        self.messages = WINDOW_MESSAGES
        self.bytes = WINDOW_BYTES
        self._read_messages = 0
        self._read_bytes = 0

    def read(self, size: int) -> bool:
        """Notes that a message was read; says whether the grant has grown."""
        self._read_messages += 1
        self._read_bytes += size
        messages = self._read_messages + WINDOW_MESSAGES
        total = self._read_bytes + WINDOW_BYTES
        grown = max(
            (messages - self.messages) / WINDOW_MESSAGES, (total - self.bytes) / WINDOW_BYTES
        )
        if grown < 0.5:
            return False
        self.messages, self.bytes = messages, total
        return True
