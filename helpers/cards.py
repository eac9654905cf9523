"""What a careful reader asks about a table, before using it and when citing it."""

from helpers.data import resource
from helpers.text import Text

GRADES = {"A": "A, from the publisher's own data file", "B": "B, read off official or news pages"}


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
    lines = [f"**{table['title']}** (`{name}`). {table['description']}", ""]
    lines += [f"From {_links(table)}. Covers {_sentence(table['coverage'])} {table['rows']:,} rows.", ""]
    lines += ["**Traps**", "", *[f"- {caveat}" for caveat in table["caveats"]], ""]
    fields = table["schema"]["fields"]
    # The blank lines let GitHub, VS Code and JupyterLab read what is folded as Markdown too.
    lines += ["<details>", f"<summary>The {len(fields)} columns, checks and terms</summary>", ""]
    lines += ["| column | unit | meaning |", "|---|---|---|"]
    lines += [f"| `{field['name']}` | {field.get('unit', '')} | {field['description']} |" for field in fields]
    lines += ["", f"- **Grade:** {GRADES[table['grade']]}", f"- **Checked against:** {table['checked']}"]
    lines += [f"- **Terms:** {table['licenses'][0]['title']}", "", "</details>"]
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
    tables = [resource(name) for name in names]
    return Text("\n".join(f"- `{t['name']}`: {t['citation']} Terms: {t['licenses'][0]['title']}." for t in tables))


def _links(table: dict) -> str:
    items = []
    for source in table["sources"]:
        title = f"[{source['title']}]({source['path']})" if source.get("path") else source["title"]
        items.append(f"{title} ({source['version']})" if source.get("version") else title)
    return "; ".join(items)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
