"""Makes stand-ins for NVIDIA's models: bundles of the same layout, sizes and kinds of work, with random weights from a fixed seed.

    /usr/bin/python3 tests/Benchmarks/make-stand-ins.py FOLDER [regression] [diffusion]

Needs Debian's python3-numpy and python3-onnx. The faces mean nothing; their cost does. Sizes: spec/a2f-model-contract.md, sections 1.3, 1.4, 11.4
and 11.5 (v2.3 Mark; v3.0). Two things are smaller than the real ones, so that ratios to them are rather too high than too low: the diffusion
network's audio branch has 2 of 12 transformer layers, and runs once.
"""
import json
import pathlib
import re
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper, TensorProto

SEED = 20240917
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
EMOTIONS = ["amazement", "anger", "cheekiness", "disgust", "fear", "grief", "joy", "outofbreath", "pain", "sadness"]
SKIN, TONGUE = (re.findall(r'"(\w+)"', block) for block in re.findall(r"\[\n(.*?)\];", (REPOSITORY / "core/Abstractions/ArkitChannels.cs").read_text(), re.S)[:2])
INACTIVE = [name for name in SKIN if name.startswith("eyeLook")] + ["tongueOut"]
TONGUE_VERTICES, FITTED_VERTICES = 5602, 10085


