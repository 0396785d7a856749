"""A bundle's weights back from its ONNX graph into the torch network: whoever has the bundle can train on, without our runs.

Export folds each batch norm into the convolution before it. Here the folded weights are loaded and the norms left neutral, so the
network computes what the graph computes, and another export folds nothing new.
"""
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from .network import Convolution, Network


def read_info(folder):
    """The network_info.json of a bundle, and the path of its graph."""
    folder = Path(folder)
    try:
        links = json.loads((folder / "model.json").read_text())
        info = json.loads((folder / links["networkInfoPath"]).read_text())
        return info, folder / links["networkPath"]
    except (OSError, ValueError, KeyError) as error:
        raise SystemExit(f"{folder}: not a blendshape bundle ({error}); name a folder with model.json, as export writes it") from None


def _weights(graph):
    """(weight, bias) of every convolution that has a bias, in the graph's order: the front end's have none."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Conv" and len(node.input) == 3 and node.input[1] in tensors:
            yield torch.tensor(tensors[node.input[1]]), torch.tensor(tensors[node.input[2]])


def load_bundle(folder, settings):
    """The network of an exported bundle, ready for use; `settings` are the network's in config.toml."""
    info, path = read_info(folder)
    network = Network(settings)
    targets = [module for module in network.modules() if isinstance(module, Convolution)]
    targets += [network.articulation_head, network.unit_head]
    found = list(_weights(onnx.load(str(path)).graph))
    wanted = [tuple(_layer(target).weight.shape) for target in targets]
    if [tuple(weight.shape) for weight, _ in found] != wanted:
        raise SystemExit(f"{path}: its layers are not those of the network in config.toml; is it another --network, or made by another version? "
                         "A bundle that was taught a style cannot be taught again: start from the one it was made from")
    params = info["params"]
    ahead, behind = network.padded_look_ahead_samples, network.padded_left_context_samples
    if (params["lookAheadSamples"], params["leftContextSamples"]) != (ahead, behind):
        raise SystemExit(f"{path}: its look-ahead or context is not that of the network in config.toml; is it another --network?")
    with torch.no_grad():
        for target, (weight, bias) in zip(targets, found):
            _layer(target).weight.copy_(weight)
            if isinstance(target, Convolution):
                make_neutral(target.norm)
                target.norm.bias.copy_(bias)
            else:
                target.bias.copy_(bias)
    return network.settle()


def _layer(target):
    return target.convolution if isinstance(target, Convolution) else target


@torch.no_grad()
def make_neutral(norm):
    """A batch norm that changes nothing while it is not training."""
    norm.weight.fill_(1)
    norm.bias.zero_()
    norm.running_mean.zero_()
    norm.running_var.fill_(1 - norm.eps)
