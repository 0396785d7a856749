"""Imports a GLB into Blender and compares every shape key's curve with the file: blender -b -noaudio -P read-with-blender.py -- FILE"""
import json
import struct
import sys

import bpy


def expected_ranges(path):
    """The least and greatest weight of each morph of each mesh, read from the file itself."""
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack_from("<I", data, 12)[0]
    document = json.loads(data[20:20 + length])
    binary = data[28 + length:]
    ranges = {}
    for channel in document["animations"][0]["channels"]:
        mesh = document["meshes"][document["nodes"][channel["target"]["node"]]["mesh"]]
        names = mesh["extras"]["targetNames"]
        accessor = document["accessors"][document["animations"][0]["samplers"][channel["sampler"]]["output"]]
        start = document["bufferViews"][accessor["bufferView"]].get("byteOffset", 0) + accessor.get("byteOffset", 0)
        weights = struct.unpack_from(f"<{accessor['count']}f", binary, start)
        for i, name in enumerate(names):
            ranges[mesh["name"], name] = (min(weights[i::len(names)]), max(weights[i::len(names)]))
    return ranges


path = sys.argv[sys.argv.index("--") + 1]
bpy.ops.wm.read_factory_settings(use_empty=True)
# Debian 12's Blender 3.4 with its NumPy 1.24 fails on any glTF with normals unless shading is not taken from them.
bpy.ops.import_scene.gltf(filepath=path, import_shading="SMOOTH")
seen = {}
for blender_object in bpy.data.objects:
    if blender_object.type != "MESH" or blender_object.data.shape_keys is None:
        continue
    keys = blender_object.data.shape_keys
    curves = {}
    if keys.animation_data:
        actions = [keys.animation_data.action] + [strip.action for track in keys.animation_data.nla_tracks for strip in track.strips]
        curves = {curve.data_path: curve for action in actions if action for curve in action.fcurves}
    for key in keys.key_blocks[1:]:
        curve = curves.get(f'key_blocks["{key.name}"].value')
        values = [point.co[1] for point in curve.keyframe_points] if curve else [0.0]
        moved = max((key.data[i].co - keys.key_blocks[0].data[i].co).length for i in range(len(key.data)))
        seen[blender_object.name, key.name] = (min(values), max(values), moved)

wrong = 0
for (mesh, name), (low, high, moved) in sorted(seen.items()):
    print(f"{mesh}.{name} {low:.3f} {high:.3f} moves {moved * 1000:.1f} mm")
for place, (low, high) in expected_ranges(path).items():
    found = seen.get(place)
    if found is None or abs(found[0] - low) > 0.005 or abs(found[1] - high) > 0.005 or found[2] == 0:
        wrong += 1
        print(f"WRONG {place}: expected {low} .. {high}, seen {found}")
vertices = sum(len(mesh.vertices) for mesh in bpy.data.meshes)
print(f"Blender {bpy.app.version_string}: {len(seen)} shape keys, {vertices} vertices, {wrong} wrong")
sys.exit(1 if wrong else 0)
