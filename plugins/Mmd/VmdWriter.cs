using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Mmd;

/// <summary>Writes motions: the keys of all morphs, sorted by frame, and no bones, cameras or lights.</summary>
internal static class VmdWriter
{
    private const int TrailingCounts = 4;

    /// <exception cref="ModkitException">MMD01 to MMD04: a name or setting does not do, or there are too many keys.</exception>
    public static byte[] Write(RigTrack track, LineInfo line)
    {
        if (track.Curves.FrameRateFps != VmdFormat.FrameRateFps) throw new ArgumentException("The track does not have 30 frames per second.", nameof(track));
        byte[][] names = MorphNames(track, line);
        List<(int Frame, int Channel, float Weight)> keys = Keys(track);
        int most = KeyLimit(line);
        if (keys.Count > most) throw VmdIssues.TooManyKeys(line.Name, keys.Count, most);

        byte[] file = new byte[VmdFormat.SignatureBytes + VmdFormat.ModelNameBytes + ((2 + TrailingCounts) * sizeof(uint)) + (keys.Count * VmdFormat.MorphBytes)];
        Span<byte> rest = file;
        Encoding.ASCII.GetBytes(VmdFormat.Signature, rest);
        Cut(ModelName(line), VmdFormat.ModelNameBytes).CopyTo(rest[VmdFormat.SignatureBytes..]);
        rest = rest[(VmdFormat.SignatureBytes + VmdFormat.ModelNameBytes + sizeof(uint))..];
        BinaryPrimitives.WriteUInt32LittleEndian(rest, (uint)keys.Count);
        rest = rest[sizeof(uint)..];
        foreach ((int frame, int channel, float weight) in keys)
        {
            names[channel].CopyTo(rest);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[VmdFormat.MorphNameBytes..], (uint)frame);
            BinaryPrimitives.WriteSingleLittleEndian(rest[(VmdFormat.MorphNameBytes + sizeof(uint))..], weight);
            rest = rest[VmdFormat.MorphBytes..];
        }
        return file;
    }

    private static List<(int Frame, int Channel, float Weight)> Keys(RigTrack track)
    {
        IReadOnlyList<IReadOnlyList<int>> keyFrames = track.KeyFrames
            ?? throw new ArgumentException("The track has no key frames; a host gives them to formats with a key tolerance.", nameof(track));
        List<(int Frame, int Channel, float Weight)> keys = [];
        for (int channel = 0; channel < track.Channels.Count; channel++)
        {
            float rest = track.Channels[channel].Rest;
            bool moves = keyFrames[channel].Any(frame => track.Curves[frame, channel] != rest);
            // A morph at rest is told once, so that nothing is left of the motion played before.
            foreach (int frame in moves ? keyFrames[channel] : [0]) keys.Add((frame, channel, moves ? track.Curves[frame, channel] : rest));
            if (moves && keys[^1].Weight != rest) keys.Add((track.Curves.FrameCount, channel, rest));
        }
        keys.Sort((a, b) => a.Frame != b.Frame ? a.Frame.CompareTo(b.Frame) : a.Channel.CompareTo(b.Channel));
        return keys;
    }

    /// <summary>The names as MikuMikuDance compares them: cut at 15 bytes, in a model as in a motion.</summary>
    private static byte[][] MorphNames(RigTrack track, LineInfo line)
    {
        byte[][] names = [.. track.Channels.Select(channel => Cut(Encode(channel.Name, line.Name), VmdFormat.MorphNameBytes))];
        for (int i = 0; i < names.Length; i++)
        {
            int other = Array.FindIndex(names, 0, i, name => name.AsSpan().SequenceEqual(names[i]));
            if (other >= 0) throw VmdIssues.SameName(line.Name, track.Channels[other].Name, track.Channels[i].Name);
        }
        return names;
    }

    private static byte[] ModelName(LineInfo line) => Encode(line.Options.GetValueOrDefault(VmdFormat.Model.Name, VmdFormat.Model.Default), VmdFormat.Model.Name);

    private static byte[] Encode(string name, string place)
    {
        try
        {
            return name.Contains('\0', StringComparison.Ordinal) ? throw VmdIssues.BadName(place, name) : VmdFormat.Names.GetBytes(name);
        }
        catch (EncoderFallbackException)
        {
            throw VmdIssues.BadName(place, name);
        }
    }

    private static byte[] Cut(byte[] name, int length) => name.Length <= length ? name : name[..length];

    private static int KeyLimit(LineInfo line)
    {
        string text = line.Options.GetValueOrDefault(VmdFormat.KeyLimit.Name, VmdFormat.KeyLimit.Default);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most is >= 1 and <= VmdFormat.NewerMostKeys
            ? most
            : throw VmdIssues.BadKeyLimit(text);
    }
}
