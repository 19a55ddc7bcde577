"""Who said what: a sentence for each rule, and one that the rule must leave alone."""

from __future__ import annotations

import pytest

from geo.language.text.marks import find_regions, paragraphs


def said(nlp, text):
    """(kind, speaker, words) of each quote."""
    return [(q.kind, q.speaker, q.text) for q in nlp(text)._.quotes]


def speakers(nlp, text):
    return [q.speaker for q in nlp(text)._.quotes]


def regions(text):
    return [text[r.start : r.end] for r in find_regions(text)]


# --- marks


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“One,” she said, “two.”", ["One,", "two."]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("«Uno», dijo.", ["Uno"]),
        ("''One,'' she said.", ["One,"]),
        ("She said, ‘I don’t know.’", ["I don’t know."]),
        ("“He told me ‘never’ twice.”", ["He told me ‘never’ twice."]),
        ('“Curly and straight," he said.', ["Curly and straight,"]),
        ("„Unten und oben“, sagte er.", ["Unten und oben"]),
    ],
)
def test_every_make_of_mark_is_read(text, inside):
    assert regions(text) == inside


@pytest.mark.parametrize(
    "text", ["the workers’ plan", "a 6'2\" man", "the ‘90s and rock ’n’ roll", "Doe’s car, Roe’s bus"]
)
def test_apostrophes_and_measures_open_nothing(text):
    assert regions(text) == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Doe calls the fire a 'cowardly act.'", ["cowardly act."]),
        ("'We wait,' said Doe. 'So do the workers' wives.'", ["We wait,", "So do the workers' wives."]),
        ("the workers' plan, rock 'n' roll in the '90s, get 'em", []),
        ('"It was late. "Doe left and said "never."', ["It was late.", "never."]),
    ],
)
def test_straight_single_marks_and_marks_that_slipped(text, inside):
    assert regions(text) == inside


@pytest.mark.parametrize("mark", ["“", '"', "«"])
def test_an_unclosed_mark_ends_at_its_paragraph(mark):
    text = f"{mark}The bridge is closed, she said.\n\nThe road is open."
    assert regions(text) == ["The bridge is closed, she said."]


def test_an_unclosed_mark_ends_where_the_next_one_opens():
    assert regions('"The bridge is closed, she said. "The road is open," he said.') == [
        "The bridge is closed, she said.",
        "The road is open,",
    ]


def test_a_line_wrapped_in_mid_sentence_goes_on():
    text = "He said: “We will\nwait.”\nThe end."
    assert len(paragraphs(text)) == 2
    assert regions(text) == ["We will\nwait."]


def test_a_line_that_ends_with_a_stop_does_not_go_on():
    assert len(paragraphs("It was late.\nThe end.")) == 2


# --- kinds


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("“The road is open,” Jane Doe said.", "direct", "The road is open,"),
        ("Jane Doe said the road was “open to all.”", "mixed", "the road was “open to all.”"),
        ("Jane Doe said that the road was open.", "indirect", "the road was open"),
        ("The road is open, Jane Doe said.", "indirect", "The road is open"),
        ("The road, Jane Doe said, is open.", "indirect", "The road is open"),
        ("According to Jane Doe, the road is open.", "indirect", "the road is open"),
        ("The road is open, according to Jane Doe.", "indirect", "The road is open"),
        ("Jane Doe asked: “Who closed the road? Why?”", "direct", "Who closed the road? Why?"),
        ("“Who closed the road?” Jane Doe asked.", "direct", "Who closed the road?"),
    ],
)
def test_a_statement_is_direct_mixed_or_indirect(nlp, text, kind, words):
    assert said(nlp, text) == [(kind, "Jane Doe", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe opened the road on Friday.",
        "Jane Doe did not say that the road was open.",
        "Jane Doe would say that the road was open.",
        "Jane Doe wants to say that the road is open.",
        "The storm suggests that winter is near.",
        "Another company, Doe Motors, declared bankruptcy.",
    ],
)
def test_a_sentence_that_reports_nothing_has_no_quote(nlp, text):
    assert said(nlp, text) == []


# --- lines


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Two firemen\n   were hurt in the north.\nSnow fell.", 2),
        ("Bridge Shut After Storm\nJane Doe left on Friday.", 2),
        ("Photo by Jane Doe\nThe bridge at night\nThe river rose.", 3),
        ("It was late:\nbuses stopped at noon.", 2),
    ],
)
def test_a_sentence_runs_over_a_wrapped_line_and_over_no_other(nlp, text, sentences):
    assert len(list(nlp(text).sents)) == sentences


