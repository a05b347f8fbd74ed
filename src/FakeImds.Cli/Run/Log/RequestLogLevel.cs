namespace FakeImds.Cli.Run;

/// <summary>Which requests <c>fakeimds run</c> prints.</summary>
internal enum RequestLogLevel
{
    Off,

    /// <summary>Those with a status from 400 up, and answers that did not arrive.</summary>
    Errors,

    Requests,
}
