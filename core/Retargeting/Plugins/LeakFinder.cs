using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Says what keeps an unloaded plugin in memory, by looking into the places of .NET that usually do.</summary>
/// <remarks>
/// Reads private fields of the runtime by name; where a version of .NET has other names the place is silently passed over. What is
/// held in a place not listed, by a running thread or by native code is not found, and then the answer says so.
/// </remarks>
internal static class LeakFinder
{
    private const int MostObjects = 200_000;
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const string DefaultJson = "JsonSerializer used by reflection on its own types with the default options";
    private const string OwnJson = "JsonSerializer used by reflection on its own types with options of its own";

    /// <summary>Type, static field or property (after a dot, a field of its value), and what finding the plugin below it means.</summary>
    private static readonly (string Type, string Member, string Meaning)[] _places =
    [
        ("System.AppDomain, System.Private.CoreLib", "s_domain.ProcessExit", "a handler of AppDomain.ProcessExit"),
        ("System.AppContext, System.Private.CoreLib", "UnhandledException", "a handler of AppDomain.UnhandledException"),
        ("System.AppContext, System.Private.CoreLib", "FirstChanceException", "a handler of AppDomain.FirstChanceException"),
        ("System.Runtime.Loader.AssemblyLoadContext, System.Private.CoreLib", "AssemblyResolve", "a handler of AppDomain.AssemblyResolve"),
        ("System.Runtime.Loader.AssemblyLoadContext, System.Private.CoreLib", "AssemblyLoad", "a handler of AppDomain.AssemblyLoad"),
        ("System.Threading.Tasks.TaskScheduler, System.Private.CoreLib", "UnobservedTaskException", "a handler of TaskScheduler.UnobservedTaskException"),
        ("System.Console, System.Console", "s_cancelCallbacks", "a handler of Console.CancelKeyPress"),
        ("System.Threading.TimerQueue, System.Private.CoreLib", "Instances", "a timer that still runs"),
        ("System.Text.Json.JsonSerializerOptions, System.Text.Json", "Default", DefaultJson),
        ("System.Text.Json.JsonSerializerOptions, System.Text.Json", "s_defaultOptions", DefaultJson),
        ("System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver, System.Text.Json", "s_memberAccessor", OwnJson),
        ("System.ComponentModel.TypeDescriptor, System.ComponentModel.TypeConverter", "s_providerTypeTable", "TypeDescriptor asked about its own types"),
        ("System.ComponentModel.TypeDescriptor, System.ComponentModel.TypeConverter", "s_providerTable", "TypeDescriptor asked about its own types"),
        ("System.ComponentModel.TypeDescriptor, System.ComponentModel.TypeConverter", "s_defaultProviderInitialized", "TypeDescriptor asked about its own types"),
        ("System.ComponentModel.TypeDescriptor, System.ComponentModel.TypeConverter", "s_defaultProviders", "TypeDescriptor asked about its own types"),
        ("System.ComponentModel.ReflectTypeDescriptionProvider, System.ComponentModel.TypeConverter", "s_attributeCache", "TypeDescriptor asked about its own types"),
    ];

    /// <summary>What holds a context, in words; never empty.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Describe(AssemblyLoadContext context)
    {
        HashSet<string> found = [];
        foreach ((string typeName, string member, string meaning) in _places)
        {
            if (!found.Contains(meaning) && ValueOf(typeName, member) is { } root && Reaches(root, context)) found.Add(meaning);
        }
        // The default options share a cache with all others: what is found under the default explains what is found there.
        if (found.Contains(DefaultJson)) found.Remove(OwnJson);
        return found.Count > 0
            ? string.Join(" and ", found)
            : "by what cannot be told; a running thread or task, an event or a static cache of the program are usual";
    }

    private static object? ValueOf(string typeName, string member)
    {
        // A type whose assembly is not loaded yet holds nothing.
        string assemblyName = typeName[(typeName.IndexOf(',', StringComparison.Ordinal) + 2)..];
        if (!AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == assemblyName)) return null;
        if (Type.GetType(typeName) is not { } type) return null;
        try
        {
            string[] parts = member.Split('.');
            object? value = type.GetField(parts[0], Statics)?.GetValue(null) ?? type.GetProperty(parts[0], Statics)?.GetValue(null);
            return parts.Length == 1 ? value : value?.GetType().GetField(parts[1], Fields)?.GetValue(value);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>Whether an object of the context, or one that stands for its code, can be reached over fields.</summary>
    private static bool Reaches(object root, AssemblyLoadContext context)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance) { root };
        Queue<object> waiting = new([root]);
        while (waiting.TryDequeue(out object? item) && seen.Count < MostObjects)
        {
            if (IsOf(item, context)) return true;
            foreach (object next in Neighbours(item))
            {
                if (seen.Add(next)) waiting.Enqueue(next);
            }
        }
        return false;
    }

    private static bool IsOf(object item, AssemblyLoadContext context) => item switch
    {
        AssemblyLoadContext other => other == context,
        Assembly assembly => AssemblyLoadContext.GetLoadContext(assembly) == context,
        Type type => BelongsTo(type, context),
        MemberInfo member => BelongsTo(member.DeclaringType, context),
        Delegate call => BelongsTo(call.Method.DeclaringType, context) || BelongsTo(item.GetType(), context),
        _ => BelongsTo(item.GetType(), context),
    };

    private static bool BelongsTo(Type? type, AssemblyLoadContext context)
    {
        if (type is null) return false;
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) == context) return true;
        return type.HasElementType ? BelongsTo(type.GetElementType(), context) : type.IsConstructedGenericType && type.GenericTypeArguments.Any(argument => BelongsTo(argument, context));
    }

    private static IEnumerable<object> Neighbours(object item)
    {
        // What reflection and the loader keep about every type would lead everywhere.
        if (item is string or MemberInfo or Assembly or Module or AssemblyLoadContext or Thread or Pointer || item.GetType().IsPrimitive) yield break;
        if (item is Array array)
        {
            if (array.GetType().GetElementType() is { IsPrimitive: true } or { IsPointer: true }) yield break;
            foreach (object? element in (IEnumerable)array)
            {
                if (element is not null) yield return element;
            }
            yield break;
        }
        for (Type? type = item.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Fields))
            {
                if (field.FieldType.IsPrimitive || field.FieldType.IsEnum || field.FieldType.IsPointer || field.FieldType.IsByRefLike || field.FieldType.IsFunctionPointer) continue;
                if (field.GetValue(item) is { } value) yield return value;
            }
        }
    }
}
