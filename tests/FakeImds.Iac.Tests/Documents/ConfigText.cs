using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Documents;

/// <summary>Reads config text as the program reads a file.</summary>
internal static class ConfigText
{
    public const string Name = "x.json";

    public static string Sample => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "fakeimds.sample.json"));

    public static AccountSettings Settings(string json) => AccountSettings.Of([InputFile.Of(Name, Encoding.UTF8.GetBytes(json))]);

    public static InstanceDescription Description(string json)
    {
        var settings = Settings(json);
        var builder = new AccountBuilder(settings);
        var options = new ImdsEmulatorOptions { Region = builder.Region, Launch = builder.LaunchAll };
        builder.Configure(options.Account);
        using var emulator = new ImdsEmulator(options);
        return emulator.Instance.Snapshot.Description;
    }

    /// <summary>The one line that the program prints, without the file's name.</summary>
    public static string Error(string json)
    {
        var error = Should.Throw<AccountFilesException>(() => Description(json));
        error.Message.ShouldNotContain("\n");
        error.Message.ShouldStartWith(Name + ":");
        return error.Message[(Name.Length + 1)..];
    }
}
