"""The interactive map as plain data and a folium map; no Streamlit here."""
