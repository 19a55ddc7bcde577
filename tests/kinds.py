"""Kinds of text that a slow rule would show itself on, each as long as asked for; all written by us.

A kind is a function from a number of characters to a text of that many.  No newspaper prints such texts; files that
people drop (tables, logs, transcripts, lists, one endless sentence) come close to many of them.
"""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Kind = Callable[[int], str]

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
ONES = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "twenty-one", "sixty")
TOWNS = (
    "Lyon",
    "Toledo",
    "Springfield",
    "Nairobi",
    "Lima",
    "Hamburg",
    "Osaka",
    "Perth",
    "Quito",
    "Bergen",
    "Tampico",
    "Valencia",
    "Cordoba",
    "San Jose",
    "Santa Fe",
    "Monterrey",
    "Aleppo",
    "Kano",
    "Medan",
    "Izmir",
)
STATES = ("Ohio", "Texas", "Jalisco", "Sonora", "Bavaria", "Queensland", "Ontario", "Punjab", "Kerala", "Oaxaca")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "May", "June", "August", "October", "December")
BODIES = (
    "the Ministry of Health",
    "the National Guard",
    "the state police",
    "the Attorney General's Office",
    "the Interior Ministry",
    "the army",
    "the Navy",
    "the sheriff's office",
    "the Defense Department",
    "the mayor's office",
    "the federal police",
    "the Senate",
    "the Supreme Court",
    "the White House",
)
ACTS = (
    "soldiers raided a house",
    "gunmen set fire to two trucks",
    "crowds blocked the highway",
    "a bomb exploded",
    "police arrested a man",
    "the airport was closed",
    "troops were deployed",
    "schools were closed",
    "the president condemned the attack",
    "prisoners escaped from the jail",
    "three officers were killed",
    "flights were cancelled",
)
REPORT = (
    "Gunmen killed at least 12 people and wounded 30 others in an attack on a market in Kano on Monday, police "
    "said. “We heard shots and ran,” said Amina Bello, a trader. The governor, Tunde Okafor, said soldiers had "
    "been sent to the area, about 40 miles north of the capital, and that three suspects were arrested. "
    "Roads were blocked and two buses set ablaze, according to the Ministry of Defence. Okafor denied that "
    "the toll had reached 20. “No one will be spared,” he told reporters.\n\n"
)


