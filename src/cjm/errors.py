"""What stops cjm from doing its work, as opposed to a flaw in a map, which is a `Finding`."""


class CjmError(Exception):
    """cjm could not do what it was asked to: bad settings, a missing path, a file in the way.

    The message is one sentence for the person at the keyboard. The command line prints it and
    exits with code 2.
    """

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def __reduce__(self) -> tuple[type["CjmError"], tuple[str, str | None]]:
        """Cross from one process to another whole."""
        return type(self), (self.message, self.help)
