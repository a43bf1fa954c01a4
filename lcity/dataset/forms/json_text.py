"""JSON read strictly: objects without repeated names, nothing nested without end, no number without end."""

import json
import re
from pathlib import Path

from lcity.dataset.forms.form import FormError, unreadable

MOST_MB = 600
HALF = re.compile(rb"\\u[dD][89a-fA-F]")
MB = 2**20


def read_json(path: Path, form: str) -> object:
    """Return what a JSON file holds; NaN and Infinity, which are none, come as floats for who can say where.

    Parameters
    ----------
    path
        The file, UTF-8 with or without a byte-order mark.
    form
        What it should be, for the sentence: "GeoJSON".

    Raises
    ------
    FormError
        It is no JSON, or beyond what is read.
    """
    if path.stat().st_size > MOST_MB * MB:
        raise FormError("file_large", most=MOST_MB)
    return parse_json(path.read_bytes(), form)


def parse_json(content: bytes, form: str) -> object:
    """Return what JSON text holds; see `read_json`."""
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object)
        if HALF.search(content):
            # Of a character written in two halves one alone is no text, and nothing can be written of it.
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        return found
    except FormError:
        raise
    except UnicodeError as error:
        raise FormError("json_encoding", form=form) from error
    except json.JSONDecodeError as error:
        raise unreadable(form, error) from error
    except RecursionError as error:
        raise FormError("json_depth", form=form) from error
    except ValueError as error:
        # Python turns no more than some thousand digits into a whole number.
        raise FormError("json_number", form=form) from error


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set()
        name = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise FormError("json_twice", found=name)
    return found
