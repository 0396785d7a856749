"""Synthesises training speech, trains and exports the embedded default lip-sync model of Audio2Face Modkit."""
