"""The one kind of error a person can cause: a sentence, the place it concerns, and what to do about it."""


class InputError(Exception):
    """Something the person gave could not be used: a path, a file, an option, a configuration.

    Shown as one line, `place: sentence`, followed by the hint; never as a traceback. Exit code 2.
    """

    def __init__(self, sentence: str, place: str = "", hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.place}: {self.sentence}" if self.place else self.sentence
        return f"{head} ({self.hint})" if self.hint else head
