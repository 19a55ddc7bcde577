"""The lessons themselves: so many passes over the treebanks, the checked one alone last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thinc.api import Adam, Optimizer, fix_random_seed

from geo.run.spanish.lessons import example, one_pass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

    from geo.run.spanish.treebanks import Sentence
    from geo.run.spanish.variety import Variety


@dataclass(frozen=True, slots=True)
class Course:
    """Passes over some sentences; the rate of learning falls from ``first`` to ``last``."""

    sentences: Sequence[Sentence]
    passes: int
    first: float
    last: float
    dropout: float = 0.2
    batch: int = 900


def teach(nlp: Language, courses: Sequence[Course], variety: Variety, seed: int, heard: Callable[[str], None]) -> None:
    """Teach a pipeline in place, one course after another; ``heard`` is told after each pass."""
    fix_random_seed(seed)
    nlp.initialize(lambda: [example(nlp.vocab, [s]) for course in courses for s in course.sentences])
    for number, course in enumerate(courses, start=1):
        optimizer = Adam(course.first, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
        nlp.resume_training(sgd=optimizer)
        for turn in range(course.passes):
            _pass(nlp, course, turn, variety, optimizer)
            heard(f"{nlp.pipe_names[-1]}: course {number} of {len(courses)}, pass {turn + 1} of {course.passes}")
        with nlp.use_params(optimizer.averages):
            averaged = nlp.to_bytes(exclude=["vocab"])
        nlp.from_bytes(averaged, exclude=["vocab"])


def _pass(nlp: Language, course: Course, turn: int, variety: Variety, optimizer: Optimizer) -> None:
    each = sum(len(sentence) for sentence in course.sentences)
    done = each * turn
    for batch in one_pass(nlp.vocab, course.sentences, variety, course.batch):
        optimizer.learn_rate = course.first + (course.last - course.first) * min(1.0, done / (each * course.passes))
        nlp.update(batch, sgd=optimizer, drop=course.dropout)
        done += sum(len(e.reference) for e in batch)
