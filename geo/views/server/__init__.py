"""What the server answers beside Streamlit, and what it does not answer."""
