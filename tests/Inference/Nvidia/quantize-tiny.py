"""Turns the matrix product of a tiny bundle's network into one of 8 bits, in the two ways that ONNX has for that.

    /usr/bin/python3 quantize-tiny.py NETWORK OUT qdq|qoperator

Needs Debian's python3-onnx. Weights: signed, symmetric, a scale for each column. Sound and emotions lie within -1 and 1 here.
"""
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

source, target, form = sys.argv[1:4]
model = onnx.load(source)
graph = model.graph
product = next(node for node in graph.node if node.op_type == "MatMul")
weights = next(tensor for tensor in graph.initializer if tensor.name == product.input[1])
matrix = numpy_helper.to_array(weights)
scale = np.maximum(np.abs(matrix).max(axis=0), 1e-6).astype(np.float32) / np.float32(127)
rounded = np.round(matrix / scale).astype(np.int8)
place = list(graph.node).index(product)
graph.node.remove(product)
graph.initializer.remove(weights)


def constant(name, array):
    graph.initializer.append(numpy_helper.from_array(np.asarray(array), name))
    return name


features, result = product.input[0], product.output[0]
rows = constant("rows", rounded)
# Steps of 1/127: 128 is 0, 255 is 1.
step, zero = constant("step", np.float32(1 / 127)), constant("zero", np.uint8(128))
if form == "qdq":
    columns, zeros = constant("columns", scale), constant("zeros", np.zeros(len(scale), np.int8))
    nodes = [
        helper.make_node("QuantizeLinear", [features, step, zero], ["q"]),
        helper.make_node("DequantizeLinear", ["q", step, zero], ["dq"]),
        helper.make_node("DequantizeLinear", [rows, columns, zeros], ["dw"], axis=1),
        helper.make_node("MatMul", ["dq", "dw"], [result]),
    ]
else:
    nodes = [
        helper.make_node("QuantizeLinear", [features, step, zero], ["q"]),
        helper.make_node("MatMulInteger", ["q", rows, zero], ["whole"]),
        helper.make_node("Cast", ["whole"], ["sum"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", ["sum", constant("scales", scale / np.float32(127))], [result]),
    ]
for i, node in enumerate(nodes):
    graph.node.insert(place + i, node)
onnx.checker.check_model(model)
onnx.save(model, target)
