"""Speech synthesisers. Each engine turns sentences into (samples int16 at 16 kHz, phones).

`phones` is a list of [name, start_seconds, end_seconds] in the engine's own phone alphabet.
"""