# --- names and labels between marks


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested John “El Gordo” Smith on Friday.",
        "The “Big House” was sold on Friday.",
        "The gang, known as “the nightmare,” left on Friday.",
    ],
)
def test_nicknames_and_labels_are_no_quotations(nlp, text):
    assert said(nlp, text) == []


def test_a_nickname_in_an_indirect_statement_does_not_make_it_mixed(nlp):
    text = "Police arrested John “El Gordo” Smith. Jane Doe said that nobody helped “El Gordo” on Friday."
    assert said(nlp, text) == [("indirect", "Jane Doe", "nobody helped “El Gordo” on Friday")]


def test_capitals_between_marks_are_words_where_somebody_says_them(nlp):
    assert said(nlp, "“Never,” Jane Doe said.") == [("direct", "Jane Doe", "Never,")]


# --- order and insertions


def test_the_inverted_order_gives_the_words_to_the_one_behind_the_verb(nlp):
    text = "Smith, wrote Jane Doe, an opposition senator, “doesn’t listen to anybody.”"
    assert said(nlp, text) == [("mixed", "Jane Doe", "Smith doesn’t listen to anybody.")]


def test_the_straight_order_gives_them_to_the_one_before(nlp):
    assert speakers(nlp, "Smith, angry at Jane Doe, said “nobody listens to anybody here.”") == ["Smith"]


def test_the_inverted_order_without_marks(nlp):
    assert said(nlp, "The ferry, said Acme Corp, sailed on Monday.") == [
        ("indirect", "Acme Corp", "The ferry sailed on Monday")
    ]


def test_words_behind_an_aside_belong_to_the_one_before_it(nlp):
    text = "Jane Doe wrote — as the ministry noted on Monday — that the state “gave every help it could in the search.”"
    assert speakers(nlp, text) == ["Jane Doe"]


def test_an_interrupted_sentence_is_one_quote_in_two_parts(nlp):
    (quote,) = nlp("“The road,” Jane Doe said, “is open again.”")._.quotes
    assert len(quote.parts) == 2
    assert quote.text == "The road, is open again."


def test_the_innermost_clause_has_the_words(nlp):
    text = "Jane Doe said she told the mayor: “We want our road back.”"
    assert [(q.cue, q.text) for q in nlp(text)._.quotes] == [("told", "We want our road back.")]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The plan, said Smith, who leads the union, “will kill jobs.”", "Smith", "The plan will kill jobs."),
        ("“We are late,” Jane Doe’s lawyer, John Smith, told me.", "John Smith", "We are late,"),
        ("“We are late,” Jane Doe, 82, told me.", "Jane Doe", "We are late,"),
        ("As Jane Doe put it, “we are on our own.”", "Jane Doe", "we are on our own."),
        (
            "The paper quoted Jane Doe as saying that “nobody came to the bridge.”",
            "Jane Doe",
            "nobody came to the bridge.",
        ),
        ("Jane Doe told the Leeds radio programme that “nobody should travel.”", "Jane Doe", "nobody should travel."),
        (
            "To see the old bridge, Jane Doe said, one should go there.",
            "Jane Doe",
            "To see the old bridge one should go there",
        ),
        ("Jane Doe said it rained, and that “nobody came.”", "Jane Doe", "it rained, and that “nobody came.”"),
        ("Jane Doe said that, “Of course we go” on with the work.", "Jane Doe", "“Of course we go” on with the work"),
        ("Jane Doe called the plan “a disaster for all.”", "Jane Doe", "the plan “a disaster for all.”"),
        ("Jane Doe urged people to stay at home.", "Jane Doe", "people to stay at home"),
    ],
)
def test_where_a_statement_begins_and_ends(nlp, text, speaker, words):
    assert [(q.speaker, q.text) for q in nlp(text)._.quotes] == [(speaker, words)]


def test_what_a_statement_calls_something_is_part_of_it(nlp):
    text = "Spokesperson Jane Doe said that Peru “firmly rejects” the charge, calling it “a complete fabrication.”"
    assert speakers(nlp, text) == ["Jane Doe"]


def test_what_somebody_points_at_is_no_statement(nlp):
    assert said(nlp, "Jane Doe pointed at the old bridge.") == []


# --- several sentences


