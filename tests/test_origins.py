"""From whom outlets have what they print: speakers, agencies and stories; doubtful ones stay apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.export import tables
from geo.incident import Origin
from geo.lexicons import general, pattern, reading
from geo.pipeline import open_pipeline
from geo.present.origins import beside, few, name_of, origins_told
from geo.reconcile import reconcile
from geo.reconcile.credits.agencies import agencies_told, agency_of
from geo.reconcile.credits.outlets import outlet_names
from geo.reconcile.credits.translations import originals_of
from geo.reconcile.origins import merged, origins_of, same_number
from geo.reconcile.stories import stories_of
from geo.settings import Settings
from geo.sources import read_text

if TYPE_CHECKING:
    from geo.incident import Incident
    from geo.pipeline import Pipeline
    from geo.types import Document

SPEECH = (
    "We will not rest until all of those who did this to the people of the valley have been found, wherever they may "
    "hide and whoever may help them, and the barns will be built again before the winter comes"
)


def paper(publisher: str, text: str, **stated: str) -> Document:
    return read_text(publisher, text, title=publisher, publisher=publisher, published="2031-05-06", **stated)


def incident_of(pipeline: Pipeline, *told: tuple[str, str]) -> Incident:
    return reconcile([pipeline.try_extract(paper(*one)) for one in told])


def origins(incident: Incident) -> dict[str, set[str]]:
    """The outlets by the origin of their count of the dead."""
    names = {d.id: d.publisher or "" for d in incident.documents}
    toll = next(t for t in incident.tolls if (t.status, t.party_class) == ("killed", "all"))
    return {name_of(o): {names[i] for i in o.documents} for o in origins_of(toll.entries)}


# ------------------------------------------------------------------ chains of attribution
def test_six_outlets_may_have_two_origins(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", "At least 12 people were killed in Houston on Monday, AP reported, citing the prosecutor."),
        ("The Fly", "In Houston at least 12 people were killed on Monday, AP reported, citing the prosecutor."),
        ("The Ant", "On Monday at least 12 people were killed in Houston, AP reported, citing the prosecutor."),
        ("The Owl", "At least 12 people were killed in Houston on Monday, according to The Associated Press."),
        ("The Elk", "HOUSTON (AP) — At least 12 people were killed in an attack on a market in Houston on Monday."),
        ("The Cat", "Gunmen killed at least 12 people in Houston on Monday, according to AP."),
    )
    assert origins(told) == {
        "prosecutor (via AP)": {"The Bee", "The Fly", "The Ant"},
        "AP": {"The Owl", "The Elk", "The Cat"},
    }
    toll = next(t for t in told.tolls if (t.status, t.party_class) == ("killed", "all"))
    alike = same_number(toll.entries[0], toll.entries)
    assert origins_told(6, origins_of(alike)) == "6 outlets, 2 origins: AP, prosecutor (via AP)"


def test_a_row_says_from_whom_its_outlet_has_it_and_how_many_origins_there_are(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", "At least 12 people were killed in Houston on Monday, AP reported, citing the prosecutor."),
        ("The Elk", "HOUSTON (AP) — At least 12 people were killed in an attack on a market in Houston on Monday."),
        ("The Owl", "At least 12 people were killed in Houston on Monday, according to The Associated Press."),
        ("The Ant", "At least 12 people were killed in an attack on a market in Houston on Monday."),
    )
    toll = next(t for t in told.tolls if (t.status, t.party_class) == ("killed", "all"))
    said = {e.publisher: beside(e) for e in toll.entries}
    assert (said["The Bee"], said["The Elk"], said["The Ant"]) == ("via AP", "from AP", "")
    event = next(e for e in told.events if e.type == "killing")
    assert few(len(event.sources), event.origins) == f"{len(event.sources)} / {len(event.origins)}"
    assert (few(2, ()), few(2, event.origins[:1] * 2), few(1, event.origins[:1])) == ("2", "2", "1")


def test_one_official_is_one_origin_through_any_agency_and_in_any_language() -> None:
    pipeline = open_pipeline(Settings())  # with all languages that are read
    told = incident_of(
        pipeline,
        ("The Bee", "At least 12 people were killed in Houston on Monday, prosecutor Ann Bell told Reuters."),
        ("The Owl", "Prosecutor Ann Bell said at least 12 people were killed in Houston on Monday."),
        ("El Búho", "Al menos 12 personas murieron el lunes en Houston, dijo la fiscal Ann Bell a EFE."),
    )
    assert list(origins(told).values()) == [{"The Bee", "The Owl", "El Búho"}]
    assert next(iter(origins(told))).startswith("Ann Bell (via ")


def test_what_need_not_be_the_same_stays_apart(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", "Police said at least 12 people were killed in Houston on Monday."),
        ("The Owl", "Police said that at least 12 people had been killed in Houston on Monday."),
        ("The Elk", "At least 12 people were killed in Houston on Monday, witnesses said."),
        ("The Cat", "At least 12 people were killed in Houston on Monday, witnesses told the paper."),
        ("The Fly", "At least 12 people were killed in Houston on Monday, The Fly has learned, citing prosecutors."),
        ("The Ant", "At least 12 people were killed in Houston on Monday, The Ant has learned, citing prosecutors."),
    )
    assert all(len(outlets) == 1 for outlets in origins(told).values())


def test_a_reason_that_is_cited_is_nobody(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        (
            "The Bee",
            "At least 12 people were killed in Houston on Monday, and the army shut a pass citing bad weather.",
        ),
        ("The Owl", "At least 12 people were killed in Houston on Monday, citing injuries to the head as the cause."),
        ("The Elk", "At least 12 people were killed in Houston on Monday, and an airline left, citing Bad Weather."),
    )
    assert set(origins(told)) == {"The Bee", "The Owl", "The Elk"}
    toll = next(t for t in told.tolls if (t.status, t.party_class) == ("killed", "all"))
    assert {e.authority for e in toll.entries} == {"outlet"}


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        ("the Defence Ministry said in London", "the Defence Ministry said in Lima", [1, 1]),
        ("the Defence Ministry said in London", "the Defence Ministry said in London", [2]),
        ("the Police Department said", "the Police Department said", [1, 1]),  # of any town
        ("the Houston Police Department said", "the Houston Police Department said", [2]),
    ],
)
def test_a_body_named_by_its_kind_is_one_for_each_government(
    pipeline: Pipeline, one: str, other: str, texts: list[int]
) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", f"Twelve soldiers were killed in Houston on Monday, {one}."),
        ("The Owl", f"On Monday, twelve soldiers had been killed in Houston, {other}."),
    )
    toll = next(t for t in told.tolls if t.status == "killed")
    assert [len(o.documents) for o in origins_of(toll.entries)] == texts


def test_an_agency_that_is_only_named_is_no_origin(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", "At least 12 people were killed in Houston on Monday. Reuters could not verify the number."),
        ("The Owl", "At least 12 people were killed in Houston on Monday, near the office of Reuters."),
    )
    assert set(origins(told)) == {"The Bee", "The Owl"}


def test_an_event_says_from_whom_its_reports_come(pipeline: Pipeline) -> None:
    told = incident_of(
        pipeline,
        ("The Bee", "HOUSTON (AP) — Gunmen set fire to a market in Houston on Monday."),
        ("The Owl", "HOUSTON, May 6 (AP) — On Monday gunmen set fire to a market in Houston."),
        ("The Elk", "A market was set on fire in Houston on Monday."),
    )
    event = next(e for e in told.events if e.type == "arson")
    assert [(o.name, len(o.documents)) for o in event.origins] == [("AP", 2), ("The Elk", 1)]
    row = dict(zip(tables.EVENT_COLUMNS, tables.events(told).rows[told.events.index(event)], strict=True))
    assert row["origins"] == "AP; The Elk"


# ------------------------------------------------------------------ translations, where it is shown
ENGLISH = (
    "At least 12 people were killed in Houston on Monday, police said. The fire began at 14:35 and burned 27 houses on "
    "a street of 340 homes, and 1,250 people had to leave."
)
SPANISH = (
    "Al menos 12 personas murieron el lunes en Houston, dijo la policía. El incendio empezó a las 14:35 y quemó 27 "
    "casas de una calle de 340 viviendas, y 1.250 personas tuvieron que irse."
)
BEE = {"url": "https://www.bee.example/houston/"}


def told_twice(credit: str, spanish: str = SPANISH, day: str = "2021-05-06", **bee: str) -> set[frozenset[str]]:
    """The outlets of each origin of the dead, in an English report and a Spanish one with a credit."""
    documents = [
        read_text("The Bee", ENGLISH, title="B", publisher="The Bee", published="2021-05-06", **(BEE | bee)),
        read_text("El Búho", f"{spanish}\n\n{credit}", title="F", publisher="El Búho", published=day, language="es"),
        read_text(
            "The Owl",
            "At least 12 people were killed in Houston, police said.",
            title="O",
            publisher="The Owl",
            published="2021-05-06",
        ),
    ]
    pipeline = open_pipeline(Settings())
    incident = reconcile([pipeline.try_extract(d) for d in documents])
    names = {d.id: d.publisher for d in incident.documents}
    toll = next(t for t in incident.tolls if (t.status, t.party_class) == ("killed", "all"))
    return {frozenset(names[i] or "" for i in o.documents) for o in origins_of(toll.entries)}


TOGETHER = {frozenset({"The Bee", "El Búho"}), frozenset({"The Owl"})}


@pytest.mark.parametrize(
    "credit",
    [
        "Traducido de The Bee.",
        "(Traducción del artículo de The Bee)",
        "Este artículo fue publicado originalmente en inglés en The Bee.",
        "Lea el artículo original en inglés: http://bee.example/houston?x=1",
    ],
)
def test_a_translation_has_the_origin_of_its_original_where_it_says_so(credit: str) -> None:
    assert told_twice(credit) == TOGETHER


@pytest.mark.parametrize(
    ("credit", "stated"),
    [
        ("", {}),  # alike, and nothing says so
        ("Como informó The Bee.", {}),  # cited
        ("El comunicado fue traducido de la lengua local, según The Bee.", {}),  # another thing was translated
        ("Traducido de The Beekeeper.", {}),  # of an outlet of another name
        ("Traducido de The Bee.", {"day": "2021-05-05"}),  # before the original
        ("Traducido de The Bee.", {"day": "2021-05-20"}),  # weeks later
        (
            "Traducido de The Bee.",
            {"spanish": "Al menos 12 personas murieron el lunes en Houston, dijo la policía."},
        ),  # other figures
        ("Lea el artículo original en inglés: https://bee.example/torla", {}),  # another article
    ],
)
def test_what_need_not_be_a_translation_stays_apart(credit: str, stated: dict[str, str]) -> None:
    assert not any({"The Bee", "El Búho"} <= origin for origin in told_twice(credit, **stated))


def test_a_name_that_leads_to_two_texts_and_one_in_the_same_language_lead_nowhere() -> None:
    def one(text: str, publisher: str, **stated: str) -> Document:
        return read_text(publisher, text, title="T", publisher=publisher, published="2021-05-06", **stated)

    bees = [one(ENGLISH, "The Bee"), one(f"{ENGLISH} It was out by night.", "The Bee")]
    spanish = one(f"{SPANISH}\n\nTraducido de The Bee.", "El Búho", language="es")
    assert originals_of([*bees, spanish]) == {}
    assert originals_of([bees[0], spanish]) == {spanish.id: bees[0].id}
    english = one(f"{ENGLISH} All of it.\n\nTranslated from The Bee.", "The Owl")
    assert originals_of([bees[0], english]) == {}


def test_a_translation_of_the_other_way_and_one_without_a_day() -> None:
    faro = read_text("El Faro", SPANISH, title="F", publisher="El Faro", published="2021-05-06", language="es")
    for day, found in (("2021-05-07", True), (None, False)):
        owl = read_text("o", f"Translated from El Faro\n\n{ENGLISH}", title="O", publisher="The Owl", published=day)
        assert originals_of([faro, owl]) == ({owl.id: faro.id} if found else {})


# ------------------------------------------------------------------ whose report a text is
@pytest.mark.parametrize(
    ("text", "stated", "agency"),
    [
        ("MEXICO CITY (AP) — A road was blocked.", {}, "AP"),
        ("LONDON, Feb 3 (Reuters) - A road was blocked.", {}, "Reuters"),
        ("Bogotá, 3 feb (EFE).- Una carretera fue bloqueada.", {}, "EFE"),
        ("NEW DELHI (ANI) — A road was blocked.", {}, "ANI"),
        ("A road was blocked.", {"author": "Associated Press"}, "AP"),
        ("A road was blocked in the valley, and nobody could pass it for days.\n\n© AFP", {}, "AFP"),
        ("A road was blocked in the valley, and nobody could pass it for days.\n\n(Reuters)", {}, "Reuters"),
        ("A road was blocked.", {"author": "Ani Banerjee"}, None),
        ("A road was blocked, Reuters reported.", {}, None),
        ("(Reuters) - A road was blocked.", {}, "Reuters"),
        ("AFP — A road was blocked.", {}, "AFP"),
        ("A road\nBy Ann Bell, Associated Press\n\nGunmen blocked a road in the valley.", {}, "AP"),
        ("A road is blocked\nReuters Staff\n\nGunmen blocked a road in the valley.", {}, "Reuters"),
        ("A road was blocked.", {"author": "By The Associated Press"}, "AP"),
        ("A road was blocked.", {"author": "ANN BELL and JO HILL, Associated Press"}, "AP"),
        ("A road was blocked.", {"author": "Ann Bell / Reuters"}, "Reuters"),
        ("A road was blocked.", {"author": "Ann Bell of the Associated Press"}, "AP"),
        ("A road was blocked.", {"author": "Ana Pérez, corresponsal"}, None),
        ("A road was blocked.", {"url": "https://apnews.com/1"}, "AP"),
        ("Gunmen blocked a road.\n\nCopyright 2026 The Associated Press. All rights reserved.", {}, "AP"),
        ("Gunmen blocked a road.\n\n© 2026 AFP", {}, "AFP"),
        ("Unos hombres bloquearon una carretera.\n\n(c) EFE", {}, "EFE"),
        ("Gunmen blocked a road.\n\nSource: Reuters", {}, "Reuters"),
        # no credits of a text: an aside, another body of that name, a picture, help, another owner
        ("The sect (AP) — so it calls itself — blocked a road." * 3, {}, None),
        ("The photograph by Ann Bell (AP) - taken on Monday - shows a road.", {}, None),
        ("Parents' Association (PA) - a group of the town - blocked a road.", {}, None),
        ("Torla\nPhoto: Reuters\n\nGunmen blocked a road in the valley.", {}, None),
        ("Torla\nAnn Bell / Reuters\n\nGunmen blocked a road in the valley.", {}, None),
        ("Gunmen blocked a road.\n\nPhoto: Reuters", {}, None),
        ("Gunmen blocked a road.\n\nReuters contributed to this report.", {}, None),
        ("Gunmen blocked a road.\n\nCopyright 2026 The Bee. All rights reserved.", {}, None),
        ("Gunmen blocked a road in Torla.\n\nTORLA (AP) — A road was blocked.", {}, None),
        ("A road was blocked.", {"author": "Ann Bell, formerly of Reuters"}, None),
        ("A road was blocked.", {"url": "https://apnews.com.example/1"}, None),
        ("A road was blocked by the police (PA) of the town.", {}, None),
        ("A road was blocked in the valley, and nobody could pass it for days, said a reporter of AFP", {}, None),
        ("A road was blocked.", {"author": "Ann Bell, AP, and Jo Hill"}, None),
    ],
)
def test_whose_report_a_text_is(text: str, stated: dict[str, str], agency: str | None) -> None:
    assert agency_of(paper("The Bee", text, **stated)) == agency


@pytest.mark.parametrize(
    ("language", "sentence", "agencies"),
    [
        ("en", "12 people were killed, the mayor told The Bee and Reuters.", ("Reuters",)),
        ("en", "12 people were killed, the mayor said in an interview with AFP.", ("AFP",)),
        ("en", "AP reported that the mayor spoke of 12 dead.", ("AP",)),
        ("en", "12 people were killed, the mayor said, according to the news agency EFE.", ("EFE",)),
        ("es", "Murieron 12 personas, dijo la alcaldesa a EFE.", ("EFE",)),
        ("es", "Murieron 12 personas, dijo la alcaldesa, informó Reuters.", ("Reuters",)),
        ("en", "12 people were killed, and AP offices nearby were shelled, the mayor said.", ()),
        ("en", "12 people were killed, the mayor said, and denied what Reuters had reported.", ()),
        ("en", "12 people were killed, contrary to what AP reported, the mayor said.", ()),
        ("en", "12 people were killed, among them a Reuters photographer, the mayor said.", ()),
        ("en", "12 people were killed, the mayor said outside the Reuters building.", ()),
        ("en", "The mayor said 12 people were killed, and Reuters reported 14.", ()),
        ("es", "Murieron 12 personas, dijo la alcaldesa, y negó lo que informó Reuters.", ()),
    ],
)
def test_through_which_agency_somebody_speaks(language: str, sentence: str, agencies: tuple[str, ...]) -> None:
    with reading(language):
        assert agencies_told(sentence) == agencies


def test_the_names_of_agencies_are_of_one_each() -> None:
    names = [n for a in general("agencies")["agency"] for n in (*a["names"], *a.get("short", ()))]
    assert len(names) == len(set(names))


# ------------------------------------------------------------------ one story
STORY = (
    "Gunmen raided a farm near Torla on Monday and set the barns on fire before soldiers from the northern garrison "
    "reached the valley, and the road to the coast stayed closed through the night while crews searched the buildings."
)


def test_two_reports_that_print_one_statement_are_two_stories() -> None:
    one = paper("The Bee", f"The mayor spoke in the rain on Monday. “{SPEECH},” she said, and left at once.")
    two = paper(
        "The Owl", f"After the attack came the first words of the town hall: “{SPEECH}.” Nobody asked anything."
    )
    assert stories_of([one, two]) == ()
    straight = [replace(d, text=d.text.replace("“", '"').replace("”", '"')) for d in (one, two)]
    assert stories_of(straight) == ()


def test_one_report_under_other_headlines_is_one_story_also_where_it_quotes() -> None:
    papers = [paper(f"Paper {n}", f"Headline {n}\n\n{STORY} “{SPEECH},” the mayor said.") for n in range(3)]
    assert stories_of(papers) == (tuple(p.id for p in papers),)


def test_a_third_that_shares_a_little_does_not_hide_that_two_are_one() -> None:
    words = STORY.split()
    between = " ".join(words[:20]) + " but all else that this paper wrote about it was its own work from end to end"
    first, last = f"First of all. {STORY}", f"{STORY} That was the last of it."
    texts = [paper("A", first), paper("B", between), paper("C", last)]
    assert any({texts[0].id, texts[2].id} <= set(story) for story in stories_of(texts))


def test_what_a_digest_prints_has_the_origin_of_the_story_it_is_of(pipeline: Pipeline) -> None:
    wire = (
        "TORLA (AP) — Gunmen raided a market in Houston on Monday and set the stalls on fire before the soldiers came "
        "up from the river. At least 12 people were killed in Houston on Monday, and the road stayed closed all night."
    )
    own = (
        "Neighbours carried water until the morning came and hid in their cellars while shots rang out. "
        "Fifteen people were killed in Houston on Monday, a count by this newspaper of the graves has found."
    )
    told = incident_of(pipeline, ("The Bee", wire), ("The Fly", own), ("The Digest", f"{wire}\n\n{own}"))
    names = {d.id: d.publisher for d in told.documents}
    entries = [e for t in told.tolls if t.status == "killed" for e in t.entries]
    found = {
        (e.casualty.min, e.origin.name, frozenset(names[i] for i in e.origin.documents)) for e in entries if e.origin
    }
    assert found == {
        (12, "AP", frozenset({"The Bee", "The Digest"})),
        (15, "The Fly", frozenset({"The Fly"})),
        (15, "The Fly", frozenset({"The Digest"})),
    }


def test_two_reports_of_one_outlet_have_one_origin_and_two_outlets_of_one_name_two(pipeline: Pipeline) -> None:
    def told(*addresses: str | None) -> list[int]:
        texts = (
            "At least 12 people were killed in Houston on Monday.",
            "On Monday at least 12 people died in Houston, where shops were shut.",
        )
        papers = (
            paper("The Bee", text, **({"url": url} if url else {})) for text, url in zip(texts, addresses, strict=True)
        )
        incident = reconcile([pipeline.try_extract(one) for one in papers])
        toll = next(t for t in incident.tolls if (t.status, t.party_class) == ("killed", "all"))
        return [len(o.documents) for o in origins_of(toll.entries)]

    assert told("https://bee.example/1", "https://news.bee.example/2") == [2]
    assert told("https://bee.example/1", None) == [2]
    assert told("https://bee-tv.example/1", "https://bee-paper.example/2") == [1, 1]


# ------------------------------------------------------------------ putting together
def test_origins_of_one_name_and_key_are_one_and_others_are_not() -> None:
    found = merged(
        [
            Origin("Ann Bell", "speaker", ("AP",), ("a",)),
            Origin("Police", "speaker", (), ("b",), "b"),
            Origin("ann bell", "speaker", ("EFE",), ("c", "a")),
            Origin("Police", "speaker", (), ("d",), "d"),
            Origin("Police", "outlet", (), ("e",), "d"),
        ]
    )
    assert [(o.name, o.via, o.documents) for o in found] == [
        ("Ann Bell", ("AP", "EFE"), ("a", "c")),
        ("Police", (), ("b",)),
        ("Police", (), ("d",)),
        ("Police", (), ("e",)),
    ]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "12 people were killed, AP reported, citing the prosecutor.", "prosecutor"),
        ("en", "12 people were killed, said the paper, quoting a local official, and more were hurt", "local official"),
        ("en", "The police cited nobody for citing.", None),
        ("es", "Murieron 12 personas, informó AP, que citó a la fiscalía.", "fiscalía"),
        ("es", "Murieron 12 personas, informó AP citando al fiscal general.", "fiscal general"),
        ("es", "La cita a ciegas fue el lunes.", None),
    ],
)
def test_who_is_cited_is_read_in_both_languages(language: str, text: str, who: str | None) -> None:
    with reading(language):
        found = pattern("quotes", "sources", "citing").search(text)
    assert (found and found["who"]) == who


# ------------------------------------------------------------------ item by item
@pytest.mark.parametrize(
    "sentence",
    [
        "At least 12 people were killed in an attack in Houston on Monday, local media reported, citing Reuters.",
        "A bomb exploded in a market in Houston on Monday, wounding 12 people, the channel said, citing Reuters.",
        "Flooding in Houston killed 12 people on Monday, according to Reuters.",
        "Police arrested 12 people in Houston on Monday, Channel Four reported, citing Reuters.",
    ],
)
def test_a_count_and_the_event_of_one_sentence_have_one_origin(pipeline: Pipeline, sentence: str) -> None:
    told = incident_of(pipeline, ("The Bee", sentence))
    assert {name_of(e.origin) for t in told.tolls for e in t.entries if e.origin} == {"Reuters"}
    assert [[name_of(o) for o in e.origins] for e in told.events] == [["Reuters"]]


def outlets(*told: tuple[str | None, str]) -> list[str | None]:
    papers = [
        read_text(f"{n}", f"Text {n}.", url=url, **({"publisher": name} if name else {}))
        for n, (name, url) in enumerate(told)
    ]
    names = outlet_names(papers)
    return [names.get(one.id) for one in papers]


def test_who_shares_a_host_with_others_lends_them_no_name() -> None:
    assert outlets(
        ("Red Cross", "https://t.me/redcross/1"),
        (None, "https://t.me/s/rebelnews/5"),
        (None, "https://www.youtube.com/watch?v=1"),
        (None, "https://www.msn.com/en-us/news/a"),
        ("The Bee", "https://bee.example/1"),
        (None, "https://web.archive.org/web/20260223000000/https://www.bee.example/2"),
    ) == ["Red Cross", "t.me/rebelnews", None, None, "The Bee", "The Bee"]


def test_sections_of_one_outlet_are_one_outlet() -> None:
    told = outlets(
        ("The Bee - Latest headlines", "https://bee.example/1"),
        ("World | The Bee", "https://bee.example/2"),
        ("The Fly", "https://fly.example/1"),
        ("Sport of the Fly", "https://fly.example/2"),
    )
    assert told == ["The Bee", "The Bee", "The Fly", "Sport of the Fly"]


@pytest.mark.parametrize(("author", "agency"), [("Efe", None), ("Ria", None), ("EFE", "EFE"), ("Reuters", "Reuters")])
def test_a_given_name_is_no_agency(author: str, agency: str | None) -> None:
    assert agency_of(paper("The Bee", "A bridge burned.", author=author)) == agency
