using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A mapped track and what there is to know about it.</summary>
/// <param name="Track">The rig's curves.</param>
/// <param name="Report">What was lost, cut off or never moved.</param>
public sealed record RigTrackMapping(RigTrack Track, MappingReport Report);
