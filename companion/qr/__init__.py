"""Codes: found in pictures and frames of a camera, and drawn."""
