"""Rules about the templates: what is imported is used, what exists is reached."""

import re
from pathlib import Path

from jinja2 import Environment, nodes

from tests.test_codebase import CODE, ROOT, VIETNAMESE, relative

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


def test_every_vietnamese_word_of_a_template_can_be_translated() -> None:
    wrong = []
    for path in TEMPLATES:
        tree = parsed(path)
        translated = {
            id(part) for call in tree.find_all(nodes.Call) if is_gettext(call) for part in call.find_all(nodes.Const)
        }
        words = [(data.lineno, data.data) for data in tree.find_all(nodes.TemplateData)]
        words += [(one.lineno, str(one.value)) for one in tree.find_all(nodes.Const) if id(one) not in translated]
        wrong += [f"{relative(path)}:{line}: {text.strip()[:60]}" for line, text in words if VIETNAMESE.search(text)]
    assert wrong == []


def is_gettext(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in {"_", "gettext", "ngettext", "pgettext"}
