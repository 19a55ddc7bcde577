"""A conditional logit: of several candidates, what each feature is worth in favour of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.floating[Any]]

#: Steps of Newton's method.
STEPS = 25
#: Strength of the pull towards what was set by hand, in choices that it takes to overcome.
PULL = 3.0
#: A step or a gain below which learning ends.
ENOUGH = 1e-3
LN10 = float(np.log(10))


@dataclass(frozen=True, slots=True)
class Case:
    """One choice: a row of features for each candidate, which of them are right, and how often it is made."""

    rows: Numbers
    given: Numbers
    """What each candidate has that is not learned."""
    right: NDArray[np.bool_]
    times: float


def fit(cases: list[Case], by_hand: Numbers, start: Numbers) -> Numbers:
    """The weights under which the right candidates are likeliest, from ``start``, pulled towards ``by_hand``.

    Newton's method on the log-likelihood; a step that overshoots is halved.
    """
    now, worth = start, _worth(cases, by_hand, start)
    for _ in range(STEPS):
        step = _step(cases, by_hand, now)
        while (then := _worth(cases, by_hand, now + step)) < worth and np.abs(step).max() > ENOUGH:
            step /= 2
        if then - worth < ENOUGH:
            break
        now, worth = now + step, then
    return now


def _worth(cases: list[Case], by_hand: Numbers, at: Numbers) -> float:
    fits = [case.times * float(np.log(_shares(case.rows @ at + case.given)[case.right].sum())) for case in cases]
    return sum(fits) - PULL / 2 * float((at - by_hand) @ (at - by_hand))


def _step(cases: list[Case], by_hand: Numbers, at: Numbers) -> Numbers:
    gradient, curve = PULL * (by_hand - at), PULL * np.eye(len(at))
    for case in cases:
        odds = _shares(case.rows @ at + case.given)
        told = np.where(case.right, odds, 0.0) / odds[case.right].sum()
        apart = case.rows - odds @ case.rows
        gradient += case.times * told @ apart
        curve += case.times * (apart.T * odds) @ apart
    step: Numbers = np.linalg.solve(curve, gradient)
    return step


def _shares(scores: Numbers) -> Numbers:
    odds: Numbers = np.exp(scores - scores.max()) + 1e-12
    total: Numbers = odds / odds.sum()
    return total
