namespace FakeImds.Categories;

/// <summary>A leaf of bytes that are not necessarily text: user data and overrides.</summary>
internal sealed class TypedLeaf(string name, byte[] content, string contentType) : CategoryLeaf(name, ServedVersions.First, content)
{
    public override string ContentType => contentType;
}
