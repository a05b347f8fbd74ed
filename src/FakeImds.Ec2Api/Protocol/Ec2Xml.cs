using System.Globalization;
using System.Text;
using System.Xml;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Writes EC2's XML: elements in order, lists as <c>item</c>s, absent members left out.</summary>
internal sealed class Ec2Xml : IDisposable
{
    private const string Namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private readonly MemoryStream _stream = new();
    private readonly XmlWriter _writer;

    private readonly string _namespace;

    private Ec2Xml(string xmlNamespace)
    {
        _namespace = xmlNamespace;
        _writer = XmlWriter.Create(_stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
    }

    public static byte[] Response(string action, string requestId, Action<Ec2Xml> members)
    {
        using var xml = new Ec2Xml(Namespace);
        xml._writer.WriteStartElement(action + "Response", Namespace);
        xml.Text("requestId", requestId);
        members(xml);
        xml._writer.WriteEndElement();
        return xml.ToBytes();
    }

    public static byte[] Error(Ec2Error error, string requestId)
    {
        // Errors have no namespace on EC2.
        using var xml = new Ec2Xml("");
        xml.Element("Response", x =>
        {
            x.Element("Errors", e => e.Element("Error", d => d.Text("Code", error.Code).Text("Message", error.Message)));
            x.Text("RequestID", requestId);
        });
        return xml.ToBytes();
    }

    /// <summary>A text member; null is left out.</summary>
    public Ec2Xml Text(string name, string? value)
    {
        if (value is not null)
        {
            _writer.WriteElementString(name, _namespace, XmlText.Of(value));
        }

        return this;
    }

    public Ec2Xml Flag(string name, bool? value) => Text(name, value switch { true => "true", false => "false", null => null });

    public Ec2Xml Number(string name, int? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A time as EC2 writes it, in UTC with milliseconds.</summary>
    public Ec2Xml Time(string name, DateTimeOffset value) => Text(name, TimeText(value));

    public Ec2Xml Element(string name, Action<Ec2Xml> members)
    {
        _writer.WriteStartElement(name, _namespace);
        members(this);
        _writer.WriteEndElement();
        return this;
    }

    public Ec2Xml List<T>(string name, IEnumerable<T> items, Action<Ec2Xml, T> members) => Element(name, x =>
    {
        foreach (var item in items)
        {
            x.Element("item", i => members(i, item));
        }
    });

    /// <summary>A list of texts.</summary>
    public Ec2Xml Texts(string name, IEnumerable<string> items) => Element(name, x =>
    {
        foreach (var item in items)
        {
            x.Text("item", item);
        }
    });

    /// <summary>A list that is left out when it is empty.</summary>
    public Ec2Xml OptionalList<T>(string name, IReadOnlyCollection<T> items, Action<Ec2Xml, T> members) =>
        items.Count == 0 ? this : List(name, items, members);

    public static string TimeText(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private byte[] ToBytes()
    {
        _writer.Flush();
        return _stream.ToArray();
    }
}