def test_a_sentence_of_words_only_goes_on_with_the_last_speaker(nlp):
    text = "“The road is open,” Jane Doe said. “We thank the workers for their patience.”"
    assert said(nlp, text)[1] == ("direct", "Jane Doe", "We thank the workers for their patience.")


def test_a_paragraph_of_words_only_goes_on_too(nlp):
    text = "“The road is open,” Jane Doe said.\n\n“We thank the workers for their patience.”"
    assert speakers(nlp, text) == ["Jane Doe", "Jane Doe"]


def test_after_two_paragraphs_without_a_quote_nobody_is_guessed(nlp):
    text = "“It is open,” Jane Doe said.\n\nSnow fell.\n\nTrains ran.\n\n“We thank the workers for their patience.”"
    assert speakers(nlp, text)[-1] is None


def test_words_after_a_line_with_a_colon_are_that_speakers(nlp):
    assert speakers(nlp, "Jane Doe wrote this on Friday:\n\n“The road is open and so is the bridge.”") == ["Jane Doe"]


# --- who speaks


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jane Doe came late. “I am sorry,” she said.", "Jane Doe"),
        ("Jane Doe met John Smith. “I am sorry,” he said.", "John Smith"),
        ("The mayor, Jane Doe, came. “I am sorry,” the mayor said.", "Jane Doe"),
        (
            "French President Jane Doe met Spanish President John Smith. The Spanish president said it was late.",
            "John Smith",
        ),
        ("French President Jane Doe met Spanish President John Smith. The French leader said it was late.", "Jane Doe"),
        ("The Doe River Water Agency opened. Nobody came, the agency said.", "Doe River Water Agency"),
        ("“What a mess,” said one commentator on X.", "one commentator on X"),
        ("The road is open, the press office said.", "press office"),
        ("Acme Corp. told the newspaper that the ferry was late.", "Acme Corp."),
        ("Officials of the Peruvian government said it was late.", "Officials of the Peruvian government"),
        ("The report of Jane Doe, who said the road was open, was read.", "Jane Doe"),
        ("“The road is open and so is the bridge.” — Jane Doe", "Jane Doe"),
        (
            "Jane Doe issued a statement on Sunday commending the crews “for their courage in the long night.”",
            "Jane Doe",
        ),
    ],
)
def test_the_speaker_is_named_in_full(nlp, text, speaker):
    assert speakers(nlp, text) == [speaker]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Jane Doe came late. “I am sorry,” the Daily Bugle quoted her as saying.", "Jane Doe"),
        ("Jane Doe came late. “We are sorry,” the Daily Bugle said.", "Daily Bugle"),
        ("A cousin of Brown's, Jane Doe, told reporters that “nobody came home.”", "Jane Doe"),
        ("“We stay,” the Free Valley Front, or Hill Movement, said.", "Free Valley Front, or Hill Movement"),
        ("“We stay,” the Free Valley Front said.", "Free Valley Front"),
        ("Small crowds came - where the Bears played the Wolves - while chanting, “No more tolls.”", "Small crowds"),
        (
            "Jane Doe said no. Senator Peter Brown, who lost, named one reason. “The young are tired of it.”",
            "Peter Brown",
        ),
        ("John Smith said it was late. “The young are tired of all this.”", "John Smith"),
        ("President Jane Doe came. It was what their party leader called a “season of fear”.", "their party leader"),
        ("President Jane Doe came. The leader said it was late.", "Jane Doe"),
        ("James O’Brien came. “We are late,” said O'Brien.", "James O’Brien"),
    ],
)
def test_the_last_statement_is_theirs(nlp, text, last):
    assert speakers(nlp, text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe stood trial. The judge said that it was late.",
        "Jane Doe fell ill. A senator said that it was late.",
    ],
)
def test_an_office_that_may_be_anybodys_is_not_given_to_the_last_one_named(nlp, text):
    assert "Jane Doe" not in speakers(nlp, text)


def test_an_office_not_told_before_is_the_last_ones(nlp):
    assert speakers(nlp, "Jane Doe came home to Ohio. The senator said that it was late.") == ["Jane Doe"]


