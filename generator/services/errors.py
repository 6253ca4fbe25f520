"""What can go wrong when a service is asked, in words for people."""


class ServiceError(Exception):
    """A service that did not give an answer: its name and the reason."""

    def __init__(self, service: str, reason: str) -> None:
        super().__init__(f"{service}: {reason}")
        self.service = service
        self.reason = reason


class BadAnswerError(Exception):
    """An answer that is not what the service documents; the message says how."""
