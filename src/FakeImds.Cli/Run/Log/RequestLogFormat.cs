namespace FakeImds.Cli.Run;

/// <summary>The form of the request log.</summary>
internal enum RequestLogFormat
{
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
