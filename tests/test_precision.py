"""How widely a place is known: UCDP's scale and a radius, each cue with a sentence and one that it must leave alone."""

from __future__ import annotations

import pytest

from geo.gazetteer.folding import distance_km
from geo.gazetteer.lookup import Gazetteer, open_gazetteer
from geo.resolve import resolve
from geo.resolve.precision import offset_km
from geo.settings import Settings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer(Settings())


@pytest.fixture(scope="session")
def read(nlp, gazetteer):
    def _read(text: str):
        return {m.text: m for m in resolve(nlp(text), gazetteer)}

    return _read


@pytest.mark.parametrize(
    ("text", "name", "prec", "radius"),
    [
        ("Gunmen burned a bus in Kumasi, Ghana, on Monday.", "Kumasi", 1, None),
        ("Gunmen burned a bus near Kumasi, Ghana, on Monday.", "Kumasi", 2, 25.0),
        ("Gunmen burned a bus outside Kumasi, Ghana, on Monday.", "Kumasi", 2, 25.0),
        # Of Taloyoak only the airport is known: the town lies around it.
        ("Gunmen burned a bus in Taloyoak, Canada, on Monday.", "Taloyoak", 2, 25.0),
        ("Gunmen burned a bus 12 km north of Kumasi, Ghana, on Monday.", "Kumasi", 2, 15.0),
        ("Gunmen burned a bus about 40 miles south of Kumasi, Ghana, on Monday.", "Kumasi", 4, 80.5),
        ("Gunmen burned a bus 300 kilometres north of Kumasi, Ghana, on Monday.", "Kumasi", 5, 375.0),
        ("Gunmen burned a bus in the Ashanti Region of Ghana on Monday.", "Ghana", 6, None),
        ("Gunmen burned buses across 12 regions of Ghana on Monday.", "Ghana", 5, None),
        ("Gunmen burned buses in northern Ghana on Monday.", "Ghana", 5, None),
        ("Gunmen burned a bus in Travis County, Texas, on Monday.", "Travis County", 3, None),
        ("Gunmen burned a bus in western Jalisco, Mexico, on Monday.", "Jalisco", 4, None),
        ("Pirates boarded a ship in the Arabian Sea on Monday.", "Arabian Sea", 7, 1000.0),
    ],
)
def test_the_words_before_a_name_tell_how_far_it_holds(
    read, text: str, name: str, prec: int, radius: float | None
) -> None:
    mention = read(text)[name]
    assert mention.where_prec == prec
    if radius is None:
        assert mention.radius_km is None or prec == 1
    else:
        assert mention.radius_km == pytest.approx(radius, rel=0.3 if prec == 7 else 0.01)


def test_a_stretch_between_two_towns_is_as_wide_as_half_of_it(read) -> None:
    found = read("The truck was stopped on the road between Lyon and Grenoble, France, on Monday.")
    lyon, grenoble = found["Lyon"], found["Grenoble"]
    apart = distance_km(lyon.place.lat, lyon.place.lon, grenoble.place.lat, grenoble.place.lon)
    assert lyon.where_prec == grenoble.where_prec == 5, "94 km apart"
    assert lyon.radius_km == grenoble.radius_km == pytest.approx(apart / 2, abs=0.1)
    assert (lyon.other_end, grenoble.other_end) == (grenoble.place, lyon.place)
    near = read("The truck was stopped on the road between Haarlem and Amsterdam, the Netherlands.")
    assert near["Haarlem"].where_prec == near["Amsterdam"].where_prec == 2, "17 km apart"


def test_two_towns_that_are_only_listed_are_no_stretch(read) -> None:
    found = read("Trucks were stopped in Lyon and Grenoble, France, on Monday.")
    assert found["Lyon"].where_prec == found["Grenoble"].where_prec == 1
    assert found["Lyon"].other_end is found["Grenoble"].other_end is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("It happened 40 miles south of ", 64.4),
        ("a village 5km from ", 5.0),
        ("some 1,200 kilometres north-east of the city of ", 1200.0),
        ("They marched for 40 miles. It was south of ", None),
        ("the 2026 elections in ", None),
        ("40 people from ", None),
        ("the 5 million of ", None),
    ],
)
def test_a_distance_is_one_that_leads_to_the_name(before: str, expected: float | None) -> None:
    assert offset_km(before) == expected
