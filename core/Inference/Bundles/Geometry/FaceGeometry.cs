using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Npy;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>One face of a bundle: its meshes at rest, its settings and its blendshapes. Shared by all streams. Model contract, sections 1.5 and 1.7.</summary>
internal sealed class FaceGeometry
{
    private readonly float[] _neutralTongue, _neutralJaw, _saccades;
    private readonly SkinMesh _wholeSkin, _fittedSkin;

    /// <param name="files">The bundle.</param>
    /// <param name="paths">The files of this face.</param>
    /// <param name="settings">How the face moves.</param>
    /// <param name="data">The opened file of its meshes.</param>
    /// <param name="neutral">What the array of the neutral pose is called, before <c>_skin</c> and <c>_tongue</c>.</param>
    /// <param name="skinLength">Numbers of the skin: three for each vertex; likewise the others.</param>
    /// <param name="tongueLength">Numbers of the tongue.</param>
    /// <param name="jawLength">Numbers of the jaw's key points.</param>
    /// <exception cref="ModkitException">Something is missing, broken or does not fit.</exception>
    public FaceGeometry(BundleFiles files, FacePaths paths, FaceSettings settings, NpzFile data, string neutral, int skinLength, int tongueLength, int jawLength)
    {
        Settings = settings;
        float[] neutralSkin = data.Singles(neutral + "_skin", skinLength);
        _neutralTongue = data.Singles(neutral + "_tongue", tongueLength);
        float[] lipOpen = data.Singles("lip_open_pose_delta", skinLength);
        float[] eyeClose = data.Singles("eye_close_pose_delta", skinLength);
        _neutralJaw = data.Singles("neutral_jaw", jawLength);
        _saccades = data.Singles("saccade_rot_matrix", -1);
        if (paths.Blendshapes is { } shapes && shapes.Has("skin")) Skin = PoseSolve.Read(files, shapes.Child("skin"), skinLength);
        if (paths.Blendshapes is { } more && more.Has("tongue")) Tongue = PoseSolve.Read(files, more.Child("tongue"), tongueLength);
        _wholeSkin = new SkinMesh(neutralSkin, lipOpen, eyeClose);
        _fittedSkin = Skin?.Data.Fitted is { } fitted ? new SkinMesh(neutralSkin, lipOpen, eyeClose, fitted) : _wholeSkin;
        // What does not fit is said when the model is opened, not with the first clip.
        CreateAnimator(isWhole: true);
    }

    public FaceSettings Settings { get; }

    /// <summary>The skin at the vertices that the blendshape solve looks at.</summary>
    public SkinMesh FittedSkin => _fittedSkin;

    /// <summary>The skin's blendshapes, or null when the bundle has none.</summary>
    public PoseSolve? Skin { get; }

    /// <summary>The tongue's blendshapes, or null when the bundle has none.</summary>
    public PoseSolve? Tongue { get; }

    /// <summary>Animators for one stream.</summary>
    /// <param name="isWhole">Whether all vertices move, or only those that the blendshape solve looks at.</param>
    public FaceAnimator CreateAnimator(bool isWhole)
    {
        SkinAnimator skin = new(isWhole ? _wholeSkin : _fittedSkin);
        TongueAnimator tongue = new(_neutralTongue, isWhole ? null : Tongue?.Data.Fitted);
        FaceAnimator face = new(skin, tongue, new JawAnimator(_neutralJaw), new EyesAnimator(_saccades));
        Settings.ApplyTo(face);
        return face;
    }
}
