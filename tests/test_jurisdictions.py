"""Territories and authorities of one document."""

from __future__ import annotations

import pytest

from geo.resolve.jurisdictions import jurisdictions
from geo.sources.reader import make_document
from geo.types import Mention, Place, Telling

PERU = Place("1", "Peru", -9.2, -75.0, "country", "PE")
CUSCO = Place("2", "Cusco", -13.5, -72.0, "admin1", "PE", "Cusco", "PE.08")
CALCA = Place("3", "Calca", -13.32, -71.96, "city", "PE", "Cusco", "PE.08", "Calca")


def mention(text, word, place, role="event"):
    start = text.index(word)
    return Mention(start, start + len(word), word, role, place, 3, 1.0, "test")


def telling(text, trigger, *places, **changes):
    start = text.index(trigger)
    head = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    tail = text.find(".", start) + 1
    record = {
        "start": start,
        "end": start + len(trigger),
        "sent_start": head,
        "sent_end": tail,
        "type": "clash",
        "date_start": None,
        "date_end": None,
        "date_prec": None,
        "time": None,
        "places": places,
        "actors": (),
        "reality": "happened",
        "background": False,
        "duplicate_of": None,
    } | changes
    return Telling(**record)


def rows(nlp, text, mentions=(), tellings=()):
    return jurisdictions(nlp(text), mentions, tellings)


def test_a_town_makes_its_state_and_country_territory(nlp):
    text = "Gunmen fought the guards at Calca. Nobody slept."
    place = mention(text, "Calca", CALCA)
    found = rows(nlp, text, [place], [telling(text, "fought", place)])
    assert [(j.name, j.level, j.country, j.admin1, j.basis) for j in found] == [
        ("Peru", "federal", "PE", None, "territory"),
        ("Cusco", "state", "PE", "Cusco", "territory"),
    ]
    assert all(j.evidence == ((0, 34),) for j in found)


def test_a_place_only_mentioned_or_a_denied_event_makes_none(nlp):
    text = "Gunmen fought the guards at Calca. Nobody slept."
    place = mention(text, "Calca", CALCA, "mention")
    assert rows(nlp, text, [place]) == ()
    assert rows(nlp, text, [place], [telling(text, "fought", place, reality="denied")]) == ()
    assert rows(nlp, text, [place], [telling(text, "fought", place, background=True)]) == ()


@pytest.mark.parametrize(
    ("text", "name", "involvement"),
    [
        ("The Peruvian army closed the road.", "Peruvian army", "acted"),
        ("Members of the Peruvian army closed the road.", "Peruvian army", "acted"),
        ("The U.S. Embassy and the Peruvian army closed the road.", "Peruvian army", "acted"),
        ("He was caught in a raid by the Peruvian army.", "Peruvian army", "acted"),
        ("He was captured by the Peruvian army.", "Peruvian army", "acted"),
        ("The Peruvian army was deployed to the coast.", "Peruvian army", "acted"),
        ("The Peruvian army spoke of 12 dead.", "Peruvian army", "spoke"),
        ("The Peruvian army put the dead at 12.", "Peruvian army", "spoke"),
        ("The Peruvian army put 12 men at the gate.", "Peruvian army", "acted"),
        ("The Peruvian navy issued a warning to ships.", "Peruvian navy", "spoke"),
        ("The Peruvian navy set out what it knew.", "Peruvian navy", "spoke"),
        ("The Peruvian navy set out for the port.", "Peruvian navy", "acted"),
        ("The Peruvian army had put up a reward for him.", "Peruvian army", "named"),
        ("The Peruvian army offered to clear the road.", "Peruvian army", "named"),
        ("The Peruvian army would close the road.", "Peruvian army", "named"),
        ("The Peruvian army said the road was closed.", "Peruvian army", "spoke"),
        ("The Peruvian army, said the mayor, is on its way.", "Peruvian army", "named"),
        ("The Peruvian army, the Peruvian navy and others closed the road.", "Peruvian navy", "acted"),
        ("The road is closed, according to the Peruvian army.", "Peruvian army", "spoke"),
        ("Four Peruvian army officers were killed.", "Peruvian army", "named"),
        ("Gunmen attacked the Peruvian army.", "Peruvian army", "named"),
        ("The Peruvian army did not close the road.", "Peruvian army", "named"),
        ("The Peruvian army is large.", "Peruvian army", "named"),
    ],
)
def test_what_a_body_does_is_read_from_its_verb(nlp, text, name, involvement):
    found = [j for j in rows(nlp, text) if name in j.agencies]
    assert [(j.name, j.level, j.basis, j.involvement) for j in found] == [("Peru", "federal", "authority", involvement)]
    assert found[0].evidence == ((0, len(text)),)


def test_a_states_body_is_the_states(nlp):
    text = "Sonora state police cleared the road."
    (row,) = rows(nlp, text)
    assert (row.name, row.level, row.country, row.admin1) == ("Sonora", "state", "MX", "Sonora")
    assert (row.agencies, row.involvement) == (("Sonora state police",), "acted")


