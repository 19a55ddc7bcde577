"""Finds words of a language that stand in code: ``python -m tests.inline_words [PATH]`` lists them by module.

What is English belongs into ``data/lexicons/en``.  Looked at are all strings of the rooms that read texts, but for
those that are no words of a text: the parser's labels, the values of our own records, sections of lexicons, keys
under which something is kept, and sentences that the program says to its user.
"""

from __future__ import annotations

import ast
import re
import sys
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo.incident
import geo.types

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("geo/language", "geo/resolve", "geo/reconcile")
#: Modules that write English for the screen (reasons, titles), or speak of the parser and of files alone.
OTHERS = (
    "geo/language/arithmetic.py",
    "geo/language/name_moves.py",
    "geo/language/pipeline.py",
    "geo/language/tag_rules.py",
    "geo/language/text/labels.py",
    "geo/language/text/parsed.py",
    "geo/language/text/forms.py",
    "geo/language/people/governments.py",
    "geo/reconcile/events/set_aside.py",
    "geo/reconcile/title.py",
    "geo/reconcile/tolls/checks.py",
    "geo/reconcile/tolls/not_its_toll.py",
    "geo/reconcile/tolls/toll.py",
    "geo/resolve/__init__.py",
    "geo/resolve/candidates/each_mention.py",
    "geo/resolve/candidates/features.py",
    "geo/resolve/event_places.py",
    "geo/resolve/candidates/rank.py",
    "geo/resolve/candidates/second_opinion.py",
)
#: Of the model: dependencies, parts of speech, kinds of names.
LABELS = set(
    """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative
    dep det dobj expl flat intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss
    preconj predet prep prt punct quantmod relcl tmod xcomp
    ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB
    CD DT EX IN JJ JJR JJS MD NN NNP NNPS NNS PDT POS PRP RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ WDT WP WRB
    CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME WORK OF ART
    fixed MISC PER Fin Fut Plur Sing
    NFKD Za""".split()  # noqa: SIM905 - lists are long
)
#: Functions whose arguments name an entry of a lexicon or a key.
ASK = set(
    """Words entry table lexicon general pattern once words phrases group in_group named_in with_name given_names
    _one_of getattr TypeVar hasattr cast get group _table fates with_suffix decode open marks""".split()  # noqa: SIM905 - lists are long
)
#: A text of so many words is a sentence to the user; a regular expression has no spaces of its own between its words.
SENTENCE = re.compile(r"(?:[A-Za-z{][\w’'{}.,:;\"()]*\s+){3,}")


def _values(module: Any) -> Iterator[str]:
    for found in vars(module).values():
        yield from (value for value in typing.get_args(found) if isinstance(value, str))
        yield from getattr(found, "__annotations__", {})


#: Further values of ours: what kinds of places, bodies, rules and columns are called, and parts of addresses.
KINDS = set(
    """signed intransitive transitive attack blast prior army diplomacy navy man woman dates institutions counts
    tellings area town Others all police prosecutor security executive civil guard ocean sea strait capital GB www
    zà""".split()  # noqa: SIM905 - as above
)
OWN = frozenset(_values(geo.types)) | frozenset(_values(geo.incident))


def _left_out(tree: ast.AST) -> set[int]:
    """Strings that are no words of a text: docstrings, annotations, keys, what is asked of a lexicon."""
    out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            out.add(id(node.value))
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            out |= {id(n) for n in ast.walk(node.annotation)}
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ASK:
            out |= {id(n) for argument in node.args for n in ast.walk(argument)}
        if isinstance(node, ast.keyword) and node.arg == "alignment_mode":
            out.add(id(node.value))
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "__all__" for target in node.targets):
            out |= {id(n) for n in ast.walk(node.value)}
        if isinstance(node, ast.Subscript):
            out |= {id(n) for n in ast.walk(node.slice)}
        if isinstance(node, ast.Dict):
            out |= {id(key) for key in node.keys}
    return out


def inline_words(path: Path) -> set[str]:
    """The words of a language in the code of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped, out = _left_out(tree), set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        plain = re.sub(r"\\[a-zA-Z]|\(\?P<\w+>|\(\?\(\w+\)|\(\?\w+[:)]", " ", node.value)
        if node.value in OWN or node.value.startswith("atlas_") or SENTENCE.search(plain):
            continue
        out |= {w for w in re.findall(r"[^\W\d_]{2,}", plain) if w not in LABELS | KINDS}
    return out


def by_module(folders: tuple[str, ...] = ROOMS) -> dict[str, set[str]]:
    """Module → the words of a language in its code, for all modules that have some."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    found = {
        str(path.relative_to(ROOT)): inline_words(path) for path in paths if str(path.relative_to(ROOT)) not in OTHERS
    }
    return {name: words for name, words in found.items() if words}


if __name__ == "__main__":
    listed = by_module(tuple(sys.argv[1:]) or ROOMS)
    for name, words in listed.items():
        sys.stdout.write(f"{name}  {len(words)}: {' '.join(sorted(words))}\n")
    sys.stdout.write(f"{len(set().union(*listed.values()))} words in {len(listed)} modules\n")
