"""A trained network at work on whole clips, as the bundle will be used."""
import numpy as np
import torch

from .coarticulation import FRAME_RATE_HZ
from .network import Network

INPUT_MULTIPLE_SAMPLES = 320


def load(config, run, network_name="standard"):
    """The averaged network of a run, ready for use."""
    network = Network(config.network(network_name))
    network.load_state_dict(torch.load(config.run_folder(run) / "average.pt"))
    return network.settle()


@torch.no_grad()
def infer(network, audio):
    """float samples at 16 kHz -> blendshapes, visemes, articulation, tongue: [T, ...] each, at 100 frames a second."""
    padded = np.pad(audio.astype(np.float32), (0, -len(audio) % INPUT_MULTIPLE_SAMPLES))
    return tuple(output[0].cpu().numpy() for output in network(torch.from_numpy(padded)[None].to(network.decoder.device)))


def at_rate(frames, rate_hz, seconds):
    """Frames at 100 Hz -> frames at k / rate_hz, interpolated (dropping frames would lose closures)."""
    times = np.arange(int(seconds * rate_hz)) / rate_hz
    at = np.minimum(times * FRAME_RATE_HZ, len(frames) - 1)
    low = np.minimum(at.astype(int), max(0, len(frames) - 2))
    share = (at - low)[:, None]
    return times, frames[low] * (1 - share) + frames[np.minimum(low + 1, len(frames) - 1)] * share
