namespace FakeImds.Journal;

/// <summary>A request and what would have become of it.</summary>
/// <param name="Request">The request as it was.</param>
/// <param name="Verdict">What would have become of it.</param>
/// <param name="Status">The status of a refusal; 0 for a refused connection and for all other verdicts.</param>
public readonly record struct WhatIfRequest(ServedRequest Request, WhatIfVerdict Verdict, int Status);
