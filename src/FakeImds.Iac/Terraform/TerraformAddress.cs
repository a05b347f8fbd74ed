using System.Text;

namespace FakeImds.Iac.Terraform;

/// <summary>Takes addresses such as <c>module.web["a.b"].aws_instance.this[0]</c> apart.</summary>
internal static class TerraformAddress
{
    /// <summary>The parts between dots: <c>module</c>, <c>web["a.b"]</c>, <c>aws_instance</c>, <c>this[0]</c>.</summary>
    public static IReadOnlyList<string> Steps(string address)
    {
        List<string> steps = [];
        var (start, depth, isQuoted) = (0, 0, false);
        for (var i = 0; i < address.Length; i++)
        {
            switch (address[i])
            {
                case '"' when i is 0 || address[i - 1] is not '\\':
                    isQuoted = !isQuoted;
                    break;
                case '[' when !isQuoted:
                    depth++;
                    break;
                case ']' when !isQuoted:
                    depth--;
                    break;
                case '.' when !isQuoted && depth is 0:
                    steps.Add(address[start..i]);
                    start = i + 1;
                    break;
            }
        }

        steps.Add(address[start..]);
        return steps;
    }

    /// <summary>The module that a resource is in, with a dot behind it: <c>module.web["a.b"].</c>; empty for the root.</summary>
    public static string ModuleOf(string address)
    {
        var steps = Steps(address);
        var module = new StringBuilder();
        for (var i = 0; i + 1 < steps.Count && steps[i] is "module"; i += 2)
        {
            module.Append("module.").Append(steps[i + 1]).Append('.');
        }

        return module.ToString();
    }

    /// <summary>The module that calls a module, with a dot behind it; empty for the root.</summary>
    public static string ParentOf(string module)
    {
        var steps = Steps(module.TrimEnd('.'));
        return steps.Count <= 2 ? "" : string.Join('.', steps.Take(steps.Count - 2)) + ".";
    }

    /// <summary>Whether it is the address of a data source: <c>module.web.data.aws_ami.this</c>. A key may hold the word too.</summary>
    public static bool IsData(string address) => address.AsSpan(ModuleOf(address).Length).StartsWith("data.", StringComparison.Ordinal);

    /// <summary>The address without count indexes and for_each keys: <c>module.web.aws_instance.this</c>.</summary>
    public static string WithoutKeys(string address) => address.Contains('[', StringComparison.Ordinal) ? string.Join('.', Steps(address).Select(WithoutKey)) : address;

    /// <summary>A step without its key.</summary>
    public static string WithoutKey(string step) => step.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? step[..at] : step;

    /// <summary>A step's key with its brackets; empty without one.</summary>
    public static string KeyOf(string step) => step.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? step[at..] : "";
}
