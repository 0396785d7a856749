using System.CommandLine;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>What the user asked <c>a2f batch</c> for on every line.</summary>
/// <exception cref="ModkitException">USE04, USE05.</exception>
internal sealed class BatchRequest(ParseResult parsed, BatchOptions options) : LineRequest(parsed, options.Line);
