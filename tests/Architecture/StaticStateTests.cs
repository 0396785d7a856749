using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>No static mutable state, looked up in the assemblies as built.</summary>
public sealed class StaticStateTests
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_static_field_can_change()
    {
        AssemblyLoadContext context = new(nameof(StaticStateTests), isCollectible: true);
        context.Resolving += (_, name) => Path.Combine(TestPaths.Home, name.Name + ".dll") is string path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        string[] assemblies =
        [
            .. Directory.GetFiles(TestPaths.Home, "Audio2Face.Modkit.*.dll"),
            Path.Combine(TestPaths.Home, "a2f.dll"),
            .. Directory.Exists(Path.Combine(TestPaths.Home, "plugins"))
                ? Directory.GetFiles(Path.Combine(TestPaths.Home, "plugins"), "Audio2Face.Modkit.Plugins.*.dll", SearchOption.AllDirectories) : [],
        ];
        Assert.True(assemblies.Length > 5, "The program is not built: dotnet build -c Release Program.slnf");

        string[] changing =
        [
            .. from path in assemblies
               from type in context.LoadFromAssemblyPath(path).GetTypes()
               from field in type.GetFields(Statics)
               where CanChange(type, field)
               select $"{type.FullName}.{field.Name}",
        ];
        context.Unload();
        Findings.None(changing);
    }

    private static bool CanChange(Type type, FieldInfo field)
    {
        // Caches the compiler keeps for lambdas and switches are its own; a property's backing field is ours.
        bool compilerMade = type.Name.StartsWith('<') || (field.Name.StartsWith('<') && !field.Name.EndsWith("k__BackingField", StringComparison.Ordinal));
        // Source generators (regular expressions, JSON) keep caches behind their own markers.
        bool generated = type.GetCustomAttributesData().Concat(field.GetCustomAttributesData()).Any(a => a.AttributeType.Name == "GeneratedCodeAttribute")
            || typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type);
        if (compilerMade || generated || field.IsLiteral) return false;
        return !field.IsInitOnly || IsMutableContainer(field.FieldType);
    }

    private static bool IsMutableContainer(Type type) =>
        type == typeof(StringBuilder) || type == typeof(Random)
        || (type.IsGenericType && type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" && !type.IsInterface
            && typeof(IEnumerable).IsAssignableFrom(type));
}
