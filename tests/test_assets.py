"""Style sheets, scripts and icons: their addresses, how they are sent, and what every template may name."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.test_codebase import ROOT, relative
from tracker import assets

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "email" not in path.parts]
OWN_FILES = ("app.css", "components.css", "print.css", "app.js", "theme.js", "mark.svg", "app.webmanifest")


@pytest.fixture
def page() -> FlaskClient:
    app = Flask("tracker", static_folder=str(ROOT / "tracker" / "static"))
    assets.init_app(app)
    return app.test_client()


@pytest.mark.parametrize("name", ["base.css", "htmx.js", "icons.svg", *OWN_FILES])
def test_an_asset_is_kept_for_a_year_under_an_address_that_holds_its_hash(page: FlaskClient, name: str) -> None:
    address = assets.asset_url(name)
    assert re.search(r"[0-9a-f]{12}", address)
    with page.get(address) as response:
        assert response.status_code == 200
        assert response.cache_control.max_age == assets.A_YEAR
        assert response.cache_control.immutable


def test_an_asset_without_its_hash_is_asked_for_again_each_time(page: FlaskClient) -> None:
    with page.get("/static/app.css") as response:
        assert response.cache_control.max_age == 0
        assert not response.cache_control.immutable


def test_a_changed_file_gets_a_new_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    monkeypatch.setattr(assets, "vendor_files", dict)
    (tmp_path / "page.css").write_text("a{}")
    before = assets.asset_url("page.css")
    (tmp_path / "page.css").write_text("b{}")
    assert assets.asset_url("page.css") != before


def test_text_is_packed_for_whoever_accepts_it(page: FlaskClient) -> None:
    address = assets.asset_url("base.css")
    with page.get(address, headers={"Accept-Encoding": "gzip"}) as packed, page.get(address) as plain:
        assert packed.content_encoding == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 5
        assert "Accept-Encoding" in packed.vary
        assert plain.content_encoding is None


def test_a_font_is_not_packed_twice(page: FlaskClient) -> None:
    font = next((ROOT / "tracker" / "static" / "vendor").glob("*.woff2"))
    with page.get(f"/static/vendor/{font.name}", headers={"Accept-Encoding": "gzip"}) as response:
        assert "Content-Encoding" not in response.headers
        assert response.data == font.read_bytes()


@pytest.mark.parametrize("path", ["no-such-file.css", "../assets.py", "vendor/../../assets.py"])
def test_only_files_of_the_static_folder_are_sent(page: FlaskClient, path: str) -> None:
    assert page.get(f"/static/{path}").status_code == 404


def test_a_missing_build_is_told_with_the_command_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    assets.vendor_files.cache_clear()
    with pytest.raises(FileNotFoundError, match=r"tools/assets\.py"):
        assets.asset_url("base.css")


def test_fonts_that_the_style_sheet_names_are_there() -> None:
    vendor = ROOT / "tracker" / "static" / "vendor"
    fonts = re.findall(r"url\(([\w.-]+\.woff2)\)", (vendor / assets.vendor_files()["base.css"]).read_text("utf-8"))
    assert len(fonts) == 8
    assert [name for name in fonts if not (vendor / name).exists()] == []


def test_every_icon_that_the_code_names_is_in_the_sprite() -> None:
    sprite = (ROOT / "tracker" / "static" / "vendor" / assets.vendor_files()["icons.svg"]).read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    listed = (ROOT / "tools" / "icons.txt").read_text("utf-8").split("\n")
    assert drawn == {name.replace("/", "-") for name in listed if name and not name.startswith("#")}
    named = {
        (relative(path), name)
        for path in PAGES
        for name in re.findall(r"""\bicon\(["']([\w-]+)|icon_name=["']([\w-]+)""", path.read_text("utf-8"))
    }
    assert sorted((path, name) for path, pair in named if (name := "".join(pair)) not in drawn) == []


def test_no_page_holds_a_script_or_a_style_that_the_security_policy_forbids() -> None:
    forbidden = re.compile(
        r"<style|<script(?![^>]*\bsrc=)|\s(style|on[a-z]+)=[\"']|javascript:|hx-on|hx-vals=[\"']js:"
    )
    wrong = [
        f"{relative(path)}: {found[0]}" for path in PAGES if (found := forbidden.search(path.read_text("utf-8")))
    ]
    assert wrong == []


def test_nothing_is_loaded_from_another_host() -> None:
    outside = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//")
    files = [*PAGES, *(ROOT / "tracker" / "static").glob("*.*")]
    assert [relative(path) for path in files if outside.search(path.read_text("utf-8"))] == []
