"""The banner says how much is simulated and of what; its sign is seen on every ground it lies on."""

import re
import tomllib
from pathlib import Path

import pytest

from lcity.colour import contrast, mixed
from lcity.ui.server.early_style import SHEET
from lcity.ui.shared import marks

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_is_seen_on_page_sidebar_and_banner(scheme):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][scheme]
    banner = re.search(
        r"\.st-key-banner \{[^}]*background: (#\w{6})(\w\w);", SHEET.read_text(encoding="utf-8")
    )
    page, sidebar = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    tinted = mixed(page, banner[1], int(banner[2], 16) / 255)
    for ground in (page, sidebar, tinted):
        assert contrast(marks.INK[scheme], ground) >= 4.5
    assert contrast(theme["textColor"], tinted) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_on_the_accent_are_read(scheme):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][scheme]
    assert contrast(marks.ON_ACCENT[scheme], theme["primaryColor"]) >= 4.5


def test_only_what_is_simulated_is_drawn_as_the_sign():
    tags = {kind: marks.tag(kind) for kind in ("official", "survey", "derived", "planned", "simulated")}
    signs = [kind for kind, tag in tags.items() if "background[" in tag]
    assert signs == ["simulated"]
    assert "simulated" in tags["simulated"]
