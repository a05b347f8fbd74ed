using FakeImds.Iac.Messages;

namespace FakeImds.Control.Hosting;

/// <summary>A request that can't be carried out; the message is the one line of the answer.</summary>
internal sealed class ControlException(int status, string message) : Exception(OneLine.Of(message))
{
    public int Status { get; } = status;

    public static ControlException BadRequest(string message) => new(400, message);

    public static ControlException NotFound(string message) => new(404, message);

    public static ControlException Conflict(string message) => new(409, message);
}