def test_he_is_the_one_the_sentence_before_is_about(nlp):
    text = "President John Smith met his rival, Peter Brown. The president did not greet Brown. He said it was late."
    assert speakers(nlp, text) == ["John Smith"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Jane Doe said no. It was late, said a teacher, who left. “I waited,” she said.", "teacher"),
        ("Jane Doe said no. The town was calm, said the army. “I waited,” she said.", "Jane Doe"),
        ("Ana Soto said no. Home at last is Jane Doe, 16. “I waited,” she said.", "Jane Doe"),
        ("Jane Doe's cabinet met. “I ran,” said John Roe, a guide. “We will pay,” the premier said.", "Jane Doe"),
        ("The farmers and the union, Jane Doe had said on her way home, “have to talk.”", "Jane Doe"),
        ("“It opens,” the school's chief executive, Jane Doe, said.", "Jane Doe"),
        ("“It opens,” says a voice on a tape that reached us.", "voice on a tape"),
        ("Jane Doe came. “It opens,” said a guide in a town that she knew.", "guide in a town"),
    ],
)
def test_who_speaks_where_it_is_told_by_what_they_are(nlp, text, last):
    assert speakers(nlp, text)[-1] == last


def test_it_is_the_body_named_before(nlp):
    assert speakers(nlp, "The Doe Water Agency issued an alert. “Nobody should drink it,” it said.") == [
        "Doe Water Agency"
    ]


def test_a_heading_names_the_one_whom_the_text_calls_he(nlp):
    text = "US Ambassador to France John Smith\n\nSmith came on Sunday.\n\n“I am glad,” he wrote."
    (quote,) = nlp(text)._.quotes
    assert (quote.speaker, quote.affiliation, quote.jurisdiction) == ("John Smith", "US Ambassador to France", "US")


def test_a_transcript_gives_each_turn_to_its_speaker(nlp):
    text = "Reporter Jane Doe met John Smith.\nDOE: How are you?\nSMITH: I am fine.\nDOE: Thank you."
    assert [q.speaker for q in nlp(text)._.quotes] == ["Jane Doe", "John Smith", "Jane Doe"]


def test_a_heading_with_a_colon_is_no_transcript(nlp):
    assert said(nlp, "Smith: No new roads this year\n\nSnow fell on the town.") == []


# --- the record


def test_spans_point_into_the_text(nlp):
    text = "On Friday Jane Doe said: “The road is open.” Snow fell."
    (quote,) = nlp(text)._.quotes
    assert text[quote.start : quote.end] == "The road is open."
    assert text[quote.sent_start : quote.sent_end] == "On Friday Jane Doe said: “The road is open.”"
    assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text == "Jane Doe"
    assert quote.cue == "said"


def dated(nlp, text):
    return [q.said_on for q in nlp(text, "2024-03-06")._.quotes]


def test_a_statement_has_the_day_told_beside_its_clause(nlp):
    assert dated(nlp, "Jane Doe said on Monday that the road was open.") == ["2024-03-04"]
    assert dated(nlp, "Last May, Jane Doe said: “The road is open to all.”") == ["2023-05"]


def test_a_day_inside_the_statement_is_not_its_own(nlp):
    assert dated(nlp, "Jane Doe said that the road was closed on Monday.") == [None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Jane Doe said on Monday it was open. “Nobody need worry,” she said.", ["2024-03-04", "2024-03-04"]),
        ("Jane Doe said on Monday it was open. Earlier, she said it was shut.", ["2024-03-04", None]),
        ("Jane Doe said on Monday it was open. John Smith said it was shut.", ["2024-03-04", None]),
        ("Jane Doe said on Monday it was open. She has said it was shut.", ["2024-03-04", None]),
        ("Jane Doe said on Monday it was open.\n\nSnow fell.\n\nDoe said it was shut.", ["2024-03-04", None]),
    ],
)
def test_what_the_same_speaker_goes_on_to_say_was_said_that_day(nlp, text, days):
    assert dated(nlp, text) == days


@pytest.mark.parametrize("text", ["", "\n", "“", "said", "— Doe", "“”", "according to", "Doe:", "“a” — B", '"\n"'])
def test_scraps_break_nothing(nlp, text):
    assert isinstance(nlp(text)._.quotes, tuple)


