namespace FakeImds.Iac.Documents;

/// <summary>The kinds of JSON values.</summary>
internal enum ConfigKind
{
    Object,
    List,
    String,
    Number,
    Boolean,
    Null,
}
