"""Which tables a figure is drawn from, read off the code: what each name holds is followed from load() to the chart.

Colours and words that a chart helper takes beside its table are not followed.
"""

import ast
import functools
from collections.abc import Iterator

from nbformat import NotebookNode

DRAWING = {"bars", "lines", "dots", "plot", "bar", "barh", "scatter", "step", "errorbar", "fill", "fill_between"}
DRAWING |= {"hlines", "vlines", "stackplot", "pie", "hist"}


def tables_drawn(notebook: NotebookNode) -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield for each show() the cell's id, the tables drawn from and the tables named."""
    held: dict[str, set[str]] = {}
    lists: dict[str, set[str]] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree, drawn = ast.parse(cell.source), set()
        for node in _in_order(tree):
            if isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    _give(held, target, _tables(node.value, held), isinstance(node, ast.Assign))
                    if isinstance(target, ast.Name):
                        lists[target.id] = _texts(node.value)
            elif isinstance(node, ast.For):
                _give(held, node.target, _tables(node.iter, held), True)
            elif isinstance(node, ast.Call) and _name(node.func) in DRAWING:
                if isinstance(node.func, ast.Name):  # a chart helper: all but the first say how it looks
                    parts = node.args[:1]
                else:  # ax.plot(table), or table.plot()
                    parts = [node.func.value, *node.args, *(keyword.value for keyword in node.keywords)]
                drawn = drawn.union(*(_tables(part, held) for part in parts))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "show":
                named = set()
                for arg in node.args[2:]:
                    inner = arg.value if isinstance(arg, ast.Starred) else arg
                    named |= lists.get(inner.id, set()) if isinstance(inner, ast.Name) else _texts(inner)
                yield cell.id, drawn, named


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in the order in which they stand; calls inside an assignment come before it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.For):
            yield child
            yield from _in_order(child)
        else:
            yield from _in_order(child)
            yield child


def _tables(node: ast.AST, held: dict[str, set[str]]) -> set[str]:
    found = set()
    loops = [part.target for part in ast.walk(node) if isinstance(part, ast.comprehension)]
    inner = {part.id for target in loops for part in ast.walk(target) if isinstance(part, ast.Name)}
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id not in inner:
            found |= held.get(part.id, set())
        elif isinstance(part, ast.Call) and _name(part.func) == "load":
            found |= _texts(part)
        elif isinstance(part, ast.Call) and _name(part.func) == "evidence":
            found |= evidence_tables()
    return found


def _give(held: dict[str, set[str]], target: ast.AST, tables: set[str], anew: bool) -> None:
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            _give(held, part, tables, anew)
    elif isinstance(target, ast.Name):
        held[target.id] = tables if anew else held.get(target.id, set()) | tables
    elif isinstance(target, ast.Subscript | ast.Attribute | ast.Starred):
        _give(held, target.value, tables, False)


@functools.cache
def evidence_tables() -> set[str]:
    """Return the tables behind helpers.definitions.evidence()."""
    from helpers.definitions import CRITERIA  # a command that only needs the other rules has no helpers on its path

    return {table for *_, where in CRITERIA.values() for table in where.split(", ")}


def _texts(node: ast.AST) -> set[str]:
    if any(isinstance(part, ast.Name) and part.id == "CRITERIA" for part in ast.walk(node)):
        return evidence_tables()
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
