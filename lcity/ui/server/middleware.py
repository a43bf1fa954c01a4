"""What stands before Streamlit, one after another."""

from starlette.types import ASGIApp


class Before:
    """Stands before an application, and decides what becomes of a request to it.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp):
        self.app = app
