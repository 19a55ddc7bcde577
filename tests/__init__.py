"""The tests, and what makes their material."""

import logging

# The views' modules are imported without a page around them, of which Streamlit would tell at each component.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(lambda _: False)
