using System.Text;

namespace FakeImds.Categories;

/// <summary>A leaf: text, bytes, or text that is rendered when it is first asked for.</summary>
/// <param name="name">Its name in a path.</param>
/// <param name="since">The first version that shows it.</param>
/// <param name="value">A string, a <see cref="Func{TResult}"/> of string, or the bytes.</param>
internal class CategoryLeaf(string name, byte since, object value) : Category(name, since)
{
    // The bytes from the first answer on.
    private object _value = value;

    public sealed override byte[] Body(int version)
    {
        // Read once: another thread may put the bytes in its place meanwhile.
        var value = _value;
        if (value is byte[] kept)
        {
            return kept;
        }

        var rendered = Encoding.UTF8.GetBytes(value as string ?? ((Func<string>)value)());
        _value = rendered;
        return rendered;
    }
}
