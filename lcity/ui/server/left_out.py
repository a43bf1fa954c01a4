"""What Streamlit does once at its start, LCity has no need of, and the first page would wait for."""

from streamlit import delta_generator, string_util
from streamlit.components.v2.component_manager import BidiComponentManager


def leave_out() -> None:
    """Leave it out; to be called before the server runs."""
    # It looks through every installed package for components; LCity's are its own.
    BidiComponentManager.discover_and_register_components = _no_others
    # With the first element drawn it reads the sources of what is on the stack and looks through every
    # module that is imported, to warn who has not used `streamlit run`. A server that is run has.
    delta_generator._use_warning_has_been_displayed = True
    # To draw it as an icon, every label of a choice is searched for each emoji there is: ours have none.
    string_util.extract_leading_emoji = _no_emoji


def _no_others(_self: BidiComponentManager, *, start_file_watching: bool = True) -> None:
    """Stand where Streamlit's search stood."""


def _no_emoji(text: str) -> tuple[str, str]:
    """Stand where the search for an emoji stood: all of a label is its text."""
    return "", text
