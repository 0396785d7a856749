using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One loading of one plugin: its context, and the only references to its objects the host keeps.</summary>
internal sealed class PluginSession
{
    private readonly Lock _gate = new();
    private IRigFormat[]? _formats;
    private PluginLoadContext? _context;
    private int _leases;
    private bool _isRetired;

    private PluginSession(PluginIdentity identity, PluginLoadContext context)
    {
        Identity = identity;
        _context = context;
        ContextReference = new WeakReference(context);
    }

    /// <summary>Which plugin it is.</summary>
    public PluginIdentity Identity { get; }

    /// <summary>Tells whether the context is still in memory.</summary>
    public WeakReference ContextReference { get; }

    /// <summary>The formats as the rest of the program may use them.</summary>
    public IReadOnlyList<HostedFormat> Formats { get; private set; } = [];

    /// <summary>Loads a plugin, constructs it and asks it for its formats.</summary>
    /// <exception cref="ModkitException">Any of these fails or takes too long; nothing stays loaded that could be unloaded.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PluginSession Load(PluginIdentity identity, PluginManifest manifest, PluginFiles files, PluginHostOptions options)
    {
        if (files.Find(manifest.Entry) is null) throw new ModkitException(PluginIssues.NoEntry(manifest.Id, manifest.Entry));
        PluginSession session = new(identity, new PluginLoadContext(identity.Id, files));
        try
        {
            (IRigFormat Format, FormatDescription Description)[] formats =
                GuardedCall.Run(identity, "while it was loaded", options.DescribeLimit, () => session.Construct(manifest));
            FormatDescriptionCheck.Require(identity, manifest, [.. formats.Select(format => format.Description)]);
            session._formats = [.. formats.Select(format => format.Format)];
            session.Formats = [.. formats.Select((format, index) => HostedFormat.Create(session, index, format.Format, format.Description, options.WriteLimit))];
            return session;
        }
        catch (ModkitException)
        {
            session.Unload();
            throw;
        }
    }

    /// <summary>The plugin's own format, for the length of one call.</summary>
    /// <exception cref="ModkitException">PLG16 the plugin has been unloaded.</exception>
    public IRigFormat Format(int index) =>
        Volatile.Read(ref _formats)?[index] ?? throw new ModkitException(PluginIssues.Unloaded(Identity.Id));

    /// <summary>Static fields of the plugin's own types that can change, but for those the compiler makes.</summary>
    public IReadOnlyList<string> FindMutableStatics() => GuardedCall.Run(Identity, "while its types were looked at", TimeSpan.FromSeconds(Limits.PluginDescribeSeconds), () =>
        (IReadOnlyList<string>)
        [
            .. from type in _context!.Assemblies.First().GetTypes()
               where !type.Name.StartsWith('<')
               from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               where !field.IsLiteral && !field.IsInitOnly && (field.Name[0] != '<' || field.Name.EndsWith("k__BackingField", StringComparison.Ordinal))
               select $"{type.Name}.{field.Name}",
        ]);

    /// <summary>Keeps the code usable until <see cref="EndLease"/>.</summary>
    public void BeginLease()
    {
        lock (_gate) _leases++;
    }

    public void EndLease()
    {
        lock (_gate)
        {
            if (--_leases == 0 && _isRetired) Unload();
        }
    }

    /// <summary>When the code was let go, in ticks of <see cref="Stopwatch"/>, or null while it is held.</summary>
    public long? UnloadedAt { get; private set; }

    /// <summary>Lets go of the plugin when the last lease ends.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            if (_leases == 0) Unload();
        }
    }

    /// <summary>Lets go of the plugin now. Calls that are running finish with the old code; the memory is freed after the last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Unload()
    {
        Volatile.Write(ref _formats, null);
        UnloadedAt ??= Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _context, null)?.Unload();
    }

    private (IRigFormat, FormatDescription)[] Construct(PluginManifest manifest)
    {
        Type type = FindType(manifest);
        IFormatPlugin plugin = (IFormatPlugin)Activator.CreateInstance(type)!;
        return [.. plugin.Formats.Select(format => (format, Copy(format.Description)))];
    }

    private Type FindType(PluginManifest manifest)
    {
        Type? type;
        try
        {
            type = _context!.LoadEntry(manifest.Entry).GetType(manifest.Type);
        }
        catch (Exception exception)
        {
            // Loading an assembly fails in many ways; all of them mean the same to the user.
            throw new ModkitException(PluginIssues.NotLoaded(Identity, Identity.Describe(exception)));
        }
        bool fits = type is { IsVisible: true, IsAbstract: false } && typeof(IFormatPlugin).IsAssignableFrom(type)
            && type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes) is not null;
        return fits ? type! : throw new ModkitException(PluginIssues.NoType(manifest.Id, manifest.Type));
    }

    /// <summary>The description in lists of the host's own, so that keeping it does not keep the plugin.</summary>
    private static FormatDescription Copy(FormatDescription description) => description with
    {
        FixedChannels = description.FixedChannels is { } channels ? [.. channels] : null,
        FrameRatesFps = [.. description.FrameRatesFps],
        VoiceSampleRatesHz = [.. description.VoiceSampleRatesHz],
        MeshExtensions = [.. description.MeshExtensions],
        Options = [.. description.Options],
    };
}
