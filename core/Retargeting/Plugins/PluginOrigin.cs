namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a plugin was found, which decides how it is trusted.</summary>
public enum PluginOrigin
{
    /// <summary>It came with the program; trusted.</summary>
    BuiltIn,

    /// <summary>Somebody else made it; loaded when its SHA-256 is trusted, so that one changed byte asks again.</summary>
    ThirdParty,

    /// <summary>Its author builds it on this machine; loaded when its folder is trusted, whatever is built into it.</summary>
    Developer,
}