@pytest.mark.shared
def test_the_inverted_order_in_a_full_article(nlp, shared):
    text = (shared / "seeds" / "003_309c425b9ca67967.txt").read_text(encoding="utf-8")
    (quote,) = [q for q in nlp(text)._.quotes if "proceed with conviction" in q.text]
    assert (quote.speaker, quote.jurisdiction) == ("Lilly Tellez", "MX")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In July, the council called for a moratorium on new roads.", "a moratorium on new roads"),
        ("The mayor accused the firm of hiding the leak.", "the firm of hiding the leak"),
        (
            "Roe says she hopes to win, but she knows the race is hard.",
            "she hopes to win, but she knows the race is hard",
        ),
    ],
)
def test_what_is_called_for_charged_or_goes_on(nlp, text, words):
    assert [q.text for q in nlp(text)._.quotes] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor called the office on Monday.", []),
        ("Roe says she hopes to win, but the race is hard.", ["she hopes to win"]),
    ],
)
def test_a_call_by_phone_and_the_reporters_but_are_no_words_of_the_speaker(nlp, text, words):
    assert [q.text for q in nlp(text)._.quotes] == words


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Deputy Director of the Pan American Health Organization (PAHO), Dr Jane Roe, said aides are in camps.",
            "Jane Roe",
        ),
        ("The Pan American Health Organization (PAHO) said aides are in camps.", "Pan American Health Organization"),
        ("The mayor (who was late) said the road was open.", "mayor"),
    ],
)
def test_a_short_name_in_brackets_is_no_end_of_the_speaker(nlp, text, speaker):
    assert nlp(text)._.quotes[0].speaker == speaker


# --- names and pronouns that a sentence's shape tells


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I ran,” said a bellhop, Tavita Sefo, 28, who fell.", "Tavita Sefo"),
        ("“I ran,” said the head of the Reef Trust, Tavita Sefo.", "Tavita Sefo"),
        ("The judge who freed them, Ana Soto, reasoned that it was “not likely”.", "Ana Soto"),
        ("Three women came. “I ran,” said one of them, Ana Soto.", "Ana Soto"),
        ("“We close the road,” said Capt. Tavita Sefo Lome for the council.", "Tavita Sefo Lome"),
        ("“I ran,” said the poet al-Sadiq al-Omari.", "al-Sadiq al-Omari"),
        # a new sentence with words of its own does not report those before it
        ("“We are with you,” Ana Soto said. “We weep.” Mayor Jon Holm said it was late.", "Ana Soto"),
    ],
)
def test_the_one_named_beside_an_attribute_speaks(nlp, text, speaker):
    quoted = [q.speaker for q in nlp(text)._.quotes if q.kind != "indirect"]
    assert set(quoted) == {speaker}


def test_a_number_behind_a_town_is_no_age(nlp):
    assert "Broto" not in {p.person.name for p in nlp("They closed the road in Torla, Broto, 12, and Fiscal.")._.people}


def test_a_quote_is_still_that_of_the_one_told_right_behind_it(nlp):
    assert speakers(nlp, "“Why now?” Ana Soto asked.") == ["Ana Soto"]


def test_a_pronoun_means_one_of_its_own_paragraph(nlp):
    text = "Roads were shut, Jon Holm said.\n\nLima sends its envoy, Peter Brown, on Monday. He called it “brutal”."
    assert speakers(nlp, text)[-1] == "Peter Brown"
    text = "Roads were shut, Jon Holm said.\n\nLima sends its trucks on Monday. He called it “brutal”."
    assert speakers(nlp, text)[-1] == "Jon Holm"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # those who do something behind the words do not say them; who spoke in the sentence before goes on
        ("A deal was out of the question: “Their goal was to kill us all,” and they had meant to stay.", "Omar Lund"),
        ("A deal was out of the question: “Their goal was to kill us all.”", "Omar Lund"),
        ("Captain Ana Ruiz was blunt: “They will come back to us tonight,” and they did.", "Ana Ruiz"),
    ],
)
def test_words_behind_a_colon_are_of_the_one_before_it(nlp, text, speaker):
    before = "The interior ministry spoke of 23 dead.\n\nSome were “shot in the head,” the mayor, Omar Lund, said. "
    assert speakers(nlp, before + text)[-1] == speaker