def again(unit: str) -> Kind:
    """The same words again and again."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def counted(make: Callable[[int], str], between: str = " ") -> Kind:
    """A piece for each number from 0 on."""

    def kind(size: int) -> str:
        pieces, length = [], 0
        for i in itertools.count():
            if length >= size:
                break
            pieces.append(make(i))
            length += len(pieces[-1]) + len(between)
        return between.join(pieces)[:size]

    return kind


def nested(opening: str, middle: str, closing: str) -> Kind:
    """Brackets in brackets: as many open as close behind them."""

    def kind(size: int) -> str:
        depth = max(1, (size - len(middle)) // (len(opening) + len(closing)))
        return (opening * depth + middle + closing * depth)[:size]

    return kind


def mixed(units: tuple[str, ...], between: str = " ", seed: int = 7) -> Kind:
    """Pieces drawn at random, the same ones for each size."""

    def kind(size: int) -> str:
        rng = random.Random(seed)
        return counted(lambda _: rng.choice(units), between)(size)

    return kind


def word(i: int) -> str:
    """An invented word for each number, another one for each below 270,000."""
    n, letters = i, ""
    for k in range(6):
        bank = VOWELS if k % 2 else CONSONANTS
        n, at = divmod(n, len(bank))
        letters += bank[(at + k) % len(bank)]
    return letters


def name(i: int) -> str:
    """An invented person."""
    return f"{word(3 * i + 5).capitalize()} {word(7 * i + 11).capitalize()}son"


def _figure(i: int) -> str:
    return f"{1 + i * 37 % 900}"


#: Repeated as they stand.
_UNITS = {
    "he said she said": "he said she said ",
    "speaking verbs in a chain": "he said she told them he added she warned they claimed he insisted ",
    "speaking verbs with stops": "He said. She added. They warned. ",
    "said on Monday that she said": "said on Monday that she ",
    "relative clauses nested": "the man who said that the woman who told the guard who knew that ",
    "that that that": "that ",
    "of the of the": "of the ",
    "prepositions in a chain": "in the house on the road by the river near the town at the end of the valley in ",
    "between A and B and C": "between Lyon and Toledo and Lima and ",
    "near near near": "near ",
    "north of north of": "north of ",
    "40 miles south of": "40 miles south of Lima, ",
    "numbers in a row": "12 7 430 9 88 ",
    "numbers with commas": "12, 7, 430, 9, 88, ",
    "numbers with thousands": "1,200,300 45,000 7,000 ",
    "number words": "twenty-one hundred thousand and six million ",
    "number words with commas": "twenty-one, two hundred, six million, a dozen, ",
    "a hundred thousand thousand": "thousand hundred ",
    "and and and": "and ",
    "comma list": "bread, salt, water, ",
    "semicolon list": "they came; they saw; ",
    "dashes": "the plan — as he put it — failed — ",
    "hyphens in words": "well-known-and-long-and-",
    "brackets opened only": "( ",
    "parentheses of corrections": "the [new] mayor (sic) said [he] was (not) there ",
    "double quotes opened only": "“ he said ",
    "single quotes opened only": "‘ he said ",
    "straight quotes": '" he said ',
    "straight single quotes": "'tis 'n' the workers' plan ",
    "guillemets opened": "« he said „ she said ",
    "two straight quotes": "`` he said '' ",
    "curly and straight mixed": '“yes" he said “no" ',
    "closed quotes": "“We ran,” she said. ",
    "quotes in one sentence": "“we ran” and ",
    "quoted titles": "the “big” plan of the “red” house ",
    "one letter": "a ",
    "one word without an end": "supercalifragilistic",
    "digits without an end": "1234567890",
    "decimals without an end": "1.2.3.4.5.",
    "one address": "https://example.org/a/b?c=d&e=f ",
    "one address without an end": "https://example.org/a/b?c=d&e=f",
    "e-mail addresses": "jane.doe@example.org ",
    "emoji": "😀🔥 ",
    "combining marks": "e\u0301\u0302\u0303",
    "Chinese": "警察说周一有三人死亡。",
    "Arabic": "قالت الشرطة إن ثلاثة قتلوا ",
    "zero-width characters": "he\u200bsaid\u200d ",
    "blank lines": "\n\n",
    "words apart by spaces": "word          ",
    "words apart by tabs": "word\t\t\tword\t",
    "spaces only": " ",
    "full stops": ". ",
    "dots": ".",
    "exclamation marks": "no!!! ",
    "HTML tags": '<p class="a"><b>He said</b></p> ',
    "HTML entities": "&amp;&lt;&#39; ",
    "Markdown table": "| 12 | Lyon | killed |\n|---|---|---|\n",
    "Markdown list": "- He said so.\n* 12 dead\n",
    "headings": "## He said\n",
    "titles": "Mr. Mrs. Gen. Dr. ",
    "titles and surnames": "Mr. Smith Mrs. Jones Gen. Brown ",
    "one name": "Jane Doe ",
    "one name with commas": "Jane Doe, ",
    "acronyms": "FBI CIA DEA NATO ",
    "one body of government": "Ministry of Defense of the State of ",
    "bodies of government": "the Ministry of Health, the state police, the army and the Navy ",
    "agencies of one state": "Texas Department of Public Safety Texas Rangers Texas National Guard ",
    "governments": "Mexican American French Texan ",
    "one toponym": "Toledo ",
    "one toponym with commas": "Toledo, ",
    "town and state": "Toledo, Ohio, Springfield, Texas, ",
    "capitals": "POLICE SAID TWELVE WERE KILLED IN LYON ",
    "no capitals": "police said twelve were killed in lyon ",
    "weekdays": "Monday Tuesday Wednesday ",
    "on Monday and Tuesday and": "on Monday and Tuesday and ",
    "dates in a row": "May 3, 2020 June 4, 2021 ",
    "days and months": "3 May 4 June on May 5 and ",
    "years": "in 2019 and 2020, ",
    "times of day": "at 9:30 a.m. and 10 p.m. ",
    "two days before": "two days before the blast two days after the blast ",
    "last week and next month": "last week next month earlier this year ",
    "killed killed": "killed ",
    "dead and wounded": "dead wounded killed injured ",
    "3 dead, 4 dead": "3 dead, 4 dead, ",
    "were killed and": "12 people were killed and 30 were wounded and ",
    "of the 5 of the 7": "including 3 of the 5 of the 7 ",
    "at least at least": "at least ",
    "at least 3 at least 4": "at least 3 at least 4 ",
    "among them": "70 people, 25 guards among them, ",
    "a guard was killed": "a guard was killed and a nurse was hurt and ",
    "killed or wounded": "40 people were killed or wounded or ",
    "the toll rose": "the death toll rose to 25: 12 guards, 5 gunmen and a nurse, ",
    "nobody of": "none of the 60 people aboard ",
    "pronouns": "he she they it him her them ",
    "denials": "not not never no ",
    "he did not deny": "he did not deny that she denied that ",
    "hypotheticals": "if if unless would could ",
    "if they attack": "if they attack they would kill and ",
    "raids": "the raid the military operation the capture of the leader ",
    "attacks": "the attack on the market the blast in the town the shooting of a man ",
    "road figures": "85 highways in 11 states ",
    "percentages": "12 percent 30% 5.5 per cent ",
    "money": "a $15 million reward of €3bn or 20 million pesos ",
    "rewards": "a reward of $5 million for information leading to his arrest and ",
    "adverbs": "very very quickly ",
    "adjectives": "big old red dark ",
    "to go to go": "to want to try to ",
    "possessives": "the man's brother's friend's ",
    "footers": "All rights reserved. This material may not be published, broadcast or redistributed. ",
    "bylines": "By Jane Doe and John Roe Photo: AP ",
    "datelines": "LYON, France (AP) — Police said so.\n",
    "one report": REPORT,
}

#: A piece for each number.
_COUNTED = {
    "names": counted(name),
    "names with commas": counted(name, ", "),
    "names who speak": counted(lambda i: f"{name(i)} said so.\n"),
    "surnames only": counted(lambda i: f"Mr. {word(i).capitalize()}", ". "),
    "one surname, many people": counted(lambda i: f"{word(i).capitalize()} Smith", ", "),
    "officials": counted(lambda i: f"Governor {name(i)} of {STATES[i % len(STATES)]}, a senator,"),
    "nicknames": counted(lambda i: f"{name(i)}, known as “{word(i).capitalize()}”, was held."),
    "unknown names of places": counted(lambda i: f"in {word(i).capitalize()}", ", "),
    "towns": counted(lambda i: TOWNS[i % len(TOWNS)]),
    "towns with commas": counted(lambda i: TOWNS[i % len(TOWNS)], ", "),
    "towns in states": counted(lambda i: f"in {TOWNS[i % len(TOWNS)]}, {STATES[i * 7 % len(STATES)]}", "; "),
    "towns in sentences": counted(lambda i: f"Police raided a house in {TOWNS[i % len(TOWNS)]} on Monday."),
    "many bodies": counted(lambda i: BODIES[i % len(BODIES)], ", "),
    "new bodies": counted(lambda i: f"the Ministry of {word(i).capitalize()}", ", "),
    "new acronyms": counted(lambda i: word(i).upper()),
    "capitalised words": counted(lambda i: word(i).capitalize()),
    "unknown words": counted(word),
    "unknown words in lines": counted(word, "\n"),
    "headlines": counted(lambda i: f"{ONES[i % len(ONES)].capitalize()} killed in {TOWNS[i % len(TOWNS)]}", "\n"),
    "counts in sentences": counted(lambda i: f"{_figure(i)} people were killed."),
    "counts of sides": counted(lambda i: f"{_figure(i)} soldiers and {_figure(i + 3)} gunmen died"),
    "counts in one sentence": counted(lambda i: f"{_figure(i)} people were killed", ", "),
    "vague counts": counted(lambda i: ("dozens", "hundreds", "scores")[i % 3] + " died", ". "),
    "number words in a row": counted(lambda i: ONES[i % len(ONES)]),
    "figures in sentences": counted(lambda i: f"Crews cleared {_figure(i)} roadblocks in {_figure(i + 1)} towns."),
    "events in sentences": counted(lambda i: f"{ACTS[i % len(ACTS)].capitalize()}."),
    "events in one sentence": counted(lambda i: ACTS[i % len(ACTS)], " and "),
    "events with commas": counted(lambda i: ACTS[i % len(ACTS)], ", "),
    "events on dates": counted(lambda i: f"On {MONTHS[i % 7]} {1 + i % 28} {ACTS[i % len(ACTS)]}.", " "),
    "statements on dates": counted(lambda i: f"{name(i)} said on {WEEKDAYS[i % 7]} that {ACTS[i % len(ACTS)]}."),
    "transcript": counted(lambda i: f"{word(i % 3).upper()}: We did what we could on {WEEKDAYS[i % 7]}.", "\n"),
    "log lines": counted(lambda i: f"2024-05-{1 + i % 28:02} 09:{i % 60:02}:11 ERROR {word(i)} failed", "\n"),
    "table of counts": counted(lambda i: f"{TOWNS[i % len(TOWNS)]}\t{_figure(i)}\t{_figure(i * 5)}", "\n"),
    "quotes of many": counted(lambda i: f"“We saw {_figure(i)} of them,” said {name(i)}."),
    "quotes without a name": counted(lambda i: f"“We saw {word(i)}.”", " "),
    "open quotes in lines": counted(lambda i: f"“We saw {word(i)}", "\n"),
    "parentheses nested": nested("(", "he said", ")"),
    "words in parentheses nested": nested("he said (", "so", ")"),
    "square brackets nested": nested("[", "he said", "]"),
    "quotes nested": nested("“", "he said", "”"),
    "quotes of two sorts nested": nested("“he said ‘", "so", "’”"),
}

_ALL = (*(unit.strip("\n") for unit in _UNITS.values() if len(unit) < 100), *ACTS, *BODIES, *TOWNS)

KINDS: dict[str, Kind] = {
    **{key: again(unit) for key, unit in _UNITS.items()},
    **_COUNTED,
    "all of these, in one line": mixed(_ALL),
    "all of these, with stops": mixed(_ALL, ". "),
    "all of these, in lines": mixed(_ALL, "\n"),
    "all of these, in paragraphs": mixed(_ALL, ",\n\n", seed=11),
}
"""Name → the text of that many characters."""


def sizes(first: int = 1000, doublings: int = 3) -> Iterator[int]:
    """1, 2, 4 … kB: each twice the one before."""
    return (first << k for k in range(doublings + 1))
