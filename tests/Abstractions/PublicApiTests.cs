using System.Globalization;
using System.Reflection;
using System.Text;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Abstractions.Tests;

/// <summary>
/// The plugin contract as text. Plugins are built against it, so a change shows up here and in review. After a change that is meant:
/// <c>MODKIT_REGENERATE=1 ./test --filter PublicApi</c>, and raise <see cref="PluginApi.Level"/> when old plugins would break.
/// </summary>
public sealed class PublicApiTests
{
    private const string Snapshot = "tests/Abstractions/PublicApi.txt";

    [Fact]
    public void Abstractions_offers_exactly_what_the_snapshot_says()
    {
        string path = Path.Combine(TestPaths.RepositoryRoot, Snapshot);
        string actual = Describe(typeof(FaceTrack).Assembly);
        if (Environment.GetEnvironmentVariable("MODKIT_REGENERATE") == "1") File.WriteAllLines(path, actual.TrimEnd('\n').Split('\n'));
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            BindingFlags flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            IEnumerable<string> members = type.IsEnum
                ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), null)}")
                : type.GetMembers(flags).Select(Member).OfType<string>();
            foreach (string member in members.Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class" : type.IsSealed ? "sealed class" : "class";

    /// <summary>One member, or null for what the compiler adds to records and properties.</summary>
    private static string? Member(MemberInfo member) => member switch
    {
        _ when member.Name.Contains('<', StringComparison.Ordinal) || (member is MethodInfo { IsSpecialName: true }) => null,
        MethodInfo { Name: "Equals" or "GetHashCode" or "ToString" or "Deconstruct" } => null,
        FieldInfo { IsLiteral: true } field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name}{Parameters(property.GetIndexParameters(), '[', ']')} {{ {Accessors(property)} }}",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{Parameters(method.GetParameters(), '(', ')')}",
        ConstructorInfo constructor => $"new{Parameters(constructor.GetParameters(), '(', ')')}",
        _ => member.ToString(),
    };

    private static string Accessors(PropertyInfo property)
    {
        MethodInfo? setter = property.GetSetMethod();
        bool isInit = setter?.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") == true;
        bool isRequired = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");
        return (isRequired ? "required " : "") + "get;" + (setter is null ? "" : isInit ? " init;" : " set;");
    }

    private static string Parameters(ParameterInfo[] parameters, char open, char close) =>
        parameters.Length == 0 && open == '[' ? "" : open + string.Join(", ", parameters.Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + Convert.ToString(p.DefaultValue ?? "null", CultureInfo.InvariantCulture) : "")}")) + close;

    private static string Name(Type type)
    {
        if (!type.IsGenericType) return type.IsArray ? Name(type.GetElementType()!) + "[]" : type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
