"""Incident Atlas in a browser: ``streamlit run app.py`` finds ``app`` here and serves it."""

import logging

import streamlit as st
from starlette.middleware import Middleware

from geo.run import logs
from geo.views.guard import Guard

logs.set_up(logging.WARNING)
app = st.App("geo/views/routes.py", middleware=[Middleware(Guard)])
