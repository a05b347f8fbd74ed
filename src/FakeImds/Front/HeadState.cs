namespace FakeImds.Front;

/// <summary>What is to be done with the bytes of a request's head.</summary>
internal enum HeadState
{
    /// <summary>The head's end has not come yet.</summary>
    Incomplete,

    /// <summary>The head goes to Kestrel as it is.</summary>
    Whole,

    /// <summary>The head lacks what Kestrel asks for and EC2 does not.</summary>
    Lacking,

    /// <summary>This is no head of HTTP/1.0 or 1.1, or too long a one: Kestrel says what is wrong with it.</summary>
    Unreadable,
}
