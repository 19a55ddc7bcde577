"""The pages, one module each.  Streamlit serves every file of a folder called ``pages`` by itself: this is none."""
