using System.Text;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Explain;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac;

/// <summary>
/// What files say of an AWS account and its launches: CloudFormation templates, Terraform plans and states, outputs of the AWS CLI,
/// IAM policies, in any number and order. Each file is known by its content. It never changes, and can be used from many tests at once.
/// </summary>
public sealed class AccountFiles
{
    private readonly AccountSettings _settings;
    private readonly Lazy<AccountExplanation> _explanation;

    private AccountFiles(AccountSettings settings)
    {
        _settings = settings;
        _explanation = new Lazy<AccountExplanation>(() => new AccountExplanation(new Explainer(_settings, asConsole: false)));
    }

    /// <summary>The launches of the files, by name: a logical id such as <c>Web</c>, an address such as <c>aws_instance.web[0]</c>, an instance's id.</summary>
    public IReadOnlyList<string> Launches => [.. _settings.Plan.Launches.Select(static l => l.Name)];

    /// <summary>Reads files.</summary>
    /// <param name="paths">Their paths; relative ones start at the current directory.</param>
    /// <returns>What they say together.</returns>
    /// <exception cref="ArgumentException">There is no path, or one is null or empty.</exception>
    /// <exception cref="AccountFilesException">A file can't be read or is wrong, or two contradict each other.</exception>
    public static AccountFiles Read(params string[] paths) => Read(paths, options: null);

    /// <summary>Reads files, with what they leave open.</summary>
    /// <param name="paths">Their paths; relative ones start at the current directory.</param>
    /// <param name="options">Parameters, Region, account; null for none.</param>
    /// <returns>What they say together.</returns>
    /// <exception cref="ArgumentException">There is no path, one is null or empty, or an option's value is not allowed.</exception>
    /// <exception cref="AccountFilesException">A file can't be read or is wrong, or two contradict each other.</exception>
    public static AccountFiles Read(IEnumerable<string> paths, AccountFilesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] all = [.. paths];
        RequireFiles(all, nameof(paths));

        // A program reads standard input for "-"; for a library it is a file's name.
        return Of([.. all.Select(static p => InputFile.Read(p is "-" ? "./-" : p))], options);
    }

    /// <summary>Reads texts, for templates that code makes.</summary>
    /// <param name="files">Each with the name that messages tell, such as <c>stack.yaml</c>, and the text.</param>
    /// <param name="options">Parameters, Region, account; null for none.</param>
    /// <returns>What they say together.</returns>
    /// <exception cref="ArgumentException">There is no file, a name is null or empty, a text is null, or an option's value is not allowed.</exception>
    /// <exception cref="AccountFilesException">A text is wrong, or two contradict each other.</exception>
    public static AccountFiles Parse(IEnumerable<KeyValuePair<string, string>> files, AccountFilesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        KeyValuePair<string, string>[] all = [.. files];
        RequireFiles([.. all.Select(static f => f.Key)], nameof(files));
        if (Array.Exists(all, static f => f.Value is null))
        {
            throw new ArgumentException("A text is null.", nameof(files));
        }

        return Of([.. all.Select(static f => InputFile.Of(f.Key, Encoding.UTF8.GetBytes(f.Value)))], options);
    }

    /// <summary>Launches one instance as the files say, in an account as the files say, and stands in front of it.</summary>
    /// <param name="launch">One of <see cref="Launches"/>; null when there is but one, or a config file's <c>FakeImds</c> section names it.</param>
    /// <param name="configure">
    /// Sets how the emulator behaves: the clock, the log, the clients' distances. What the files decide (Region, account id, metadata options, AMI,
    /// defaults) is not settable here.
    /// </param>
    /// <returns>The emulator. Dispose it when done.</returns>
    /// <exception cref="ArgumentException"><paramref name="configure"/> set something that the files decide, or something that is not allowed.</exception>
    /// <exception cref="AccountFilesException">There is no such launch, EC2 would refuse it, or an option of it is not known.</exception>
    public ImdsEmulator Emulate(string? launch = null, Action<ImdsEmulatorOptions>? configure = null)
    {
        var served = NamedLaunch.Find(_settings, launch);
        ServedLaunches.Require(new Explainer(_settings, asConsole: false, hasOwnImage: true).Explain(served));
        var builder = new AccountBuilder(_settings);
        var emulator = new ImdsEmulator(EmulatorSettings.Of(builder, (account, basis) => builder.LaunchOne(account, basis, served), configure));
        try
        {
            SectionFaults.Add(emulator, _settings.Plan.Own);
            return emulator;
        }
        catch
        {
            emulator.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Launches all instances of the files and stands in front of all of them: at the addresses that are opened without naming an instance each
    /// client sees the one whose <c>Clients</c> it is among, and all others the first (docs/fidelity.md#clients).
    /// </summary>
    /// <param name="configure">As for <see cref="Emulate"/>.</param>
    /// <returns>The emulator. Its instance is the first of the files, unless a config file's <c>FakeImds</c> section names another, or none. Dispose it when done.</returns>
    /// <exception cref="ArgumentException"><paramref name="configure"/> set something that the files decide, or something that is not allowed.</exception>
    /// <exception cref="AccountFilesException">EC2 would refuse a launch, an option of one is not known, or two have the same clients.</exception>
    public ImdsEmulator EmulateFleet(Action<ImdsEmulatorOptions>? configure = null)
    {
        var builder = new AccountBuilder(_settings);
        var explainer = new Explainer(_settings, asConsole: false, hasOwnImage: true);
        foreach (var launch in _settings.Plan.Launches.Where(builder.Makes))
        {
            ServedLaunches.Require(explainer.Explain(launch));
        }

        var options = EmulatorSettings.Of(builder, builder.LaunchAll, o =>
        {
            o.UnknownClients = _settings.UnknownClients;
            configure?.Invoke(o);
        });
        var emulator = new ImdsEmulator(options);
        foreach (var launched in builder.Launched)
        {
            launched.Route(emulator);
        }

        return emulator;
    }

    /// <summary>Decides all launches without launching: which options each gets, who decided them, and whether EC2 would refuse it.</summary>
    /// <returns>The answers, in the order of the files.</returns>
    /// <exception cref="AccountFilesException">EC2 would refuse an image, a template or a policy of the files, or a launch is of another Region.</exception>
    public AccountExplanation Explain() => _explanation.Value;

    private static AccountFiles Of(InputFile[] files, AccountFilesOptions? options) => new(FileSettings.Of(files, options ?? new()));

    private static void RequireFiles(string[] names, string argument)
    {
        if (names is [] || Array.Exists(names, string.IsNullOrEmpty))
        {
            throw new ArgumentException(names is [] ? "There is no file." : "A file has no name.", argument);
        }
    }
}
