namespace FakeImds.Control.Json;

/// <summary>The certificates that verify identity documents, as PEM.</summary>
internal sealed record CertificatesJson(string Signature, string Pkcs7, string Rsa2048, string Dsa2048);