def test_the_place_inside_a_name_says_whose_body_it_is(nlp):
    text = "Cusco state police cleared the road."
    (row,) = rows(nlp, text, [mention(text, "Cusco", CUSCO, "part_of_name")])
    assert (row.name, row.country, row.admin1) == ("Cusco", "PE", "Cusco")


def test_a_territory_lists_its_own_countrys_bodies_only(nlp):
    text = "The Peruvian army and the U.S. Embassy moved people out of Calca."
    place = mention(text, "Calca", CALCA)
    found = rows(nlp, text, [place], [telling(text, "moved", place)])
    inside = [j for j in found if j.basis == "territory" and j.agencies]
    assert {(j.name, j.agencies) for j in inside} == {("Peru", ("Peruvian army",)), ("Cusco", ("Peruvian army",))}
    assert ("United States", ("U.S. Embassy",)) in {(j.name, j.agencies) for j in found if j.basis == "authority"}


def test_a_body_of_no_known_country_is_left_out(nlp):
    assert rows(nlp, "The army closed the road.") == ()


@pytest.mark.parametrize(
    ("text", "involved"),
    [
        ("Peru condemned the attack.", {("Peru", "federal")}),
        ("“No,” Quito said.", {("Ecuador", "federal")}),
        ("It was late, according to Lima.", {("Peru", "federal")}),
        ("Kerala shut its schools.", {("Kerala", "state")}),
        ("In Quito the foreign ministry said no.", {("Ecuador", "federal")}),
        ("Peruvian Defence Minister Ana Ruiz wept.", {("Peru", "federal")}),
        ("The mayor of Calca, Ana Ruiz, wept.", {("Calca", "municipal")}),
        ("In Calca the mayor, Ana Ruiz, wept.", {("Calca", "municipal")}),
        ("Quito shut its windows.", set()),
        ("Peru has mountains.", set()),
        ("A teacher in Calca, Ana Ruiz, wept.", set()),
        ("The U.N. Security Council met in Quito.", set()),
    ],
)
def test_whose_government_acts_or_speaks(pipeline, text, involved):
    document = make_document(f"It rained.\n\n{text}", {"published": "2024-03-06", "language": "en"}, name=None)
    found = {(j.name, j.level) for j in pipeline.extract(document).jurisdictions if j.basis == "authority"}
    assert found == involved


def test_a_text_about_nothing_involves_nobody(nlp):
    assert rows(nlp, "It rained all day.") == ()


def test_what_somebody_does_is_no_body(pipeline):
    def spoke(text):
        document = make_document(text, {"published": "2031-05-06", "language": "en"}, name=None)
        return {a for j in pipeline.extract(document).jurisdictions if j.involvement == "spoke" for a in j.agencies}

    assert spoke("Ana Ruiz, who represents the district in Congress, met them in Dallas. “He lied,” she said.") == set()
    assert spoke("Ana Ruiz, the governor of Texas, met them in Dallas. “He lied,” she said.") == {"governor of Texas"}


def test_somebody_quoted_in_office_speaks_for_the_body(nlp):
    text = "“The roads are open,” said Peruvian Defense Minister Ana Ruiz."
    spoken = [j for j in rows(nlp, text) if j.involvement == "spoke"]
    assert [(j.name, j.basis) for j in spoken] == [("Peru", "authority")]
    assert "Defense Minister" in spoken[0].agencies[0]


def test_what_a_body_did_in_another_incident_is_only_named(nlp):
    text = "The Peruvian army closed the road at Calca."
    place = mention(text, "Calca", CALCA)
    found = rows(nlp, text, [], [telling(text, "closed", place, background=True)])
    assert [(j.basis, j.involvement) for j in found] == [("authority", "named")]


def test_what_a_body_did_long_before_is_no_deed_of_the_incident(nlp):
    then = "Gunmen fought the guards at Calca. The Peruvian army closed the road in {}."
    for month, involvement in (("August 2018", "named"), ("June 2024", "acted")):
        text = then.format(month)
        place = mention(text, "Calca", CALCA)
        fought = telling(text, "fought", place, date_start="2024-06-09", date_end="2024-06-09", date_prec=1)
        found = {j.involvement for j in rows(nlp, text, [place], [fought]) if j.agencies}
        assert found == {involvement}, month


def test_a_body_that_acted_elsewhere_did_not_act_here(nlp):
    text = "Gunmen burned cars in Pisac after the Peruvian army raided a farm in Calca."
    pisac = Place("7", "Pisac", -13.42, -71.85, "city", "PE", "Tumbes", "PE.24")
    there, here = mention(text, "Calca", CALCA), mention(text, "Pisac", pisac)
    tellings = [telling(text, "burned", here), telling(text, "raided", there, actors=("the Peruvian army",))]
    found = {
        (j.name, j.involvement)
        for j in rows(nlp, text, [there, here], tellings)
        if j.basis == "territory" and j.agencies
    }
    assert found == {("Peru", "acted"), ("Peru", "named"), ("Cusco", "acted"), ("Tumbes", "named")}
