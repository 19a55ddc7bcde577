"""Incident Atlas in a browser: ``streamlit run app.py`` finds ``app`` here and serves it."""

import logging

import streamlit as st
from starlette.middleware import Middleware

from geo.run import logs
from geo.views.server import fonts, warm
from geo.views.server.api import Api
from geo.views.server.guard import Guard

logs.set_up(logging.WARNING)
app = st.App(
    "geo/views/routes.py",
    lifespan=warm.warming,
    routes=[*Api().routes(), *fonts.routes()],
    middleware=[Middleware(Guard, fonts.early())],
)
