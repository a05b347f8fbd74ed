using FakeImds.Ec2;
using FakeImds.Front;
using FakeImds.Hops;
using FakeImds.Journal;

namespace FakeImds.Service;

/// <summary>Answers what is malformed, so that no server makes a request of it: the same gates come first (docs/fidelity.md#malformed).</summary>
internal sealed class MalformedRequests(Ec2Instance instance, TimeProvider time, RequestJournal journal)
{
    /// <param name="client">Who sent it.</param>
    /// <param name="request">What can be told of it.</param>
    /// <param name="status">What is wrong with it.</param>
    /// <returns>The whole answer; null when none may leave.</returns>
    public byte[]? Answer(ClientConnection client, MalformedRequest request, int status)
    {
        var options = instance.Snapshot.MetadataOptions;
        if (!instance.Snapshot.IsOn)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var version = request.IsPut || request.CarriesToken ? ImdsVersion.V2 : ImdsVersion.V1;
        if (!client.Admit(request.IsPut, options.HttpPutResponseHopLimit.Value))
        {
            journal.Report(client, now, request.Method, request.Target, version, request.CarriesToken, AnswerOutcome.Withheld);
            return null;
        }

        var answer = options.HttpEndpoint.Value is OptionState.Disabled ? Service.Answer.EndpointDisabled : Service.Answer.Malformed(status);
        journal.Report(client, now, request.Method, request.Target, version, request.CarriesToken, client.Outcome, answer.Status);
        return AnswerText.Of(answer, now, isHead: request.Method == "HEAD");
    }
}
