"""Reads a parse in Universal Dependencies as one in the labels that our rules know.

Models differ in how they draw the same sentence.  spaCy's English ones hang a noun on its preposition and a complement
on "be" (the ClearNLP labels ``prep``, ``pobj``, ``attr``); those of most languages hang the preposition on the noun and
"be" on the complement (``case``, ``obl``, ``cop``).  Rules that knew both would be written twice.  They know the first,
and what a model of the second kind says is redrawn here, once, right behind its parser.

Sources: https://universaldependencies.org/u/dep/ and
https://github.com/clir/clearnlp-guidelines/blob/master/md/specifications/dependency_labels.md
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language.text.forms import is_participle_form, morph
from geo.language.text.grammar import verbs_of_participle
from geo.language.text.speech import speech_forms
from geo.lexicons import Words, entry

if TYPE_CHECKING:
    from spacy.language import Language

    from geo.language.text.parsed import Doc, Token

#: The same relation under another name.
_NAMES = {
    "obj": "dobj",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "expl:pass": "auxpass",
    "expl:pv": "prt",
    "expl:impers": "prt",
    "nmod:poss": "poss",
    "det:poss": "poss",
    "acl:relcl": "relcl",
    "compound:prt": "prt",
    "obl:tmod": "npadvmod",
    "obl": "npadvmod",
    "obl:arg": "dative",
}
#: What belongs to the sentence and not to the noun that is its predicate.
_OF_CLAUSE = frozenset(
    {"nsubj", "nsubj:pass", "csubj", "expl", "aux", "mark", "cc", "punct", "advcl", "parataxis", "ccomp", "obl"}
)
#: Kinds of names under the name by which our rules know them.
_KINDS = {"PER": "PERSON"}
#: What words are to their verb or noun whatever preposition stands before them: "más de 25"; objects only behind one
#: that a language puts before whom a verb is done to: "mataron a 25 soldados".
_WITH_PREPOSITION = frozenset({"nsubj", "nsubj:pass", "nummod", "advmod", "det", "amod", "fixed", "flat", "pobj"})
#: What says how many, where a number may hang on it: "más de 25 soldados".
_QUANTITY = frozenset({"nummod", "det", "advmod"})
#: Words of "por lo menos" and the number behind it.
_LONGEST_TURN = 4
_BOUNDING = Words("text", "bounding_turns")
_PASSIVE = Words("text", "passive_auxiliaries")
_COUNTING = frozenset({"NUM", "DET", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CORE = _SUBJECTS | {"obj"}
#: What may stand between a subject and its verb.
_HELPING = frozenset({"AUX", "ADV", "PRON"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = {"NOUN": "NN", "PROPN": "NNP"}
_TAGS = {"ADJ": "JJ", "NUM": "CD", "DET": "DT", "ADP": "IN", "ADV": "RB"}
_FINITE = {"Past": "VBD", "Imp": "VBD", "Pres": "VBP", "Fut": "VB"}


@dataclass(slots=True)
class _Tree:
    heads: list[int]
    labels: list[str]
    sentences: list[range]
    """For each token those of its sentence."""

    def children(self, head: int) -> list[int]:
        """Those that hang on a token, in the order of the text."""
        return [i for i in self.sentences[head] if self.heads[i] == head and i != head]


@lru_cache(maxsize=4)
def speaks_universal(nlp: Language) -> bool:
    """True for a model whose parser knows no ``pobj``; spaCy makes the list of labels anew each time it is asked."""
    return "pobj" not in nlp.pipe_labels.get("parser", ["pobj"])


def read_universal(doc: Doc) -> Doc:
    """``doc`` with heads, labels and tags redrawn; words, lemmas, parts of speech and names stay."""
    sentences = [words for sent in doc.sents for words in [range(sent.start, sent.end)] * len(sent)]
    tree = _Tree([t.head.i for t in doc], [t.dep_ for t in doc], sentences)
    for copula in [i for i, label in enumerate(tree.labels) if label == "cop"]:
        _lift_copula(tree, copula)
    _lift_prepositions(tree, doc)
    _name_clauses(tree, doc)
    _redraw(doc, tree)
    _name_kinds(doc)
    return doc


def _lift_prepositions(tree: _Tree, doc: Doc) -> None:
    joining = [token for token in doc if token.dep_ in {"fixed", "case"}]
    for token in joining:
        if token.pos_ in _COUNTING:
            _loosen(tree, token)
    for token in joining:
        if tree.labels[token.i] == "case":
            _close_turn(tree, token)
    for token in joining:
        if tree.labels[token.i] == "case" and not _bounds_number(tree, token):
            _lift_preposition(tree, token)


def _name_clauses(tree: _Tree, doc: Doc) -> None:
    for token in doc:
        if tree.labels[token.i] in _SUBJECTS:
            _part_clauses(tree, token)
    for token in doc:
        _name_clause(tree, token)


def _part_clauses(tree: _Tree, noun: Token) -> None:
    """As in "Murieron 34 hombres y 70 fueron detenidos", where a model gives the second verb both as its subject.

    Who stands right behind a verb without a subject is its own; the last one listed is the second verb's.
    """
    doc, label, second = noun.doc, tree.labels[noun.i], tree.heads[noun.i]
    first, listed = noun.left_edge.i - 1, [c for c in tree.children(noun.i) if tree.labels[c] == "conj"]
    if first < 0 or tree.heads[second] != first or tree.labels[second] != "conj" or not listed:
        return
    last = listed[-1]
    core = {tree.labels[c] for c in tree.children(first)} & _CORE
    between = doc[doc[last].right_edge.i + 1 : second]
    if core or doc[first].pos_ != "VERB" or not last < second or any(t.pos_ not in _HELPING for t in between):
        return
    tree.heads[noun.i], tree.labels[noun.i] = first, "nsubj"
    tree.heads[last], tree.labels[last] = second, label


def _name_clause(tree: _Tree, token: Token) -> None:
    """Tell passives and relative clauses, and hang a number on its noun."""
    doc, label, head = token.doc, tree.labels[token.i], tree.heads[token.i]
    if label in {"aux", "aux:pass"} and token.lemma_ in _PASSIVE and morph(doc[head], "VerbForm") == "Part":
        _tell_passive(tree, token.i)
    elif label == "conj" and token.pos_ == "ADJ" and is_participle_form(token):
        _read_participle(tree, token)
    elif label == "acl" and _is_relative(tree, token):
        tree.labels[token.i] = "relcl"
    elif label == "nummod" and tree.labels[head] in _QUANTITY and head < token.i:
        tree.heads[token.i] = tree.heads[head]
    elif label in {"nummod", "amod"} and doc[head].pos_ == "VERB" and morph(doc[head], "VerbForm") == "Fin":
        _tell_of_verb(tree, token.i)


def _read_participle(tree: _Tree, word: Token) -> None:
    """As in "fueron emboscados y asesinados", where a small model takes the second for an adjective."""
    passive = any(tree.labels[c] == "auxpass" for c in tree.children(tree.heads[word.i]))
    verbs = verbs_of_participle(word.lemma_.lower()) if passive else ()
    if len(verbs) == 1:
        word.pos_, word.lemma_ = "VERB", verbs[0]


def _tell_of_verb(tree: _Tree, word: int) -> None:
    """As in "y tres permanecen desaparecidas": before a verb a number is its subject, behind it a state its own."""
    verb = tree.heads[word]
    if tree.labels[word] == "amod" and word > verb:
        tree.labels[word] = "xcomp"
    elif (
        tree.labels[word] == "nummod"
        and word < verb
        and not any(tree.labels[c] in _SUBJECTS for c in tree.children(verb))
    ):
        tree.labels[word] = "nsubj"


def _lift_copula(tree: _Tree, copula: int) -> None:
    """As in "the town is safe": "is" leads, "safe" hangs on it, and what belongs to the sentence moves up."""
    predicate = tree.heads[copula]
    top = tree.heads[predicate]
    for child in tree.children(predicate):
        adverb = tree.labels[child] == "advmod" and child < copula  # "not safe", and not "very safe"
        if (tree.labels[child] in _OF_CLAUSE or adverb) and child != copula:
            tree.heads[child] = copula
    tree.heads[copula] = copula if top == predicate else top
    tree.labels[copula] = tree.labels[predicate]
    tree.heads[predicate], tree.labels[predicate] = copula, "attr"


def _lift_preposition(tree: _Tree, preposition: Token) -> None:
    """As in "died in Lima": "in" hangs on the verb, the noun on "in"; a second preposition on the first noun stays."""
    noun, at = tree.heads[preposition.i], preposition.i
    label = tree.labels[noun]
    listed = label == "conj" and tree.labels[tree.heads[noun]] == "obj"  # "mató a su esposa y a tres hijos"
    of_object = (label == "obj" or listed) and preposition.lower_ in (entry("text", "before_object") or ())
    if label in _WITH_PREPOSITION or of_object or noun == tree.heads[noun]:
        return
    if preposition.doc[noun].pos_ in _VERBAL:
        tree.labels[at] = "mark"  # "para detener"
        return
    tree.heads[at], tree.heads[noun] = tree.heads[noun], at
    tree.labels[noun] = "pobj"
    tree.labels[at] = label if label == "conj" else "agent" if label == "obl:agent" else "prep"
    if label == "conj" and tree.labels[tree.heads[at]] == "pobj":
        tree.heads[at] = tree.heads[tree.heads[at]]  # "in Lima and in Callao": the second hangs on the first "in"


def _loosen(tree: _Tree, counting: Token) -> None:
    """As in "hirió a otro oficial", where a small model joins "otro" to the preposition: it belongs to the noun."""
    noun = tree.heads[counting.i]
    noun = tree.heads[noun] if noun < counting.i else noun
    if noun > counting.i:
        tree.heads[counting.i] = noun
    tree.labels[counting.i] = "nummod" if counting.pos_ == "NUM" else "det"


def _close_turn(tree: _Tree, preposition: Token) -> None:
    """As in "fueron hallados sin vida tres migrantes": a turn that ends with a noun governs nobody behind it.

    A small model takes it for a preposition of two words; whom it governs is then the verb's own.
    """
    doc, noun = preposition.doc, tree.heads[preposition.i]
    joined = [c for c in tree.children(preposition.i) if tree.labels[c] == "fixed"]
    verb = tree.heads[noun]
    if not joined or doc[joined[-1]].pos_ != "NOUN" or noun < joined[-1] or not verb < preposition.i:
        return
    tree.heads[preposition.i], tree.labels[preposition.i] = verb, "prep"
    tree.labels[joined[-1]] = "pobj"
    if tree.labels[noun] == "obl" and doc[joined[-1]].nbor().dep_ != "case":
        led = {tree.labels[c] for c in tree.children(verb)}
        passive = "nsubj:pass" if "aux:pass" in led else "nsubj"
        tree.labels[noun] = "obj" if led & _SUBJECTS and "obj" not in led else passive


def _bounds_number(tree: _Tree, preposition: Token) -> bool:
    """As in "al menos 25 soldados murieron": the turn is no preposition, and those counted are the verb's own."""
    doc, at = preposition.doc, preposition.i
    own = tuple(f"{turn} " for turn in _BOUNDING if turn.startswith(preposition.lower_))
    begins = bool(own) and doc[at : at + _LONGEST_TURN].text.lower().startswith(own)
    numbered = 0 < at < len(doc) - 1 and doc[at + 1].pos_ == "NUM"
    ends = numbered and doc[at - 1 : at + 1].text.lower() in _BOUNDING
    if not (begins or ends):
        return False
    noun = tree.heads[preposition.i]
    verb = tree.heads[noun]
    tree.labels[preposition.i] = "advmod"
    if tree.labels[noun] == "obl":
        has_subject = any(tree.labels[c] in {"nsubj", "nsubj:pass"} for c in tree.children(verb))
        tree.labels[noun] = "obj" if has_subject or noun > verb else "nsubj"
    return True


