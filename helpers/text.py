"""Text that a notebook renders as Markdown and a terminal prints as it is."""


class Text(str):
    """A string with a Markdown view, so that a cell can end with it."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)
