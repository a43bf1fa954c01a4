"""What readers see and touch: the only Streamlit code outside `app.py` and `pages/`."""
