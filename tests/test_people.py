"""Each person once, under all names, with role and government."""

from __future__ import annotations

import pytest

from geo.language.people.governments import government_of, is_government_word, named_governments
from geo.reconcile.people import within_a_sentence


def people(nlp, text):
    return [p.person for p in nlp(text)._.people]


def only(nlp, text):
    (person,) = people(nlp, text)
    return person


def names(nlp, text):
    return [p.name for p in people(nlp, text)]


# --- one person under all names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe came. Doe left.", "Jane Doe"),
        ("Doe came late, said Jane Doe.", "Jane Doe"),
        ("President Jane Doe came. President Doe left.", "Jane Doe"),
        ("Carlos Ramírez Ortega came. Ramírez left.", "Carlos Ramírez Ortega"),
        ("Carlos Ramírez Ortega came. Ortega left.", "Carlos Ramírez Ortega"),
        ("Lucía Núñez spoke. Nunez left.", "Lucía Núñez"),
        ("Peter Marcusson spoke. Marcuson left.", "Peter Marcusson"),
        ("Robert Smithson spoke. Bob Smithson left.", "Robert Smithson"),
        ("Jane Q. Public came. Jane Public left.", "Jane Q. Public"),
        ("John “El Gordo” Smith came. El Gordo left.", "John Smith"),
        ("Jane Smith-Jones came. Smith-Jones left.", "Jane Smith-Jones"),
        ("Park Geun-hye came.", "Park Geun-hye"),
        ("Energy Secretary Chad Miller came. Miller left.", "Chad Miller"),
        ("The US Ambassador to Mexico Ron Smithson came.", "Ron Smithson"),
    ],
)
def test_all_names_of_a_person_are_one(nlp, text, name):
    assert names(nlp, text) == [name]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jane Doe met John Doe.", 2),
        ("Ron Leeds met Ron Lee.", 2),
        ("Kim Baker met Tim Baker.", 2),
    ],
)
def test_two_people_stay_two(nlp, text, count):
    assert len(names(nlp, text)) == count


def test_mr_and_mrs_tell_two_people_of_one_name_apart(nlp):
    text = "Jane Doe and John Doe came. Mrs. Doe sat down. Mr. Doe left."
    found = {p.person.name: len(p.spans) for p in nlp(text)._.people}
    assert found == {"Jane Doe": 2, "John Doe": 2}


@pytest.mark.parametrize(
    "text", ["The Doe Foundation, set up by Jane Doe, closed.", "The Doe administration backed Jane Doe."]
)
def test_a_body_with_a_surname_in_it_is_no_mention(nlp, text):
    (person,) = nlp(text)._.people
    assert [text[s:e] for s, e in person.spans] == ["Jane Doe"]


def test_nicknames_are_aliases(nlp):
    assert "El Gordo" in only(nlp, "John Smith, known as “El Gordo,” came.").aliases
    assert "El Gordo" in only(nlp, "John “El Gordo” Smith came.").aliases


def test_a_word_between_marks_behind_a_name_is_no_alias(nlp):
    assert only(nlp, "John Smith called it “Madness” on Friday.").aliases == ()


def test_words_of_a_headline_are_no_names(nlp):
    assert names(nlp, "Doe Seeks More Money For Roads\n\nPresident Jane Doe asked for money.") == ["Jane Doe"]


def test_a_heading_names_somebody_whom_the_text_names_again(nlp):
    assert names(nlp, "White House Press Secretary Jane Doe\n\nOn Friday, Doe left.") == ["Jane Doe"]


@pytest.mark.parametrize(
    "text", ["“No,” wrote Xanthe Quill, an Ohio senator.", "Xanthe Quill said no. Quill left, Xanthe Quill said."]
)
def test_a_name_unknown_to_all_is_known_by_office_or_by_being_used_again(nlp, text):
    assert names(nlp, text) == ["Xanthe Quill"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor of Calca, Xanthu Quillo, told them.", "Xanthu Quillo"),
        ("His Cusco colleague, Xanthu Quillo, said no.", "Xanthu Quillo"),
        ("Xanthu Quillo's cabinet met on Monday.", "Xanthu Quillo"),
        ("One of them is Xanthu Quillo, 16. It rained.", "Xanthu Quillo"),
        ("Omar al-Farouk came. Farouk left.", "Omar al-Farouk"),
    ],
)
def test_a_name_is_known_by_what_stands_around_it(nlp, text, name):
    assert names(nlp, text) == [name]


@pytest.mark.parametrize(
    "text", ["They went from Torla to Broto, Lima, and home.", "Torla's cabinets were sold.", "Torla, 16 miles."]
)
def test_what_stands_around_a_place_makes_it_nobody(nlp, text):
    assert names(nlp, text) == []


def test_the_word_of_an_office_is_no_surname_there(nlp):
    text = "The Bishop of Calca wept. Jane Bishop left."
    (person,) = nlp(text)._.people
    assert [text[s:e] for s, e in person.spans] == ["Jane Bishop"]


def test_a_body_that_speaks_is_nobody(nlp):
    assert names(nlp, "Quill Records said no. Records fell, Quill Records, a record company, said.") == []


def test_a_title_alone_is_nobody_and_a_surname_that_looks_like_one_is(nlp):
    assert names(nlp, "The Deputy Secretary came.") == []
    assert names(nlp, "Charlie King came. Mr. King left.") == ["Charlie King"]


