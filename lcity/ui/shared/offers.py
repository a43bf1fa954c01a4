"""What is offered to the browser, of whichever dataset is open."""

from lcity.ui.server import assets
from lcity.ui.shared import user_dataset


def offer(content: bytes, media_type: str) -> str:
    """Keep `content` for the browser and return its URL, relative to the app's.

    The URL ends in 128 bits of the content's SHA-256: nobody guesses what was not told him.
    """
    own = user_dataset.current()
    return f"fetch/{(assets.SHARED if own is None else own.shelf).put(content, media_type)}"
