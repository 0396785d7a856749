"""Imports animations into Blender and compares every key: blender -b -noaudio -P read-animation-with-blender.py -- LIST RESULTS.jsonl

LIST is that of read-animation.mjs; what is neither .glb nor .fbx is passed over. RESULTS receives a line for each file.
"""
import json
import os
import sys

import bpy

STILL = 1e-5


def curves_of(blender_object, line):
    """By shape key its keys as (seconds, value), of the line's own animation alone."""
    keys = blender_object.data.shape_keys
    if not keys.animation_data:
        return {}
    actions = [keys.animation_data.action] + [strip.action for track in keys.animation_data.nla_tracks for strip in track.strips]
    actions += [action for action in bpy.data.actions if action not in actions]
    fps = bpy.context.scene.render.fps / bpy.context.scene.render.fps_base
    found = {}
    for action in actions:
        # An FBX gives "<keys>|<line>", a glTF "<line>_<object>"; Blender cuts names at 63 bytes.
        names = (f"{keys.name}|{line}", f"{keys.name}|{line}|{line}", f"{line}_{blender_object.name}")
        if action is None or action.name not in [name.encode()[:63].decode(errors="ignore") for name in names]:
            continue
        for curve in action.fcurves:
            for key in keys.key_blocks[1:]:
                if curve.data_path == f'key_blocks["{key.name}"].value':
                    found.setdefault(key.name, [(point.co[0] / fps, point.co[1]) for point in curve.keyframe_points])
    return found


def read(path, expected, may_some):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    if path.endswith(".fbx"):
        bpy.ops.import_scene.fbx(filepath=path)
    else:
        # Debian 12's Blender 3.4 with its NumPy 1.24 fails on any glTF with normals unless shading is not taken from them.
        bpy.ops.import_scene.gltf(filepath=path, import_shading="SMOOTH")
    curves, bound, moving, wrong, values, frames = 0, set(), set(), [], [], 0
    for thing in [thing for thing in bpy.data.objects if thing.type == "MESH" and thing.data.shape_keys]:
        seen = curves_of(thing, expected["name"])
        curves += len(seen)
        shapes = {key.name for key in thing.data.shape_keys.key_blocks[1:]}
        bound |= shapes & {channel["name"] for channel in expected["channels"]}
        for column, channel in enumerate(expected["channels"]):
            name, rest = channel["name"], channel["rest"]
            if name not in shapes:
                continue
            meant = [row[column] for row in expected["frames"]]
            keys = seen.get(name, [])
            if not keys and all(abs(value - rest) <= STILL for value in meant):
                continue  # Blender keeps no curve that never leaves its rest.
            frames = max(frames, len(keys))
            values += [value for _, value in keys]
            if any(abs(value - rest) > STILL for _, value in keys):
                moving.add(name)
            worst = max((abs(value - key[1]) for value, key in zip(meant, keys)), default=9.0)
            # Frames are numbered from 0 in a glTF and from the scene's first frame in an FBX: only the distances count.
            late = max((abs(key[0] - keys[0][0] - i / expected["rate_fps"]) for i, key in enumerate(keys)), default=9.0)
            if len(keys) != len(meant) or worst > 5e-6 or late > 1e-3:
                wrong.append(f"{thing.name}.{name}: {len(keys)} keys for {len(meant)}, off by {worst} and {late} s")
    missing = [c["name"] for i, c in enumerate(expected["channels"]) if c["name"] not in bound and any(abs(row[i] - c["rest"]) > STILL for row in expected["frames"])]
    if missing and not may_some:
        wrong.append(f"not in the file: {' '.join(missing)}")
    if not bound:
        wrong.append("no channel at all")
    return {"wrong": wrong, "curves": curves, "bound": sorted(bound), "frames": frames,
            "low": min(values, default=0), "high": max(values, default=0), "moving": sorted(moving)}


list_file, results = sys.argv[sys.argv.index("--") + 1:]
is_fine = True
with open(list_file, encoding="utf-8") as file:
    lines = [line.rstrip("\n").split("\t") for line in file]
for kind, path, expected_path, which in lines:
    if not path.endswith((".glb", ".fbx")):
        continue
    with open(expected_path, encoding="utf-8") as file:
        expected = json.load(file)
    reader = f"Blender {bpy.app.version_string}"
    seen = read(path, expected, which == "some")
    name = os.path.basename(path)
    print(f"{'FAIL' if seen['wrong'] else 'OK  '} {name:36} {kind:20} {reader:20}{len(seen['bound']):8}{seen['curves']:8}{seen['frames']:8}"
          f"{seen['low']:8.4f}{seen['high']:8.4f}{len(seen['moving']):8}", *[f"\n     WRONG {line}" for line in seen["wrong"][:5]], f"\n     WRONG {len(seen['wrong'])} in all" if len(seen["wrong"]) > 5 else "", flush=True)
    with open(results, "a", encoding="utf-8") as file:
        file.write(json.dumps({"kind": kind, "reader": reader, "file": name, **seen}) + "\n")
    is_fine &= not seen["wrong"]
sys.exit(0 if is_fine else 1)
