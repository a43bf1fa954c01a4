"""The process uploads are read in; it knows no Streamlit."""
