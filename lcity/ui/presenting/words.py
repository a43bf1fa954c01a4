"""What a kept view is called."""

from pathlib import Path

from lcity.ui.shared import cache, state
from lcity.ui.shared.markdown import plain
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.talk import View

PAGES = Path(__file__).parents[3] / "pages"


def is_page(name: str) -> bool:
    """Say whether there is a page of that name."""
    return name.isalpha() and (PAGES / f"{name}.py").is_file()


def named(view: View) -> str:
    """Return what a view shows in a few words: its page, and the district or city chosen in it (Markdown)."""
    title = t(f"{view.page}.title") if is_page(view.page) else view.page
    chosen = view.parameters
    own = state.link().get(state.DATASET_NAME)
    if chosen.get(state.DATASET_NAME, own) == own:
        dataset, code = cache.open_dataset(), reader_language().code
        for level, name in (("districts", "district"), ("cities", "city")):
            names = cache.names(level, code) if len(getattr(dataset, level)) else ()
            if (unit := chosen.get(name)) and unit in names:
                return plain(f"{title} · {names[unit]}")
    return plain(title)
