"""The start: the gazetteer is built and the sources are read, with a bar until there is something to show."""

from __future__ import annotations

from threading import Thread

import streamlit as st

from geo.errors import AtlasError
from geo.escape import markdown, safe
from geo.maps.ground import COARSE
from geo.messages import decimal, say
from geo.messages.stored import retold
from geo.views import data, state
from geo.views.faults import guarded

#: Seconds between two looks at how far it is.
LOOK = 0.25
#: Seconds that a page waits for a reading that finds little to do, so that it need not be drawn twice.
GRACE = 2.0
#: Seconds between two looks from the sidebar of a page that is shown already.
POLL = 2.0


def ensure() -> None:
    """Make sure that there is something to show; raises AtlasError where that cannot be."""
    reading = data.reading()
    if not (reading.wait(max(GRACE - reading.age, 0)) or reading.worth_showing):
        _wait()
    if not reading.worth_showing:
        data.forget_failed()
        raise AtlasError(reading.error or "")


def _wait() -> None:
    """The bar, until the reading is worth showing; the frame takes it away.

    Texts are read by another process: meanwhile this one gets ready the outlines that each map needs, 2 s of work.
    """
    reading, outlines = data.reading(), Thread(target=data.boundaries().countries, args=(COARSE,), daemon=True)
    outlines.start()
    st.markdown(f"### {say('Getting ready')}")
    st.caption(say("Once: the gazetteer is built and the sources are read. Later starts take a moment."))
    bar = st.progress(0.0)
    while not (reading.worth_showing or reading.wait(LOOK)):
        bar.progress(min(max(reading.share, 0.0), 1.0), markdown(retold(reading.doing)))
    outlines.join()


def status() -> None:
    """How far the reading is, below the filters; nothing when it is done."""
    reading = data.reading()
    if not reading.ended:
        _progress()
    elif reading.error:
        st.warning(markdown(retold(reading.error)))
        st.button(say("Go on reading"), key="read_on", on_click=state.later, args=(data.read_again,))


@st.fragment(run_every=POLL)
def _progress() -> None:
    """Looks again by itself; when all is read, the whole page is drawn anew once, and this part of it is gone."""
    with guarded("The reading", apart=True):  # runs by itself, outside the frame
        reading = data.reading()
        if reading.ended:
            st.rerun(scope="app")  # no click: what was read in the background is to be shown
        counted = say("{n} of {total}", n=decimal(reading.done), total=decimal(reading.total))
        told = counted if reading.total else say("looking for new ones")
        line = say("Reading sources: {told}. Each click shows what is read by then.", told=told)
        st.html(f'<p class="side" role="status">{safe(line)}</p>')
