"""Imports animations into Blender and compares every key: blender -b -noaudio -P read-animation-with-blender.py -- FILE EXPECTED.curves.json [FILE EXPECTED ...]"""
import json
import os
import sys

import bpy


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
        # An FBX gives "<keys>|<line>", a glTF "<line>_<object>".
        if action is None or action.name not in (f"{keys.name}|{line}", f"{keys.name}|{line}|{line}", f"{line}_{blender_object.name}"):
            continue
        for curve in action.fcurves:
            for key in keys.key_blocks[1:]:
                if curve.data_path == f'key_blocks["{key.name}"].value':
                    found.setdefault(key.name, [(point.co[0] / fps, point.co[1]) for point in curve.keyframe_points])
    return found


def check(path, expected):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    if path.endswith(".fbx"):
        bpy.ops.import_scene.fbx(filepath=path)
    else:
        # Debian 12's Blender 3.4 with its NumPy 1.24 fails on any glTF with normals unless shading is not taken from them.
        bpy.ops.import_scene.gltf(filepath=path, import_shading="SMOOTH")
    line = expected["name"]
    meshes = [thing for thing in bpy.data.objects if thing.type == "MESH" and thing.data.shape_keys]
    curves, names, wrong, moving, low, high, frames = 0, set(), 0, 0, 1e9, -1e9, 0
    for thing in meshes:
        seen = curves_of(thing, line)
        curves += len(seen)
        shapes = {key.name for key in thing.data.shape_keys.key_blocks[1:]}
        names |= shapes
        for column, channel in enumerate(expected["channels"]):
            if channel["name"] not in shapes:
                continue
            meant = [row[column] for row in expected["frames"]]
            keys = seen.get(channel["name"], [])
            does_move = any(abs(value - channel["rest"]) > 1e-6 for value in meant)
            if not keys and not does_move:
                continue  # Blender keeps no curve that never leaves its rest.
            moving += does_move
            frames = max(frames, len(keys))
            worst = max((abs(value - key[1]) for value, key in zip(meant, keys)), default=9.0)
            # Frames are numbered from 0 in a glTF and from the scene's first frame in an FBX: only the distances count.
            late = max((abs(key[0] - keys[0][0] - i / expected["rate_fps"]) for i, key in enumerate(keys)), default=9.0)
            if keys:
                low, high = min(low, *(key[1] for key in keys)), max(high, *(key[1] for key in keys))
            if len(keys) != len(meant) or worst > 5e-6 or late > 1e-3:
                wrong += 1
                print(f"  WRONG {thing.name}.{channel['name']}: {len(keys)} keys for {len(meant)}, off by {worst} and {late} s")
    missing = [c["name"] for i, c in enumerate(expected["channels"]) if c["name"] not in names and any(abs(row[i] - c["rest"]) > 1e-6 for row in expected["frames"])]
    fine = wrong == 0 and moving > 0 and frames == len(expected["frames"])
    print(f"{'OK  ' if fine else 'FAIL'} Blender {bpy.app.version_string}: {os.path.basename(path)}: {len(names)} channels in {curves} curves, {frames} frames, "
          f"min {low:.4f}, max {high:.4f}, {moving} curves move as meant" + (f"; not on this character: {' '.join(missing)}" if missing else ""))
    return fine


arguments = sys.argv[sys.argv.index("--") + 1:]
results = []
for at in range(0, len(arguments), 2):
    with open(arguments[at + 1], encoding="utf-8") as file:
        expected = json.load(file)
    results.append(check(arguments[at], expected))
sys.exit(0 if all(results) else 1)
