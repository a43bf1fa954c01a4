"""What guards the app in front of others: its settings, the proxy's, and what the README says of them."""

import base64
import hashlib
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import streamlit

from lcity.intake.limits import Limits
from lcity.ui.server.answer_headers import HEADERS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROXY = (ROOT / ".streamlit" / "nginx.conf").read_text(encoding="utf-8")
SERVER = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def test_forged_requests_are_refused_and_uploads_bounded_where_the_limits_say():
    assert SERVER["enableXsrfProtection"] is True
    assert SERVER.get("enableCORS", True) is True
    assert SERVER["maxUploadSize"] == Limits().upload_mb
    assert SERVER["address"] == "localhost"


def test_the_readme_states_every_limit_and_its_default():
    stated = {}
    for names, defaults in re.findall(r"^\| (`LCITY_MAX_.+?) \| (.+?) \|", README, re.MULTILINE):
        names, defaults = re.findall(r"`(\w+)`", names), defaults.split(", ")
        stated |= dict(zip(names, (int(default.replace(",", "")) for default in defaults), strict=True))
    assert stated == {f"LCITY_MAX_{field.name.upper()}": field.default for field in fields(Limits)}
    assert {"LCITY_SAVE", "LCITY_CACHE", "LCITY_DATASET"} <= set(re.findall(r"LCITY_[A-Z]+", README))


def test_each_limit_is_taken_from_the_environment(monkeypatch):
    for field in fields(Limits):
        monkeypatch.setenv(f"LCITY_MAX_{field.name.upper()}", "7")
    assert set(vars(Limits.from_environment()).values()) == {7}


def test_the_proxy_lets_through_what_may_be_uploaded():
    (most,) = re.findall(r"client_max_body_size (\d+)m;", PROXY)
    assert int(most) == Limits().upload_mb + 1


def test_the_proxy_s_policy_allows_the_one_script_in_streamlit_s_page_and_no_other():
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    with page.open(encoding="utf-8", newline="") as file:
        scripts = INLINE.findall(file.read())
    hashes = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts}
    (policy,) = re.findall(r"script-src ([^;]+);", PROXY)
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == hashes
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(policy.split())


def test_the_proxy_sets_what_lcity_sets_without_one_and_no_browser_gets_it_twice():
    set_by_proxy = dict(re.findall(r'add_header (\S+) "([^"]*)" always;', PROXY))
    assert {name: set_by_proxy[name] for name in HEADERS} == HEADERS
    assert set(re.findall(r"proxy_hide_header (\S+);", PROXY)) == set(HEADERS)


def test_the_proxy_keeps_what_the_server_measures_to_itself():
    assert re.search(r"location ~ /_stcore/metrics \{\s*return 404;", PROXY)
