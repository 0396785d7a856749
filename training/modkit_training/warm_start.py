"""The start of a network that looks less far ahead: the trained weights of one with the same layers that looks further.

Every tap keeps the time it listens at. Taps that would look too far ahead are left out, and those that a layer gains at
the far end of the past start at zero; training mends what that breaks in a fraction of the steps from nothing.
"""
import torch


def shifted(weights, blocks, wanted_blocks):
    """Weights of a network with these blocks -> weights for the wanted blocks, which may look less far ahead."""
    weights = dict(weights)
    for index, ((kernel, dilation, right), wanted) in enumerate(zip(blocks, wanted_blocks, strict=True)):
        lost = right - wanted[2]
        if [kernel, dilation] != wanted[:2] or lost < 0:
            raise SystemExit(f"block {index + 1}: {wanted} cannot start from {[kernel, dilation, right]}")
        name = f"trunk.{index + 2}.convolution.weight"
        taps = torch.zeros_like(weights[name])
        taps[:, :, lost:] = weights[name][:, :, :kernel - lost]
        weights[name] = taps
    return weights


def load_start(network, config, network_name):
    """Puts the weights into a network that its configuration says it starts from; without such a word it stays as it is."""
    settings = config.network(network_name)
    origin = settings.get("starts_from")
    if origin is None:
        return
    path = config.run_folder(origin) / "average.pt"
    if not path.exists():
        raise SystemExit(f"the network {network_name} starts from the run {origin}; train that first")
    network.load_state_dict(shifted(torch.load(path), config.network(origin)["blocks"], settings["blocks"]))
