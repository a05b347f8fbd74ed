using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Puts together what templates are given: by files, and over these by the command line.</summary>
internal sealed class StackInputs
{
    private readonly Dictionary<string, ConfigNode> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private StackParameters _given;

    /// <param name="files">All files.</param>
    /// <param name="given">What the command line says.</param>
    /// <exception cref="AccountFilesException">A file is wrong, or two give a parameter different values.</exception>
    public StackInputs(IReadOnlyList<InputFile> files, StackParameters given)
    {
        _given = given;
        foreach (var file in files.Where(static f => IsOne(f.Document)))
        {
            if (StackOutputs.IsOne(file.Document))
            {
                _given = _given with { Exports = _given.Exports.SetItems(StackOutputs.Read(file.Document)) };
                continue;
            }

            InputFile.Told(file.Path, () => Add(file));
        }

        _given = _given with { Values = _given.Values.AddRange(_values.Where(v => !given.Values.ContainsKey(v.Key)).Select(static v => KeyValuePair.Create(v.Key, v.Value.Text))) };
        Command = given.Values.Keys;
    }

    private IEnumerable<string> Command { get; }

    /// <summary>Whether a document is an input of templates, and nothing else.</summary>
    public static bool IsOne(ConfigNode document) => ParameterFile.IsOne(document) || StackOutputs.IsOne(document);

    /// <summary>What a template is given.</summary>
    /// <param name="template">The template.</param>
    public StackParameters Of(ConfigNode template)
    {
        _names.UnionWith(CloudFormationFile.ParameterNames(template));
        return _given;
    }

    /// <summary>Holds that each parameter is one of some template.</summary>
    /// <exception cref="AccountFilesException">One is of none.</exception>
    public void RequireUsed()
    {
        if (Command.FirstOrDefault(p => !_names.Contains(p)) is { } unknown)
        {
            throw new AccountFilesException($"fakeimds: --parameter names '{unknown}', which no template has{Allowed(unknown)}");
        }

        if (_values.FirstOrDefault(v => !_names.Contains(v.Key)) is { Key: { } name } wrong)
        {
            throw new AccountFilesException($"{wrong.Value.Position.In("")}: '{ShortValue.Of(name)}' is a parameter that no template has{Allowed(name)}");
        }
    }

    private string Allowed(string name) => _names.Count > 0 ? $"; {AllowedWords.Of([.. _names])} is allowed{NearestName.Hint(name, _names)}" : "; no name is allowed";

    private bool Add(InputFile file)
    {
        foreach (var (name, value) in ParameterFile.Read(file.Document))
        {
            var placed = new ConfigNode(ConfigKind.String, value.Position with { File = file.Path }, name, Text(value));
            if (!_values.TryAdd(name, placed) && _values[name].Text != placed.Text)
            {
                throw new ConfigException(placed.Position, $"parameter {ShortValue.Of(name)} has another value than in {_values[name].Position.In("")}; give it once");
            }
        }

        return true;
    }

    // A list parameter is written with commas.
    private static string Text(ConfigNode value) => value.Kind switch
    {
        ConfigKind.List => string.Join(',', value.Items.Select(static i => i.Text)),
        ConfigKind.Object => throw value.Error($"{value.Path} is an object; a single value is allowed"),
        _ => value.Text,
    };
}
