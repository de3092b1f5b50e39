"""Build tracker/static/vendor from the few files of node_modules that the pages use.

Run it after `npm ci --ignore-scripts`, and again after a change of tools/icons.txt.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from figures import tabular_figures

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "tracker" / "static" / "vendor"
ICON_NAMES = ROOT / "tools" / "icons.txt"

FONT = "be-vietnam-pro"
FONT_WEIGHTS = (400, 500, 600, 700)
FONT_SUBSETS = ("vietnamese", "latin")

# Parts of Tabler that no page uses; without them the style sheet is half as large.
UNUSED = re.compile(
    r"\.(?:navbar|carousel|offcanvas|popover|bs-popover|tooltip|bs-tooltip|toast|ribbon|btn-animate|switch-icon|"
    r"bg-pattern|bg-gradient|card-gradient|text-gradient|form-imagecheck|form-colorinput|form-colorcheck|otp|sparkline|"
    r"chart-sparkline|signal|avatar|payment|flag-|social|calendar|vc-|accordion|list-group|steps?-|steps|"
    r"io-|link-underline|link-offset|placeholder|ratio|img-responsive|form-floating|input-icon|form-selectgroup|"
    r"(?:btn|bg|text|text-bg|link|border|icon)-(?:[a-z]+-)*(?:facebook|twitter|linkedin|google|youtube|vimeo|dribbble|github|"
    r"instagram|pinterest|vk|rss|flickr|bitbucket|tabler|x)(?![a-z]))|\[data-vc|"
    r"\.(?:[a-z0-9]+-)+xxl(?:-|$)|\.modal|\.theme-dark|data-bs-navbar-theme"
)


def main() -> None:
    if not (MODULES / "@tabler").exists():
        sys.exit("node_modules is missing: run `npm ci --ignore-scripts` first.")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    files = {
        "base.css": write("base.css", base_style_sheet()),
        "htmx.js": write("htmx.js", (MODULES / "htmx.org/dist/htmx.min.js").read_bytes()),
        "icons.svg": write("icons.svg", icon_sprite()),
    }
    (VENDOR / "LICENSES.txt").write_text(licences(), "utf-8")
    (VENDOR / "manifest.json").write_text(json.dumps(files, indent=1) + "\n", "utf-8")
    sizes = ", ".join(f"{name} {(VENDOR / file).stat().st_size // 1024} KB" for name, file in files.items())
    sys.stdout.write(f"Built tracker/static/vendor: {sizes}\n")


def base_style_sheet() -> bytes:
    tabler = (MODULES / "@tabler/core/dist/css/tabler.min.css").read_text("utf-8")
    tabler = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", tabler)
    return ("".join((*font_faces(), *figure_faces())) + slim(tabler)).encode()


def font_faces() -> Iterator[str]:
    """The package's own @font-face rules, of two subsets only, pointing to our copies."""
    home = MODULES / "@fontsource" / FONT
    for weight in FONT_WEIGHTS:
        rules = (home / f"{weight}.css").read_text("utf-8")
        for subset in FONT_SUBSETS:
            name = f"{FONT}-{subset}-{weight}-normal"
            rule = re.search(rf"/\* {name} \*/\s*(@font-face \{{.*?\}})", rules, re.S)
            if not rule:
                sys.exit(f"@fontsource/{FONT}: no rule for {name}.")
            file = write(f"{name}.woff2", (home / "files" / f"{name}.woff2").read_bytes())
            yield re.sub(r"src:[^;]*;", f"src: url({file}) format('woff2');", " ".join(rule[1].split()))


def figure_faces() -> Iterator[str]:
    for weight in FONT_WEIGHTS:
        whole = MODULES / "@fontsource" / FONT / "files" / f"{FONT}-latin-{weight}-normal.woff"
        file = write(f"{FONT}-figures-{weight}.woff", tabular_figures(whole.read_bytes()))
        yield (
            f"@font-face {{ font-family: 'Be Vietnam Pro Figures'; font-weight: {weight}; font-display: swap;"
            f" src: url({file}) format('woff'); unicode-range: U+30-39; }}"
        )


def slim(css: str) -> str:
    """The style sheet without the selectors of parts that are not used; @media blocks are entered."""
    kept = []
    for head, body in blocks(css):
        if head.startswith(("@media", "@supports", "@layer")):
            inner = slim(body)
            kept.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        else:
            selectors = [one for one in split_selectors(head) if not UNUSED.search(one)]
            kept.append(f"{','.join(selectors)}{{{body}}}" if selectors else "")
    return "".join(kept)


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """The `head { body }` pairs of one level; statements such as @charset are left out."""
    start = 0
    while (opening := css.find("{", start)) >= 0:
        depth, at = 1, opening + 1
        for found in re.compile(r"\"[^\"]*\"|'[^']*'|/\*.*?\*/|[{}]", re.S).finditer(css, opening + 1):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0:
                at = found.start()
                break
        head = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", css[start:opening], flags=re.S)
        yield head.strip(), css[opening + 1 : at]
        start = at + 1


def split_selectors(head: str) -> list[str]:
    return re.split(r",(?![^()]*\))", head)


def licences() -> str:
    """Their authors ask that copies carry these words; Tabler has its own at the head of its style sheet."""
    tabler = (MODULES / "@tabler/core/dist/css/tabler.min.css").read_text("utf-8")
    words = {"@tabler/core": re.findall(r"/\*!(.*?)\*/", tabler, re.S)[0]}
    for name in (f"@fontsource/{FONT}", "@tabler/icons", "htmx.org"):
        words[name] = (MODULES / name / "LICENSE").read_text("utf-8")
    return "\n".join(f"==== {name}\n{text}" for name, text in words.items())


def icon_sprite() -> bytes:
    symbols = [
        symbol(name.strip()) for name in ICON_NAMES.read_text("utf-8").splitlines() if name[:1] not in ("", "#")
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.encode()


def symbol(name: str) -> str:
    file = MODULES / "@tabler/icons/icons" / f"{name if '/' in name else 'outline/' + name}.svg"
    if not file.exists():
        sys.exit(f"tools/icons.txt: @tabler/icons has no icon “{name}”.")
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse)[^>]*/>", file.read_text("utf-8"))
    drawn = "".join(" ".join(shape.split()) for shape in shapes if "M0 0h24v24H0z" not in shape)
    paint = (
        'fill="currentColor"'
        if "/" in name
        else ('fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"')
    )
    return f'<symbol id="{name.replace("/", "-")}" viewBox="0 0 24 24" {paint}>{drawn}</symbol>'


def write(name: str, data: bytes) -> str:
    """Store under a name that holds the hash of the content, so that browsers may keep it for ever."""
    stem, _, ending = name.rpartition(".")
    file = f"{stem}.{digest(data)}.{ending}"
    (VENDOR / file).write_bytes(data)
    return file


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


if __name__ == "__main__":
    main()
