"""Checking the keys of front matter against what a kind of file may have."""

from collections.abc import Collection

from ..errors import Place, Problem, Severity
from ..text.fold import did_you_mean
from .frontmatter import FrontMatter, as_text, as_texts


class Fields:
    """Typed access to the values of a front matter; what is wrong collects in `problems`."""

    def __init__(self, front: FrontMatter, path: str, known: Collection[str], citekey: str = "") -> None:
        self.front = front
        self.path = path
        self.citekey = citekey
        self.problems: list[Problem] = list(front.problems)
        for name in front.values:
            if name not in known:
                self._unknown(name, known)

    def text(self, name: str) -> str:
        """Return a string, empty when it is absent or something else."""
        text = as_text(self.front.values.get(name))
        if text is None:
            self._wrong(name, "text")
        return text or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings, empty when it is absent or something else."""
        texts = as_texts(self.front.values.get(name))
        if texts is None:
            self._wrong(name, "a list of texts")
        return texts or ()

    def report(self, code: str, message: str, name: str, hint: str) -> None:
        """Add an error at the line of a key, or at the first line when the key is absent."""
        self._add(code, message, name, hint, Severity.ERROR)

    def _wrong(self, name: str, expected: str) -> None:
        hint = "a text with “: ” or “#” in it, or one that begins with a sign, needs quotes"
        self.report("front-matter-type", f"“{name}” is not {expected}", name, hint)

    def _unknown(self, name: str, known: Collection[str]) -> None:
        hint = did_you_mean(name, known) or f"known are {', '.join(known)}"
        self._add("front-matter-key", f"unknown key “{name[:40]}”", name, hint, Severity.WARNING)

    def _add(self, code: str, message: str, name: str, hint: str, severity: Severity) -> None:
        place = Place(self.path, self.front.lines.get(name, 1))
        self.problems.append(Problem(code, message, place, hint, self.citekey, severity))
