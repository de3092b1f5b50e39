"""Rules about the templates: what is imported is used, what exists is reached."""

import re
from pathlib import Path

from jinja2 import Environment, nodes

from tests.test_codebase import CODE, ROOT, relative

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
PARSER = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


def parsed(path: Path) -> nodes.Template:
    return PARSER.parse(path.read_text(encoding="utf-8"))


def test_every_jinja_import_is_used() -> None:
    wrong = []
    for path in TEMPLATES:
        tree = parsed(path)
        used = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
        imported = [name for one in tree.find_all(nodes.FromImport) for name in one.names]
        given = {name[1] if isinstance(name, tuple) else name for name in imported}
        given |= {one.target for one in tree.find_all(nodes.Import)}
        wrong += [f"{relative(path)}: {name}" for name in sorted(given - used)]
    assert wrong == []


def test_every_macro_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    macros = {macro.name for path in TEMPLATES for macro in parsed(path).find_all(nodes.Macro)}
    assert sorted(name for name in macros if len(re.findall(rf"\b{name}\b", text)) < 2) == []


def test_every_template_is_rendered_included_or_extended_by_something() -> None:
    """Mails are folders named by their key, so their folder's name in the code is enough."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*CODE, *TEMPLATES))
    unreached = []
    for path in TEMPLATES:
        name = path.relative_to(ROOT / "templates").as_posix()
        reached = path.parent.name if name.startswith("email/") else name
        if f"{reached}" not in code:
            unreached.append(name)
    assert unreached == []