class Graph:
    """An ONNX graph that grows node by node; a weight is given as an array."""

    def __init__(self, random):
        self.random, self.nodes, self.weights = random, [], []

    def constant(self, array):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def __call__(self, operator, *inputs, outputs=1, **attributes):
        inputs = [i if isinstance(i, str) else self.constant(i) for i in inputs]
        names = [f"{operator}{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def normal(self, *shape, gain=1.0):
        """Random weights that keep a signal's variance, times a gain."""
        fan_in = int(np.prod(shape[1:])) if len(shape) > 2 else shape[0]
        return self.random.standard_normal(shape, np.float32) * np.float32(gain / np.sqrt(fan_in))

    def linear(self, x, inputs, outputs):
        return self("Add", self("MatMul", x, self.normal(inputs, outputs)), np.zeros(outputs, np.float32))

    def gelu(self, x):
        half = self("Mul", x, np.float32(0.5))
        return self("Mul", half, self("Add", self("Erf", self("Div", x, np.float32(2 ** 0.5))), np.float32(1)))

    def layer_norm(self, x, width):
        centred = self("Sub", x, self("ReduceMean", x, axes=[-1]))
        variance = self("ReduceMean", self("Pow", centred, np.float32(2)), axes=[-1])
        scaled = self("Div", centred, self("Sqrt", self("Add", variance, np.float32(1e-5))))
        return self("Add", self("Mul", scaled, np.ones(width, np.float32)), np.zeros(width, np.float32))

    def transformer_layer(self, x, width=768, heads=12, inner=3072):
        def split(y, order):
            return self("Transpose", self("Reshape", y, np.array([0, 0, heads, width // heads])), perm=order)
        query, key, value = (self.linear(x, width, width) for _ in range(3))
        scores = self("MatMul", self("Mul", split(query, [0, 2, 1, 3]), np.float32((width / heads) ** -0.5)), split(key, [0, 2, 3, 1]))
        mixed = self("MatMul", self("Softmax", scores, axis=-1), split(value, [0, 2, 1, 3]))
        joined = self("Reshape", self("Transpose", mixed, perm=[0, 2, 1, 3]), np.array([0, 0, width]))
        x = self.layer_norm(self("Add", x, self.linear(joined, width, width)), width)
        return self.layer_norm(self("Add", x, self.linear(self.gelu(self.linear(x, width, inner)), inner, width)), width)

    def speech_features(self, sound, layers):
        """wav2vec 2.0 and HuBERT alike: [batch, 1, samples] to [batch, features, 256]."""
        x, channels = sound, 1
        for i, (kernel, stride) in enumerate([(10, 5), (3, 2), (3, 2), (3, 2), (3, 2), (2, 2), (2, 2)]):
            x = self("Conv", x, self.normal(512, channels, kernel), kernel_shape=[kernel], strides=[stride])
            if i == 0:
                x = self("InstanceNormalization", x, np.ones(512, np.float32), np.zeros(512, np.float32), epsilon=1e-5)
            x, channels = self.gelu(x), 512
        x = self.linear(self.layer_norm(self("Transpose", x, perm=[0, 2, 1]), 512), 512, 768)
        place = self("Conv", self("Transpose", x, perm=[0, 2, 1]), self.normal(768, 48, 128), kernel_shape=[128], group=16, pads=[64, 63])
        x = self.layer_norm(self("Add", x, self("Transpose", self.gelu(place), perm=[0, 2, 1])), 768)
        for _ in range(layers):
            x = self.transformer_layer(x)
        return self("Relu", self.linear(x, 768, 256))

    def save(self, path, inputs, outputs):
        def info(name, shape):
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "stand-in", [info(*i) for i in inputs], [info(*o) for o in outputs], self.weights)
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=7), path)

    def rename(self, name, result):
        self.nodes.append(helper.make_node("Identity", [name], [result]))


def make_regression(folder, random):
    vertices, shapes, tongue_shapes = 61520, 272, 10
    poses, tongue_poses = write_face(folder, random, "", vertices)
    write_npz(folder / "model_data.npz",
              shapes_matrix_skin=mixed(random, shapes, poses), shapes_mean_skin=neutral(vertices),
              shapes_matrix_tongue=mixed(random, tongue_shapes, tongue_poses), shapes_mean_tongue=neutral(TONGUE_VERTICES, 8),
              neutral_jaw=random.standard_normal((5, 3), np.float32), **moving_parts(random, vertices))
    write_npz(folder / "implicit_emo_db.npz", emo_spec_names=np.array([b"g1_neutral"]), emo_spec_start=np.array([0], np.int32), emo_spec_size=np.array([1], np.int32),
              emo_db=random.standard_normal((1, 16), np.float32) * np.float32(0.1))
    write_json(folder / "network_info.json", {
        "id": {"type": "regression", "actor": "stand-in", "version": "0.1", "output": "geometry"},
        "params": {"implicit_emotion_len": 16, "explicit_emotions": EMOTIONS, "default_emotion": [0] * 10, "num_shapes_skin": shapes, "num_verts_skin": vertices,
                   "num_shapes_tongue": tongue_shapes, "num_verts_tongue": TONGUE_VERTICES, "result_jaw_size": 15, "result_eyes_size": 4},
        "audio_params": {"buffer_len": 8320, "buffer_ofs": 4160, "samplerate": 16000}})
    write_json(folder / "model.json", {
        "networkInfoPath": "network_info.json", "networkPath": "network.trt", "modelConfigPath": "model_config.json", "modelDataPath": "model_data.npz",
        "emotionDatabasePath": "implicit_emo_db.npz", "blendshapePaths": blendshape_paths("")})
    regression_network(random, shapes, tongue_shapes).save(
        folder / "network.onnx", [("input", ["batch", 1, 8320]), ("emotion", ["batch", 1, 26])], [("result", ["batch", 1, shapes + tongue_shapes + 19])])


def regression_network(random, shapes, tongue_shapes):
    g = Graph(random)
    def act(x):
        return g("Mul", g("LeakyRelu", x, alpha=0.0), np.float32(2 ** 0.5))
    speech = g("Unsqueeze", g("Transpose", g.speech_features("input", 1), perm=[0, 2, 1]), np.array([3]))

    pieces = g("Reshape", g("Mul", "input", np.float32(8.912028)), np.array([0, 26, 320]))
    frames = g("Concat", g("Slice", pieces, np.array([0]), np.array([25]), np.array([1])), g("Slice", pieces, np.array([1]), np.array([26]), np.array([1])), axis=2)
    frames = g("Mul", g("Sub", frames, g("ReduceMean", frames, axes=[2])), np.hanning(640).astype(np.float32))
    lags = []
    for lag in range(32):
        early = g("Slice", frames, np.array([0]), np.array([640 - lag]), np.array([2]))
        late = g("Slice", frames, np.array([lag]), np.array([640]), np.array([2]))
        lags.append(g("ReduceMean", g("Mul", early, late), axes=[2]))
    x, channels = g("Unsqueeze", g("Concat", *lags, axis=2), np.array([1])), 1
    for width in (72, 108, 162, 243):
        x = act(g("Conv", x, g.normal(width, channels, 1, 3), kernel_shape=[1, 3], strides=[1, 2], pads=[0, 1, 0, 1]))
        channels = width
    x = g("Concat", speech, act(g("Conv", x, g.normal(256, channels, 1, 2), kernel_shape=[1, 2])), axis=1)

    implicit = g("Slice", "emotion", np.array([0]), np.array([16]), np.array([2]))
    explicit = g.linear(g("Slice", "emotion", np.array([16]), np.array([26]), np.array([2])), 10, 8)
    emotion = g("Concat", implicit, explicit, axis=2)
    column = g("Transpose", g("Unsqueeze", emotion, np.array([3])), perm=[0, 2, 1, 3])
    channels = 512
    for length in (13, 7, 4, 2):
        x = act(g("Conv", x, g.normal(256, channels, 3, 1), kernel_shape=[3, 1], strides=[2, 1], pads=[1, 0, 1, 0]))
        x, channels = g("Concat", x, g("Tile", column, np.array([1, 1, length, 1])), axis=1), 280
    x = act(g.linear(g("Reshape", x, np.array([0, 1, 560])), 560, 256))
    x = g("Concat", x, emotion, axis=2)
    face = g.linear(g.linear(x, 280, shapes + 19), shapes + 19, shapes + 19)
    tongue = g.linear(g.linear(x, 280, tongue_shapes), tongue_shapes, tongue_shapes)
    skin = g("Slice", face, np.array([0]), np.array([shapes]), np.array([2]))
    rest = g("Slice", face, np.array([shapes]), np.array([shapes + 19]), np.array([2]))
    g.rename(g("Concat", skin, tongue, rest, axis=2), "result")
    return g


def make_diffusion(folder, random):
    vertices, identities = 24002, ["Claire", "James", "Mark"]
    poses, tongue_poses = write_face(folder, random, "_Any", vertices)
    write_npz(folder / "model_data_Any.npz", neutral_skin=neutral(vertices), neutral_tongue=neutral(TONGUE_VERTICES, 8),
              neutral_jaw=random.standard_normal((5, 3), np.float32), **moving_parts(random, vertices))
    width = [3 * vertices, 3 * TONGUE_VERTICES, 15, 4]
    write_json(folder / "network_info.json", {
        "id": {"type": "diffusion", "actor": "stand-in", "version": "0.1", "output": "geometry"},
        "params": {"emotions": EMOTIONS, "default_emotion": [0] * 10, "identities": identities, "skin_size": width[0], "tongue_size": width[1], "jaw_size": 15,
                   "eyes_size": 4, "num_diffusion_steps": 2, "num_gru_layers": 2, "gru_latent_dim": 256, "num_frames_left_truncate": 15,
                   "num_frames_right_truncate": 15, "num_frames_center": 30},
        "audio_params": {"buffer_len": 16000, "padding_left": 16000, "padding_right": 16000, "samplerate": 16000}})
    # One face's files serve all three: they are read one at a time.
    write_json(folder / "model.json", {
        "networkInfoPath": "network_info.json", "networkPath": "network.trt", "modelConfigPaths": ["model_config_Any.json"] * 3,
        "modelDataPaths": ["model_data_Any.npz"] * 3, "blendshapePaths": [blendshape_paths("_Any")] * 3})
    diffusion_network(random, width, poses, tongue_poses).save(
        folder / "network.onnx",
        [("window", ["batch", 16000]), ("identity", ["batch", 3]), ("emotion", ["batch", 30, 10]), ("input_latents", [2, 2, "batch", 256]), ("noise", ["batch", 3, 60, sum(width)])],
        [("prediction", ["batch", 60, sum(width)]), ("output_latents", [2, 2, "batch", 256])])


def diffusion_network(random, width, poses, tongue_poses):
    g = Graph(random)
    def centre(step):
        block = g("Slice", "noise", np.array([step, 15]), np.array([step + 1, 45]), np.array([1, 2]))
        return g("Squeeze", block, np.array([1]))
    def shared(*shape):
        return g.constant(g.normal(*shape))
    speech = g("Transpose", g.speech_features(g("Unsqueeze", "window", np.array([1])), 2), perm=[0, 2, 1])
    speech = g("Resize", speech, "", "", np.array([1, 256, 60]), mode="linear", coordinate_transformation_mode="align_corners")
    speech = g("Slice", g("Transpose", speech, perm=[0, 2, 1]), np.array([15]), np.array([45]), np.array([1]))
    who = g("Tile", g("Unsqueeze", g("MatMul", "identity", g.normal(3, 32)), np.array([1])), np.array([1, 30, 1]))
    feeling = g("MatMul", "emotion", g.normal(10, 32))

    bounds = np.cumsum([0] + width)
    embed = [(shared(width[0], 512), 512), (shared(width[1], 20), 20), (shared(15, 30), 30), (shared(4, 8), 8)]
    blur = shared(1, 1, 9)
    narrow = [shared(570, 570), shared(570, 285)]
    gru = [[shared(1, 768, inputs), shared(1, 768, 256), g.constant(np.zeros((1, 1536), np.float32))] for inputs in (861, 256)]
    heads = [[shared(256, 512), g.constant(spread(random, 512, poses))], [shared(256, 512), g.constant(spread(random, 512, tongue_poses))],
             [shared(256, 128), shared(128, 15)], [shared(256, 128), shared(128, 4)]]

    def denoise(noisy, step):
        parts = []
        for i, (weight, size) in enumerate(embed):
            part = g("MatMul", g("Slice", noisy, np.array([bounds[i]]), np.array([bounds[i + 1]]), np.array([2])), weight)
            if i < 2:
                rows = g("Reshape", part, np.array([30, 1, size]))
                part = g("Reshape", g("Conv", rows, blur, kernel_shape=[9], pads=[4, 4]), np.array([-1, 30, size]))
            parts.append(g("Relu", part))
        geometry = g("MatMul", g("MatMul", g("Concat", *parts, axis=2), narrow[0]), narrow[1])
        clock = g("Tile", g.normal(1, 1, 256), np.array([1, 30, 1]))
        x = g("Transpose", g("Concat", speech, geometry, who, clock, feeling, axis=2), perm=[1, 0, 2])
        memory = g("Squeeze", g("Slice", "input_latents", np.array([step]), np.array([step + 1]), np.array([0])), np.array([0]))
        states = []
        for layer, (weight, recurrence, bias) in enumerate(gru):
            start = g("Slice", memory, np.array([layer]), np.array([layer + 1]), np.array([0]))
            x, last = g("GRU", x, weight, recurrence, bias, "", start, outputs=2, hidden_size=256, linear_before_reset=1)
            x = g("Squeeze", x, np.array([1]))
            states.append(last)
        x = g("Transpose", x, perm=[1, 0, 2])
        outputs = [g("MatMul", g("Relu", g("MatMul", x, hidden)), last) for hidden, last in heads]
        return g("Concat", *outputs, axis=2), g("Unsqueeze", g("Concat", *states, axis=0), np.array([0]))

    first, late = denoise(centre(2), 1)
    noisy = g("Add", g("Mul", first, np.float32(0.99998)), g("Mul", centre(1), np.float32(0.00642528)))
    second, early = denoise(noisy, 0)
    g.rename(g("Pad", second, np.array([0, 15, 0, 0, 15, 0]), np.float32(0)), "prediction")
    g.rename(g("Concat", early, late, axis=0), "output_latents")
    return g


def neutral(vertices, size=53.45):
    """A mesh whose box has the given diagonal."""
    random = np.random.default_rng(SEED)
    return random.random((vertices, 3), np.float32) * np.float32(size / 3 ** 0.5)


def write_face(folder, random, suffix, vertices):
    """Settings and blendshapes of skin and tongue; returns the poses' deltas, [poses, vertices, 3]."""
    write_json(folder / f"model_config{suffix}.json", {"config": {
        "input_strength": 1.3, "upper_face_smoothing": 0.001, "lower_face_smoothing": 0.0023, "upper_face_strength": 1.0, "lower_face_strength": 1.4, "face_mask_level": 0.6,
        "face_mask_softness": 0.0085, "skin_strength": 1.1, "eyelid_open_offset": 0.06, "lip_open_offset": -0.03, "tongue_strength": 1.5, "tongue_height_offset": 0.2,
        "tongue_depth_offset": 0.13, "lower_teeth_strength": 1.3, "saccade_strength": 0.9, "source_shot": "g1_neutral", "source_frame": 0}})
    sides = {name: name.replace("Left", "").replace("Right", "") for name in SKIN}
    pairs = sorted({side for name, side in sides.items() if list(sides.values()).count(side) == 2 and name not in INACTIVE and not side.startswith("jaw") and side != "mouth"})
    all_poses = []
    for part, names, count, size, strengths in (("skin", SKIN, vertices, 53.45, (0.5, 0.5, 0.3, 100.0)), ("tongue", TONGUE, TONGUE_VERTICES, 8.0, (1.0, 3.5, 5.0, 100.0))):
        # A pose moves a tenth of the vertices.
        poses = random.standard_normal((len(names), count, 3), np.float32) * (random.random((len(names), count, 1), np.float32) < 0.1)
        arrays = dict(zip(names, poses), poseNames=np.array(["neutral", *names]).astype("S32"), neutral=neutral(count, size))
        if part == "skin":
            arrays["frontalMask"] = np.sort(random.choice(count, FITTED_VERTICES, replace=False)).astype(np.int32)
        write_npz(folder / f"bs_{part}{suffix}.npz", **arrays)
        one, two, temporal, symmetry = strengths
        write_json(folder / f"bs_{part}_config{suffix}.json", {"blendshape_params": {
            "strengthL1regularization": one, "strengthL2regularization": two, "strengthTemporalSmoothing": temporal, "strengthSymmetry": symmetry, "templateBBSize": size,
            "numPoses": len(names), "bsSolveActivePoses": [int(name not in INACTIVE) for name in names], "bsSolveCancelPoses": [-1] * len(names),
            "bsSolveSymmetryPoses": [pairs.index(sides[name]) if sides.get(name) in pairs else -1 for name in names],
            "bsWeightMultipliers": [1.0] * len(names), "bsWeightOffsets": [0.0] * len(names)}})
        all_poses.append(poses)
    return all_poses


def moving_parts(random, vertices):
    return {"lip_open_pose_delta": random.standard_normal((vertices, 3), np.float32), "eye_close_pose_delta": random.standard_normal((vertices, 3), np.float32),
            "saccade_rot_matrix": random.standard_normal((5000, 2), np.float32)}


def spread(random, rows, poses):
    """Rows that lie near the span of the poses, as a face's movements do: some weights of a solve then lie inside their bounds."""
    flat = poses.reshape(len(poses), -1)
    mix = random.standard_normal((rows, len(poses)), np.float32) * np.float32(0.5 / rows ** 0.5)
    return mix @ flat + random.standard_normal((rows, flat.shape[1]), np.float32) * np.float32(0.02 / rows ** 0.5)


def mixed(random, shapes, poses):
    return spread(random, shapes, poses).reshape(shapes, -1, 3)


def blendshape_paths(suffix):
    return {part: {"config": f"bs_{part}_config{suffix}.json", "data": f"bs_{part}{suffix}.npz"} for part in ("skin", "tongue")}


def write_npz(path, **arrays):
    np.savez(path, **arrays)


def write_json(path, content):
    path.write_text(json.dumps(content, indent=1))


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1])
    for kind in sys.argv[2:] or ["regression", "diffusion"]:
        folder = root / f"stand-in-{kind}"
        folder.mkdir(parents=True, exist_ok=True)
        {"regression": make_regression, "diffusion": make_diffusion}[kind](folder, np.random.default_rng(SEED))
        print(folder)
