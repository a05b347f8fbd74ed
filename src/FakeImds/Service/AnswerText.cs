using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeImds.Service;

/// <summary>An answer as bytes, where there is no server to write it: it ends its connection.</summary>
internal static class AnswerText
{
    /// <param name="answer">The answer; it issues no token.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="isHead">True when the body is not sent.</param>
    public static byte[] Of(in Answer answer, DateTimeOffset now, bool isHead)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 {answer.Status} {answer.ReasonPhrase ?? ReasonPhrases.GetReasonPhrase(answer.Status)}
            Content-Length: {answer.Body?.Length ?? 0}
            Connection: close
            Content-Type: {answer.ContentType}
            Date: {now.UtcDateTime:R}
            Server: EC2ws


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. isHead ? [] : answer.Body ?? []];
    }
}