def test_a_statement_is_that_of_the_body_that_spoke_in_its_paragraph(nlp):
    text = "Two were freed, the foreign ministry announced. They owe “ill gains”, the statement said."
    assert speakers(nlp, text)[-1] == "foreign ministry"
    text = "Two were freed, the attorney general's office announced. They owe “ill gains”, the statement said."
    assert speakers(nlp, text)[-1] == "attorney general's office"
    text = "Two were freed, Jon Holm announced. They owe “ill gains”, the statement said."
    assert speakers(nlp, text)[-1] != "Jon Holm"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # an office by another word
        (
            "Men ran, Inspector General Peter Odongo said.\n\n“We are here,” the police chief told reporters.",
            "Peter Odongo",
        ),
        ("Their ambassador, Avi Stern, came. “We are here,” said the envoy.", "Avi Stern"),
        ("The Peruvian consul, Juan Rey, came. “We are here,” the diplomat said.", "Juan Rey"),
        ("Sen. Kate Hill voted no. “We are here,” the lawmaker said.", "Kate Hill"),
        ("Pope Leo prayed. “We are here,” the pontiff said.", "Leo"),
        # … not of another kind, nor who was told of since without a name
        ("Fire Marshal Adam Long left. “We are here,” the police chief said.", "police chief"),
        ("Mayor Tom Brown came. “We are here,” the ambassador said.", "ambassador"),
        ("The ambassador, Jane Doe, met an envoy of the rebels. “We are here,” the envoy said.", "envoy"),
        ("Spokesman Carl Hunt spoke. A senior official was asked. “We are here,” the official said.", "official"),
        # the one to whom the text has turned
        (
            "Mayor Juan Mora hinted at it; a day later Governor Luis Paz took it back. “We are here,” he said.",
            "Luis Paz",
        ),
        ("Carl Hunt denied it; his lawyer, Neil Frost, went further. “We are here,” he said.", "Neil Frost"),
        ("Tom Brown said that Paul Dent had lied. “We are here,” he said.", "Tom Brown"),
        ("Tom Brown, who met Paul Dent on Friday, was angry. “We are here,” he said.", "Tom Brown"),
        ("Tom Brown left. His rival, Peter Hale, was blunt: now, he said, “we are here, and late.”", "Peter Hale"),
        # one who is told by what they are, and something inserted
        ("“We are here,” a grieving relative, remembering her, told the crowd, and got a laugh.", "grieving relative"),
        ("“We are here,” a cousin, wiping his eyes, told the mourners.", "cousin"),
    ],
)
def test_who_is_meant_by_another_word_or_a_later_clause(nlp, text, speaker):
    assert next(q.speaker for q in nlp(text)._.quotes if "e are here" in q.text) == speaker


def test_a_name_that_the_text_explains_does_not_take_the_office_before(nlp):
    text = "“No,” the police chief told reporters.\n\nRed Front, the rebels from the hills, said that two were lost."
    assert [p.person.role for p in nlp(text)._.people if "chief" in (p.person.role or "")] == []


def test_a_thing_beside_words_is_no_speaker(nlp):
    assert "bell" not in speakers(nlp, "“We are here,” a bell, ringing late, told the town.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The photograph by Jane Doe shows a river. The defence minister said the road was open.", "defence minister"),
        ("By Jane Doe\n\nA river rose at noon. The defence minister said the road was open.", "defence minister"),
        ("Jane Doe\n\nA river rose at noon. The defence minister said the road was open.", "defence minister"),
        # of whom the text tells is no maker of it
        ("Jane Doe arrived at noon. The Vermont senator said the road was open.", "Jane Doe"),
        ("The speech by Jane Doe was short. The Vermont senator said the road was open.", "Jane Doe"),
        (
            "The photograph by Jane Doe shows a river. Jane Doe spoke at noon. The senator said the road was open.",
            "Jane Doe",
        ),
    ],
)
def test_who_made_a_picture_or_the_text_has_no_office_in_it(nlp, text, speaker):
    assert speakers(nlp, text)[-1] == speaker


def test_nothing_is_said_on_a_day_behind_that_of_printing_or_in_this_year(nlp):
    def days(text):
        return [q.said_on for q in nlp(text, published="2024-06-10")._.quotes]  # a Monday

    assert days("He is to visit on Wednesday, Mayor Jane Doe said; he would greet him at the gate.") == [None]
    assert days("Mayor Jane Doe asked “why does it have to be the 250th attack” this year.") == [None]
    assert days("Mayor Jane Doe said on Sunday that the port was open.") == ["2024-06-09"]
    assert days("Mayor Jane Doe said in 2019 that the port was open.") == ["2019"]


def test_an_office_with_two_duties_is_one_speaker_and_no_pronoun_opens_a_name(nlp):
    office = "The road is closed, according to Secretary of Security and Civilian Protection Jane Doe."
    assert speakers(nlp, office) == ["Jane Doe"]
    assert speakers(nlp, "The road is closed, according to Jane Doe and Peter Brown.") == ["Jane Doe and Peter Brown"]
    assert speakers(nlp, "Norway would sue whoever sold the gun, its foreign minister said.") == ["foreign minister"]
    assert speakers(nlp, "He had not been told of the assault, his office said.") == ["his office"]
