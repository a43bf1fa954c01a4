"""What a part of a page has drawn is sent before that part is drawn anew: none beside it loses its place."""

from streamlit.runtime.app_session import AppSession

_clear = AppSession._clear_queue


def send_all_of_parts() -> None:
    """Let nothing be dropped that waits to be sent where only a part is drawn anew.

    Streamlit drops what that part has drawn, but not what parts within it have, or what stands after it: in
    the browser that finds a place before it empty, and the whole page goes blank ("Bad delta path index").
    """
    AppSession._clear_queue = _clear_or_go_on


def _clear_or_go_on(self: AppSession, fragment_ids_this_run: list[str] | None = None) -> None:
    if not fragment_ids_this_run:
        _clear(self, fragment_ids_this_run)
        return
    # What comes now follows what waits, and is not written into it: that belongs to the run before.
    self._browser_queue._delta_index_map = {}
