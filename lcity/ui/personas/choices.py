"""The personas a reader can choose from: five to begin with, and up to five of one's own in the link."""

import numpy as np
import streamlit as st

from lcity.access import unpack
from lcity.access.along import LINE
from lcity.access.persona import DAYS, Persona, parse, write
from lcity.access.presets import PERSONAS
from lcity.errors import ArgumentError
from lcity.ui.personas.numbers import world
from lcity.ui.shared import cache, reach, revision, state, weights
from lcity.ui.shared.reader import t
from lcity.ui.shared.state import Choice

MOST_OWN = 5
MOST_NAME = 24

Own = tuple[tuple[str, Persona], ...]


def own_choice() -> Choice:
    """Return the reader's own personas: pairs of name and persona."""
    return Choice("mine", (), parse=parse_own, write=write_own)


def choice() -> Choice:
    """Return the choice of a persona: a preset's key, or "own1" to "own5"."""
    keys = (*PERSONAS, *(f"own{number + 1}" for number in range(len(own_choice().value))))
    return Choice("persona", keys[0], allowed=keys)


def parse_own(text: str) -> Own:
    """Read personas of one's own: name and persona joined by "~", one after the other by "|".

    Raises
    ------
    ArgumentError
        There are too many, or one of them is none.
    """
    found = []
    for part in text.split("|"):
        name, _, rest = part.partition("~")
        if clean_name(name) != name:
            raise ArgumentError(f"not a persona's name: {name!r}")
        found.append((name, parse(rest)))
    if len(found) > MOST_OWN:
        raise ArgumentError(f"more than {MOST_OWN} personas")
    return tuple(found)


def write_own(own: Own) -> str:
    """Write personas as `parse_own` reads them."""
    return "|".join(f"{name}~{write(persona)}" for name, persona in own)


def clean_name(name: str) -> str:
    """Return a name as a link can hold it: one short line of printable characters; never empty."""
    kept = "".join(character for character in name if character.isprintable() and character not in "~|")
    return kept.strip()[:MOST_NAME].strip() or "?"


def label(key: str) -> str:
    """Name a persona."""
    return t(f"persona.name.{key}") if key in PERSONAS else own_choice().value[_place(key)][0]


def chosen() -> Persona:
    """Return the persona chosen, as far as the open dataset knows what matters to them."""
    return in_dataset(choice().value)


def in_dataset(key: str) -> Persona:
    """Return a persona as far as the open dataset knows its group, kinds and dimensions."""
    persona = PERSONAS[key] if key in PERSONAS else own_choice().value[_place(key)][1]
    groups = reach.group_choice(cache.open_dataset()).allowed
    return persona.fitted(groups, cache.kinds(), cache.tree().keys)


def keep(name: str, persona: Persona) -> None:
    """Keep a persona: in the place of the one's own that is chosen, else as one more."""
    own, key = list(own_choice().value), choice().value
    if key in PERSONAS:
        own, key = [*own, (clean_name(name), persona)], f"own{len(own) + 1}"
    else:
        own[_place(key)] = clean_name(name), persona
    state.choose((own_choice(), tuple(own)), (choice(), key))


def forget() -> None:
    """Let go of the one's own persona that is chosen."""
    own, key = list(own_choice().value), choice().value
    if key not in PERSONAS:
        del own[_place(key)]
        state.choose((own_choice(), tuple(own)), (choice(), next(iter(PERSONAS))))


def use() -> None:
    """Set distance, people, kinds and hour on Coverage and the weights on City ranking to the persona's."""
    persona = chosen()
    low, high = reach.RADII_M
    metres = persona.radius_m if reach.along_choice().value == LINE else persona.way_m
    revision.take_over(
        (reach.WAY, "metres"),
        (reach.RADIUS, min(max(round(metres), low), high)),
        *([(reach.WALK, persona.minutes)] if reach.in_minutes() else []),
        (reach.group_choice(cache.open_dataset()), persona.group),
        (reach.kinds_choice(), list(persona.kinds)),
        (reach.HOUR, best_hour(persona)),
        (weights.choice(), weights.changed((), dict(persona.weights), cache.tree())),
    )


def best_hour(persona: Persona) -> int | None:
    """Return the free hour in which most centres they can use are open; None where no hours are stated."""
    if not persona.free:
        return None
    _, centres = world()
    open_centres = unpack(centres.hours[persona.chosen(centres)]).sum(axis=0)
    return int(np.where(persona.free_hours, open_centres, -1).argmax())


def free_hours(windows: dict[str, tuple[int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Return free hours from the hours between which one is free by day; equal ones mean not at all."""
    return tuple((code, *windows[code]) for code in DAYS if windows[code][0] < windows[code][1])


def _place(key: str) -> int:
    return int(key.removeprefix("own")) - 1


def full() -> bool:
    """Say whether there is no room for one more persona of one's own."""
    return len(own_choice().value) >= MOST_OWN


def control() -> None:
    """Draw the choice of a persona."""
    found = choice()
    st.segmented_control(
        t("persona.choose"),
        found.allowed,
        format_func=label,
        label_visibility="collapsed",
        required=True,
        **found.widget(),
    )
