"""Whom "she" means where nobody is named: the subject of the sentence before ("The mayor left.  It was, she said")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language.people.governments import is_government_word
from geo.language.people.roles import role_noun
from geo.language.people.same_person import sex_of_title
from geo.language.quotes.phrases import phrase_end
from geo.language.quotes.speakers.bodies import Speaker
from geo.language.text.speech import roles

if TYPE_CHECKING:
    from geo.language.quotes.sentences import Layout
    from geo.language.text.parsed import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def subject_before(doc: Doc, layout: Layout, here: int, sex: str | None) -> tuple[int, tuple[int, int]] | None:
    """Noun and words of the one without a name, who may be of that sex, whom the sentence before a frame is about."""
    frame = layout.frames[here - 1] if here else None
    for token in doc[frame.start : frame.end] if frame is not None else ():
        if token.dep_ in _SUBJECTS and layout.owner[token.i] < 0 and _leads(token):
            first = min(token.left_edge.i, token.i)
            return (token.i, (first, phrase_end(doc, first, frame.end))) if frame and _is_one(token, sex) else None
    return None


def _leads(subject: Token) -> bool:
    """Whether a noun is the subject of its sentence's main clause."""
    return subject.head.dep_ == "ROOT"


def _is_one(noun: Token, sex: str | None) -> bool:
    """Whether a noun is one person by what they are, whom a pronoun of that sex may mean."""
    name = role_noun(noun) or (noun.lower_ if sex_of_title(noun.lower_) else None)
    single = noun.pos_ == "NOUN" and noun.tag_ != "NNS"
    return single and name is not None and sex_of_title(name) in (sex, None)


def name_before(doc: Doc, layout: Layout, here: int) -> Speaker | None:
    """The subject of the sentence before by a name that nothing shows to be a person's: "Doe rang.  He said …"."""
    frame = layout.frames[here - 1] if here else None
    for token in doc[frame.start : frame.end] if frame else ():
        if token.dep_ == "nsubj" and layout.owner[token.i] < 0:
            alone = token.pos_ == "PROPN" and token.left_edge.i == token.i and token.ent_type_ not in ("DATE", "TIME")
            return Speaker(token.text) if alone and not is_government_word(token.text) else None
    return None


def is_unnamed(speaker: Speaker, sex: str | None) -> bool:
    """Whether "he" may take up somebody without a name: "a teacher said …  He said …"."""
    told = [word for word in speaker.name.lower().split() if word in roles() or sex_of_title(word)]
    return bool(told) and sex in (None, sex_of_title(told[0]) or sex)
