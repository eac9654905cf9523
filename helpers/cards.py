"""What a careful reader asks about a table, before using it and when citing it."""

from helpers.data import resource
from helpers.language import N_, _
from helpers.text import Text

GRADES = {"A": N_("A, from the publisher's own data file"), "B": N_("B, read off official or news pages")}


def about(name: str) -> Text:
    """Return a table's card: what a row is, who published it, and the traps; the rest unfolds at a click.

    Arguments:
        name: the table's name.
    Returns:
        Markdown text: one row's meaning, publisher, coverage, rows, traps; then, folded, columns with units,
        grade, checks and terms.
    Raises:
        DataError: the name is unknown.
    Source: data/datapackage.json.
    """
    table = resource(name)
    lines = [f"**{_(table['title'])}** (`{name}`). {_(table['description'])}", ""]
    places = {"sources": _links(table), "coverage": _sentence(_(table["coverage"])), "rows": table["rows"]}
    lines += [_("From {sources}. Covers {coverage} {rows:,} rows.", **places), ""]
    lines += [f"**{_('Traps')}**", "", *[f"- {_(caveat)}" for caveat in table["caveats"]], ""]
    fields = table["schema"]["fields"]
    # The blank lines let GitHub, VS Code and JupyterLab read what is folded as Markdown too.
    summary = _("The {number} columns, checks and terms", number=len(fields))
    lines += ["<details>", f"<summary>{summary}</summary>", ""]
    lines += [f"| {_('column')} | {_('unit')} | {_('meaning')} |", "|---|---|---|"]
    lines += [f"| `{field['name']}` | {_(field.get('unit', ''))} | {_(field['description'])} |" for field in fields]
    lines += ["", f"- **{_('Grade:')}** {_(GRADES[table['grade']])}"]
    lines += [f"- **{_('Checked against:')}** {_(table['checked'])}"]
    lines += [f"- **{_('Terms:')}** {_(table['licenses'][0]['title'])}", "", "</details>"]
    return Text("\n".join(lines))


def sources(*names: str) -> Text:
    """Return the citations of some tables as a Markdown list.

    Arguments:
        names: table names.
    Returns:
        Markdown text, one item a table: citation and terms.
    Raises:
        DataError: a name is unknown.
    Source: data/datapackage.json.
    """
    lines = []
    for table in [resource(name) for name in names]:
        terms = _(table["licenses"][0]["title"]).removesuffix(".")  # as in “EE. UU.”
        places = {"citation": _(table["citation"]), "terms": terms}
        lines.append(f"- `{table['name']}`: " + _("{citation} Terms: {terms}.", **places))
    return Text("\n".join(lines))


def _links(table: dict) -> str:
    items = []
    for source in table["sources"]:
        title = _(source["title"])
        title = f"[{title}]({source['path']})" if source.get("path") else title
        items.append(f"{title} ({_(source['version'])})" if source.get("version") else title)
    return "; ".join(items)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
