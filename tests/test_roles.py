"""What a place does in its sentence: it happened there, a government acts, or it is only named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.gazetteer.lookup import open_gazetteer
from geo.resolve import resolve
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

Roles = dict[str, str]


@pytest.fixture(scope="module")
def roles(nlp: Language) -> Callable[[str], Roles]:
    gazetteer = open_gazetteer(Settings())
    return lambda text: {m.text: m.role for m in resolve(nlp(text), gazetteer)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shelter in place: Pokhara, Butwal and Bharatpur.\n\nThe notice ends tomorrow.", {"Pokhara", "Butwal"}),
        ("Areas affected:\n\n- Gulu District (with Gulu)\n\n- Kitgum\n\nReason: riots.", {"Gulu District", "Gulu"}),
        ("Austria raised its travel warning for Balochistan on Sunday.", {"Balochistan"}),
        ("A curfew order is in effect for Hermosillo, the consulate said on Monday.", {"Hermosillo"}),
        ("French citizens in Kaduna and Zaria were told to stay at home.", {"Kaduna", "Zaria"}),
        ("Visitors to Srinagar have been warned not to leave their hotels.", {"Srinagar"}),
        ("Incidents were recorded in four towns: Sucre, Oruro, Potosí and Tarija.", {"Sucre", "Oruro", "Tarija"}),
        ("Gunshots echoed through Port Sudan on Sunday night.", {"Port Sudan"}),
        ("Explosions rocked Kharkiv early on Monday.", {"Kharkiv"}),
        ("Residents of Goma heard heavy gunfire before dawn.", {"Goma"}),
        ("Passengers ran for cover at a station in Durban on Saturday.", {"Durban"}),
        ("No planes are landing at Goma any more.", {"Goma"}),
        ("Two bus companies stopped serving Quetta on Sunday.", {"Quetta"}),
        ("The floods have claimed 61 lives in Malawi.", {"Malawi"}),
        ("Thousands attended the burial of the slain mayor in Iquitos on Sunday.", {"Iquitos"}),
        ("The army’s jets bombed rebel areas of Taiz on Sunday.", {"Taiz"}),
        ("He fled to Batumi, where he was arrested on Monday.", {"Batumi"}),
        ("The embassy told its citizens not to travel to Goma.", {"Goma"}),
    ],
)
def test_it_happened_there(roles: Callable[[str], Roles], text: str, names: set[str]) -> None:
    found = roles(text)
    assert {name for name in names if found.get(name) == "event"} == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Branches of the bank: Pokhara, Butwal and Bharatpur.\n\nThey open on Monday.", "Pokhara"),
        ("The minister found warm words for Balochistan on Sunday.", "Balochistan"),
        ("French citizens in Kaduna were invited to a concert.", "Kaduna"),
        ("Visitors to Srinagar have been shown the gardens.", "Srinagar"),
        ("Concerts were held in four towns: Sucre, Oruro, Potosí and Tarija.", "Oruro"),
        ("A hot-air balloon rose over Latakia on Saturday.", "Latakia"),
        ("Residents of Goma elected a mayor.", "Goma"),
        ("Three airlines fly to Batumi twice a week.", "Batumi"),
        ("The film was shot by a crew from Malawi.", "Malawi"),
        ("The envoy asked for a report before he would travel to Goma.", "Goma"),
        ("He was arrested after a flight to Batumi, where his mother lives.", "Batumi"),
    ],
)
def test_it_did_not(roles: Callable[[str], Roles], text: str, name: str) -> None:
    assert roles(text).get(name) != "event"


def test_two_governments_share_their_noun(roles: Callable[[str], Roles]) -> None:
    assert roles("The plan was drawn up by the US and Kenyan governments.")["US"] == "metonym"
    assert roles("The plan was drawn up in the US and Kenyan coffee was drunk.")["US"] == "mention"
