using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Which plugin an issue is about, and whom it is told.</summary>
/// <param name="Id">The plugin's id.</param>
/// <param name="IsOwn">Whether its author is the one who is told: the folder is trusted for development, or the plugin is being checked.</param>
internal readonly record struct PluginIdentity(string Id, bool IsOwn)
{
    private const int LongestMessage = 200;

    /// <summary>What to do about the plugin's own fault.</summary>
    public string Hint => IsOwn ? "Mend it and build again." : "Ask the plugin's author, or remove its folder.";

    /// <summary>Kind and message of an exception on one line that is not too long; for the author also where it came from.</summary>
    public string Describe(Exception exception)
    {
        Exception inner = exception is TargetInvocationException { InnerException: { } cause } ? cause : exception;
        string message = inner.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        if (message.Length > LongestMessage) message = message[..LongestMessage] + " ...";
        return $"{inner.GetType().Name}: {message}{(IsOwn ? PlaceOf(inner) : "")}";
    }

    /// <summary>File and line of the innermost call that is the plugin's, when its symbols lie in or beside the assembly.</summary>
    private static string PlaceOf(Exception exception)
    {
        StackFrame? frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame =>
            frame.GetFileLineNumber() > 0 && frame.GetMethod() is { } method && AssemblyLoadContext.GetLoadContext(method.Module.Assembly) is PluginLoadContext);
        if (frame?.GetFileName() is not { } path) return "";
        // Symbols may come from another system, where folders are separated otherwise.
        return FormattableString.Invariant($", at {PrintableText.Show(path[(path.LastIndexOfAny(['/', '\\']) + 1)..])}:{frame.GetFileLineNumber()}");
    }
}
