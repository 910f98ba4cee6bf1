"""The one error of the embedded stack: a sentence that says what a person can do."""


class LocalStackError(Exception):
    """Something about this machine keeps the stack from starting; `str(error)` is the sentence."""
