"""Five personas to begin with: assumptions to start from, each open to change."""

from types import MappingProxyType

from lcity.access.persona import Persona

DIMENSIONS = ("everywhere", "at_all_times", "everyone", "talent", "knowledge", "community")


def _weights(*given: int) -> tuple[tuple[str, int], ...]:
    return tuple(zip(DIMENSIONS, given, strict=True))


PERSONAS = MappingProxyType(
    {
        "older": Persona(
            speed_kmh=3.5,
            group="people_60p",
            kinds=("college_municipal", "college_district", "community_school", "teaching_point", "library"),
            free=(("wd", 8, 17), ("sa", 8, 17), ("su", 8, 17)),
            weights=_weights(90, 30, 60, 20, 10, 60),
        ),
        "shift": Persona(
            group="people_15_59",
            free=(("wd", 20, 23), ("sa", 20, 23)),
            weights=_weights(50, 100, 50, 30, 40, 20),
        ),
        "family": Persona(
            speed_kmh=3.8,
            group="people_0_14",
            kinds=("community_school", "library", "museum", "open_school"),
            free=(("wd", 17, 20), ("sa", 9, 17), ("su", 9, 17)),
            weights=_weights(80, 60, 50, 40, 20, 50),
        ),
        "migrant": Persona(
            group="people_15_59",
            kinds=("community_school", "teaching_point", "library", "open_school", "open_campus"),
            free=(("wd", 19, 22), ("su", 9, 18)),
            weights=_weights(60, 90, 70, 30, 50, 40),
        ),
        "wheelchair": Persona(
            speed_kmh=2.8,
            detour=1.4,
            kinds=("college_municipal", "college_district", "library", "museum", "open_campus"),
            free=(("wd", 9, 18), ("sa", 9, 18), ("su", 9, 18)),
            weights=_weights(100, 40, 70, 30, 20, 50),
            step_free=True,
        ),
    }
)
"""Key → persona, in the order to show them.

Source
------
Speeds only; all else is assumed. Older: 0.97 m/s, which 85 % of pedestrians over 65 reach (Knoblauch, R.,
Pietrucha, M. and Nitzburg, M. 1996, Field studies of pedestrian walking speed and start-up time,
Transportation Research Record 1538, 27–38). Working age: 1.33 m/s, within the comfortable gait of adults
(Bohannon, R. 1997, Comfortable and maximum walking speed of adults aged 20–79 years, Age and Ageing 26,
15–19). Family: 1.07 m/s, the design speed of pedestrian crossings (Federal Highway Administration 2009,
Manual on Uniform Traffic Control Devices, section 4E.06). Wheelchair: 0.79 m/s, the mean in everyday use
(Tolerico, M. et al. 2007, Assessing mobility characteristics and activity levels of manual wheelchair users,
Journal of Rehabilitation Research and Development 44, 561–572).
"""
