"""What a page's own styles declare for each of its elements; what lies in files that it links to is not known here."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import cssselect2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

Look = dict[str, str]
"""What holds for an element itself: a value in small letters for each property that is asked for and declared."""

#: What makes words unseen, strikes them out or raises them, and what undoes that.
_ASKED = """
display visibility opacity color background background-color font-size left top right bottom text-indent margin-left
margin-top text-decoration text-decoration-line vertical-align transform clip clip-path height max-height overflow
position
"""
ASKED = frozenset(_ASKED.split())
#: Characters of the styles of one page that are read; of one selector, and of what one rule declares.
MOST_STYLES = 2_000_000
LONGEST_SELECTOR = 300
LONGEST_STYLE = 500
#: Rules that are looked up for each element at most, and rules that stand in each other.
MOST_RULES = 4_000
DEEPEST = 6
#: Times that a rule holds for an element that are looked at in one page.
MOST_HELD = 500_000
#: Comments, and words in quotation marks, in which braces are no braces.
_NO_RULE = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"(?=\s*[;}])|'[^'\n]*'(?=\s*[;}])", re.DOTALL)
#: Groups of rules that hold on a screen of any width.
_HOLDS = re.compile(r"@(?:layer\b.*|supports\b(?!\s*not).*|media\s+(?:only\s+)?(?:all|screen)\s*)\Z", re.DOTALL)
_NAMED = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
#: Selectors for which each element is set beside all others, or that hold somewhere else.
_COSTLY = re.compile(r"~|:has|:nth|:\S*of-type|:root|:host|::")


class _Rule(NamedTuple):
    selector: str
    style: str
    layered: bool


def declared(tree: _Element) -> dict[_Element, Look]:
    """The look of each element that has one; the surest rule holds, as in a browser."""
    ranked: dict[_Element, dict[str, tuple[tuple[object, ...], str]]] = {}
    for element, rank, style in _holding(tree):
        own = ranked.setdefault(element, {})
        for name, value, important in _declarations(style):
            key = (important, *rank)
            if name not in own or key >= own[name][0]:
                own[name] = key, value
    return {element: {name: value for name, (_, value) in own.items()} for element, own in ranked.items()}


def _holding(tree: _Element) -> Iterator[tuple[_Element, tuple[object, ...], str]]:
    """Each element with a style that holds for it, and how sure that is."""
    yield from islice(_by_rules(tree), MOST_HELD)
    for element in tree.iter():
        if isinstance(element.tag, str) and (style := element.get("style")):
            yield element, (True, True, (0, 0, 0), 0), style[:LONGEST_STYLE]


def _by_rules(tree: _Element) -> Iterator[tuple[_Element, tuple[object, ...], str]]:
    matcher = _matcher(tree)
    if matcher is None:
        return
    for wrapped in cssselect2.ElementWrapper.from_html_root(tree).iter_subtree():
        for specificity, order, pseudo, rule in matcher.match(wrapped):
            if pseudo is None:
                yield wrapped.etree_element, (False, not rule.layered, specificity, order), rule.style


def _matcher(tree: _Element) -> cssselect2.Matcher | None:
    """The rules that may hold for some element; None: there is none."""
    names = {name for element in tree.iter() for name in f"{element.get('class', '')} {element.get('id', '')}".split()}
    matcher, many = cssselect2.Matcher(), 0
    for rule in _rules(tree):
        plain = ":" not in rule.selector
        if many >= MOST_RULES or (plain and not names.issuperset(_NAMED.findall(rule.selector))):
            continue
        try:
            for compiled in cssselect2.compile_selector_list(rule.selector):
                matcher.add_selector(compiled, rule)
        except cssselect2.SelectorError:
            continue
        many += 1
    return matcher if many else None


def _rules(tree: _Element) -> Iterator[_Rule]:
    """Each selector by itself, with what it declares; rules within rules and groups are written out."""
    left = MOST_STYLES
    for sheet in tree.iter("style"):
        text = sheet.text or ""
        left -= len(text)
        if left >= 0:
            yield from _rules_of(_NO_RULE.sub(" ", text))


def _rules_of(sheet: str) -> Iterator[_Rule]:
    open_rules: list[tuple[list[str], bool] | None] = []
    """For each brace that is open the selectors around it, and whether they stand in a layer; None: none that hold."""
    parts = re.split(r"([{}])", sheet)
    for written, brace in zip(parts[::2], parts[1::2], strict=False):
        before, _, head = written.rpartition(";")
        inner = open_rules[-1] if open_rules else ([], False)
        if inner is not None and inner[0]:
            told = written if brace == "}" else before
            style = told[:LONGEST_STYLE].lower()
            if any(name in ASKED for name, _, _ in _declarations(style)):
                yield from (_Rule(selector, style, inner[1]) for selector in inner[0] if not _COSTLY.search(selector))
        if brace == "{":
            open_rules.append(_within(inner, head.strip()) if len(open_rules) < DEEPEST else None)
        elif open_rules:
            open_rules.pop()


def _within(outer: tuple[list[str], bool] | None, head: str) -> tuple[list[str], bool] | None:
    """The selectors of a rule or group that stands in others."""
    if outer is None:
        return None
    around, layered = outer
    if head.startswith("@"):
        return (around, layered or head.startswith("@layer")) if _HOLDS.match(head.lower()) else None
    own = [part.strip() for part in re.split(r",(?![^(]*\))", head[:LONGEST_SELECTOR])]
    if around:
        own = [part.replace("&", over) if "&" in part else f"{over} {part}" for over in around[:4] for part in own[:4]]
    return [part for part in own if part and len(part) <= LONGEST_SELECTOR], layered


def _declarations(style: str) -> Iterator[tuple[str, str, bool]]:
    """Name, value and whether it is said to be important, of what is asked for."""
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and (name := name.strip().lower()) in ASKED:
            value = value.strip().lower()
            yield name, value.removesuffix("!important").strip(" !"), value.endswith("important")
