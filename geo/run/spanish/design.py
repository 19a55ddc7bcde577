"""How the model is built: two networks of one kind, one for words and sentences, one for names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vectors import Vectors

#: Numbers that tell of a word; a row of each table is 4 × this many bytes on the disk.
WIDTH = 96
#: Decisions that are taught in one go; a text is cut into rows of so many, which are then taught side by side.
_MOVES = 30
_TABLES = {"NORM": 4000, "PREFIX": 800, "SUFFIX": 2500, "SHAPE": 500, "SPACY": 50}


def parser_of(vectors: Vectors) -> Language:
    """A pipeline that will tell parts of speech, features and relations."""
    nlp = spacy.blank("es")
    nlp.vocab.vectors = vectors
    nlp.add_pipe("tok2vec", config={"model": _reader()})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}})
    nlp.add_pipe("parser", config=_decider("parser", shared) | {"min_action_freq": 10})
    return nlp


def namer_of(vectors: Vectors) -> Language:
    """A pipeline that will tell names; its network is its own."""
    nlp = spacy.blank("es")
    nlp.vocab.vectors = vectors
    nlp.add_pipe("ner", config=_decider("ner", _reader()))
    return nlp


def _reader() -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": list(_TABLES),
        "rows": list(_TABLES.values()),
        "include_static_vectors": True,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def _decider(state: str, words: dict[str, Any]) -> dict[str, Any]:
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": words,
    }
    return {"model": model, "update_with_oracle_cut_size": _MOVES}
