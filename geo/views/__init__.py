"""Pages: the only folder that knows Streamlit; caches live here."""
