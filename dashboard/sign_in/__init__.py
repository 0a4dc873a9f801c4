"""The ways in and out: pages of our own, without JavaScript, beside those of Streamlit."""
