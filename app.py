"""Incident Atlas in a browser: ``streamlit run app.py`` finds ``app`` here and serves it."""

import streamlit as st
from starlette.middleware import Middleware

from geo.views.guard import Guard

app = st.App("geo/views/routes.py", middleware=[Middleware(Guard)])
