"""The commands that measure: incident, evaluate, learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.run.console import DONE, extractor_of, path_given, show, tell_report
from geo.run.evaluate import GEOGRAPHY, QUOTES, TOOLS, evaluate_corpora, evaluate_coverage, geography_table
from geo.run.incidents import evaluate_incidents, put_together, write_incident
from geo.run.progress import Bar
from geo.settings import DATA, Settings, named_model

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from geo.extractor import Extractor
    from geo.run.console import Commands

#: What is evaluated, and the option that says where its annotations are.
_NEEDED = {
    "coverage": "gold",
    "geography": "corpora",
    "quotes": "corpora",
    "incidents": "truth",
    "spanish": "corpora",
}


def add_incident(commands: Commands) -> None:
    """Tell the parser of the command."""
    command = commands.add_parser("incident", help="folders of sources to the incident of each, as JSON")
    command.add_argument("folders", nargs="+", type=path_given, metavar="FOLDER", help="the sources of one incident")
    command.add_argument(
        "--json", type=path_given, required=True, metavar="DIR", help="write DIR/NAME.json for each FOLDER"
    )
    command.set_defaults(run=_incident)


def _incident(options: argparse.Namespace) -> int:
    code, settings = DONE, Settings()
    with extractor_of(settings) as extractor:
        for folder in options.folders:
            incident, report = put_together(folder, settings, extractor)
            write_incident(incident, options.json / f"{folder.resolve().name}.json")
            show(f"{folder.resolve().name}: {incident.title}")
            code = max(code, tell_report(report))
    return code


def add_evaluate(commands: Commands) -> None:
    """Tell the parser of the command."""
    command = commands.add_parser("evaluate", help="score the extraction; texts and scorers are given by path")
    command.add_argument("what", choices=[*_NEEDED])
    command.add_argument(
        "--tools",
        type=path_given,
        metavar="DIR",
        help="folder of the scorers, which are run (default: `tools` in the project's own folder)",
    )
    command.add_argument("--gold", type=path_given, metavar="DIR", help="annotations (coverage)")
    command.add_argument(
        "--corpora", type=path_given, metavar="PATH", help="folder of corpora, or one (geography, quotes)"
    )
    command.add_argument("--truth", type=path_given, metavar="PATH", help="truth sheets, or one (incidents)")
    command.add_argument("--language", help="only texts in this language (coverage)")
    command.add_argument("--english", action="store_true", help="without what only Spanish reports tell (incidents)")
    command.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th text (geography, quotes)")
    command.add_argument("--errors", action="store_true", help="name what is wrong (coverage, incidents)")
    command.set_defaults(run=_evaluate, command=command)


def add_learn(commands: Commands) -> None:
    """Tell the parser of the command."""
    command = commands.add_parser("learn", help="learn weights of places or of events' places, or the Spanish model")
    command.add_argument("what", nargs="?", default="places", choices=[*_LEARNED])
    command.add_argument("--corpora", type=path_given, metavar="DIR", help="folder of the corpora")
    command.add_argument(
        "--gold", type=path_given, nargs="+", default=(), metavar="DIR", help="annotations of events (event-places)"
    )
    command.add_argument(
        "--out", type=path_given, metavar="PATH", help="where it goes (default: where the program reads it)"
    )
    command.set_defaults(run=_learn, command=command)


#: What is learned, and where the program reads it.
_LEARNED = {
    "places": DATA / "lexicons" / "place_weights.toml",
    "event-places": DATA / "lexicons" / "event_place_weights.toml",
    "spanish": DATA / "models" / "es",
}


def _learn(options: argparse.Namespace) -> int:
    needed = "gold" if options.what == "event-places" else "corpora"
    if not getattr(options, needed):
        options.command.error(f"learn {options.what} needs --{needed} DIR")
    out = options.out or _LEARNED[options.what]
    if options.what == "spanish":
        _learn_spanish(options.corpora, out)
    else:
        _learn_weights(options, out)
    show(f"{out} is written; `python -m geo evaluate` tells what it is worth")
    return DONE


def _learn_spanish(corpora: Path, out: Path) -> None:
    from geo.run.spanish.make import make  # noqa: PLC0415 - spaCy's training is slow to load, and only this needs it

    make(corpora, out, show)


def _learn_weights(options: argparse.Namespace, out: Path) -> None:
    from geo.pipeline import open_pipeline  # noqa: PLC0415 - them here
    from geo.run import learn, learn_event_places  # noqa: PLC0415 - numpy and spaCy are slow to load, and only this needs

    with Bar("gazetteer") as bar:
        pipeline = open_pipeline(Settings(), bar)
    if options.what == "places":
        learn.write(learn.learn_from(pipeline, options.corpora), out)
    else:
        texts = [text for folder in options.gold for text in learn_event_places.lessons(folder, options.corpora)]
        learn_event_places.write(learn_event_places.learn(pipeline, texts), out)


def _evaluate(options: argparse.Namespace) -> int:
    needed = _NEEDED[options.what]
    if getattr(options, needed) is None or options.every < 1:
        options.command.error(f"evaluate {options.what} needs --{needed} PATH, and --every 1 or more")
    tools = options.tools or TOOLS
    if options.what == "spanish":
        _show_all(_spanish_figures(options.corpora))
        return DONE
    with extractor_of(Settings()) as extractor:
        _show_all(_figures(extractor, options, tools))
    return DONE


def _spanish_figures(corpora: Path) -> str:
    import spacy  # noqa: PLC0415 - slow to load, and only this needs it here

    from geo.run.spanish.scores import table  # noqa: PLC0415 - the same

    return table(spacy.load(named_model("es") or _LEARNED["spanish"]), corpora)


def _figures(extractor: Extractor, options: argparse.Namespace, tools: Path) -> str:
    errors = ("--errors",) if options.errors else ()
    if options.what == "incidents":
        english = ("--english",) if options.english else ()
        return evaluate_incidents(Settings(), extractor, options.truth, tools, (*errors, *english))
    if options.what == "coverage":
        return evaluate_coverage(extractor, options.gold, tools, options.language, errors)
    if options.what == "geography":
        return geography_table(evaluate_corpora(extractor, GEOGRAPHY, options.corpora, tools, options.every))
    quotes = evaluate_corpora(extractor, QUOTES, options.corpora, tools, options.every)
    return "".join(f"{name}\n{figures}\n" for name, figures in quotes.items())


def _show_all(table: str) -> None:
    for line in table.rstrip("\n").split("\n"):
        show(line)