@pytest.mark.parametrize("text", ["Nuevo León is far.", "The New Mexico Department of Health closed.", "Mexico won."])
def test_places_and_bodies_are_no_people(nlp, text):
    assert names(nlp, text) == []


def test_spans_cover_the_names_without_titles(nlp):
    text = "President Jane Doe came. Doe left."
    (person,) = nlp(text)._.people
    assert [text[s:e] for s, e in person.spans] == ["Jane Doe", "Doe"]


# --- role and government


@pytest.mark.parametrize(
    ("text", "role", "jurisdiction"),
    [
        ("U.S. President Jane Doe came.", "U.S. President", "US"),
        ("White House Press Secretary Jane Doe came.", "White House Press Secretary", "US"),
        ("Jane Doe, an opposition Mexican senator, came.", "opposition Mexican senator", "MX"),
        ("The U.S. ambassador to Mexico, John Smith, came.", "U.S. ambassador to Mexico", "US"),
        ("Jane Doe, the deputy secretary of state, came.", "deputy secretary of state", "US"),
        ("Texas Gov. Jane Doe came.", "Texas Gov.", "US-Texas"),
        ("Jane Doe, the governor of Oaxaca, came.", "governor of Oaxaca", "MX-Oaxaca"),
        ("French Defense Minister Jane Doe came.", "French Defense Minister", "FR"),
        ("Jane Doe, a former French minister, came.", "former French minister", None),
        ("Jane Doe, a French singer, came.", "French singer", None),
        ("Jane Doe, a campaign spokeswoman in Texas, came.", "campaign spokeswoman in Texas", None),
        ("Cartel leader John Smith came.", "Cartel leader", None),
        ("So said the U.S. secretary of state, Jane Doe.", "U.S. secretary of state", "US"),
        ("The police spokesman, Insp. Jane Doe, came.", "police spokesman", None),
        ("Jane Doe, who heads the Peruvian rescue agency, came.", "heads the Peruvian rescue agency", "PE"),
        ("Jane Doe, who leads walks in Peru, came.", "leads walks in Peru", None),
        ("By evening President Jane Doe had left.", "President", None),
    ],
)
def test_role_and_government_as_the_text_gives_them(nlp, text, role, jurisdiction):
    person = only(nlp, text)
    assert (person.role, person.jurisdiction) == (role, jurisdiction)


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("White House Press Secretary Jane Doe came.", "White House"),
        ("French Defense Minister Jane Doe came.", "French"),
        ("Defense Minister Jane Doe came.", None),
    ],
)
def test_the_body_inside_a_role(nlp, text, affiliation):
    assert only(nlp, text).affiliation == affiliation


def test_the_end_of_a_role_is_no_title_of_an_alias(nlp):
    text = "White House Press Secretary Jane Doe came. Secretary Doe left."
    assert only(nlp, text).aliases == ("Secretary Doe",)


def test_an_office_without_a_country_belongs_to_the_one_the_text_is_about(nlp):
    assert only(nlp, "In Peru it rained. Defense Minister Jane Doe came to Peru's coast.").jurisdiction == "PE"


def test_two_countries_at_odds_leave_it_open(nlp):
    assert only(nlp, "Peru and Chile met Bolivia. Defense Minister Jane Doe came.").jurisdiction is None


def test_a_country_has_one_president(nlp):
    text = "French President Jane Doe met President John Smith in Paris. Smith spoke of Spain and of France."
    assert {p.name: p.jurisdiction for p in people(nlp, text)} == {"Jane Doe": "FR", "John Smith": "ES"}


def test_the_one_spoken_for_is_not_the_speaker(nlp):
    roles = {p.name: p.role for p in people(nlp, "A spokesman for Jane Doe, Peter Smith, came.")}
    assert roles["Jane Doe"] is None


@pytest.mark.parametrize(
    ("words", "known"), [("Mexico", True), ("nuevo leon", True), ("Mexican", True), ("Doe", False)]
)
def test_words_of_governments(words, known):
    assert is_government_word(words) is known


def test_the_counterpart_of_an_envoy_is_marked():
    assert [(g.code(), foreign) for g, foreign in named_governments("U.S. ambassador to Mexico")] == [
        ("US", False),
        ("MX", True),
    ]


def test_a_federal_office_in_a_state_speaks_for_the_country():
    government = government_of("U.S. attorney general in Texas", state_office=True)
    assert government is not None
    assert government.code() == "US"


@pytest.mark.parametrize("text", ["", "\n", "President", "Mr.", "“El Gordo”", "- Doe", "Jr."])
def test_scraps_break_nothing(nlp, text):
    assert isinstance(nlp(text)._.people, tuple)


@pytest.mark.parametrize(
    ("words", "language", "within"),
    [
        ("The authorities", "en", "the authorities"),
        ("Officials", "en", "officials"),
        ("Witnesses near the mill", "en", "witnesses near the mill"),
        ("Las autoridades", "es", "las autoridades"),
        ("Fuentes oficiales", "es", "fuentes oficiales"),
        ("El Heraldo", "es", "El Heraldo"),
        ("The Torlan army", "en", "The Torlan army"),
        ("Governor Jane Roe", "en", "Governor Jane Roe"),
        ("Las Cruces", "en", "Las Cruces"),
    ],
)
def test_who_began_a_sentence_is_called_as_within_one(words, language, within):
    assert within_a_sentence(words, language) == within