def _tell_passive(tree: _Tree, auxiliary: int) -> None:
    """As in "fueron detenidos", where a treebank does not tell a passive from "han detenido"."""
    verb = tree.heads[auxiliary]
    tree.labels[auxiliary] = "auxpass"
    for child in tree.children(verb):
        if tree.labels[child] == "nsubj":
            tree.labels[child] = "nsubjpass"


def _is_relative(tree: _Tree, verb: Token) -> bool:
    """As in "personas que murieron", where a treebank does not tell such a clause from a participle's."""
    return morph(verb, "VerbForm") == "Fin" and not any(tree.labels[c] == "mark" for c in tree.children(verb.i))


def _redraw(doc: Doc, tree: _Tree) -> None:
    for token, label in zip(doc, tree.labels, strict=True):
        token.dep_, token.tag_ = _label(token, label), _tag(token)
    doc.hang(tree.heads)


def _name_kinds(doc: Doc) -> None:
    """Give names the kinds that our rules know, and verbs of speech the lemma that the model missed."""
    for token in doc:
        token.ent_type_ = _KINDS.get(token.ent_type_, token.ent_type_)
        if token.pos_ == "VERB" and token.lemma_ == token.lower_:
            token.lemma_ = speech_forms().get(token.lower_, token.lemma_)
    for name in doc.ents:
        name.label_ = _KINDS.get(name.label_, name.label_)


def _label(token: Token, label: str) -> str:
    if label == "advmod" and morph(token, "Polarity") == "Neg":
        return "neg"
    return _NAMES.get(label, label.partition(":")[0])


def _tag(token: Token) -> str:
    """The tag of the Penn Treebank that says what the token's morphology says; else the one it has."""
    if token.pos_ in {"VERB", "AUX"}:
        return _tag_of_verb(token)
    if token.pos_ in _NOUNS:
        return _NOUNS[token.pos_] + ("S" if morph(token, "Number") == "Plur" else "")
    return _TAGS.get(token.pos_, token.tag_)


def _tag_of_verb(token: Token) -> str:
    form = morph(token, "VerbForm")
    if form in {"Part", "Ger", "Inf"}:
        return {"Part": "VBN", "Ger": "VBG", "Inf": "VB"}[form]
    tag = _FINITE.get(morph(token, "Tense"), "VBP")
    third = morph(token, "Person") == "3" and morph(token, "Number") == "Sing"
    return "VBZ" if tag == "VBP" and third else tag
