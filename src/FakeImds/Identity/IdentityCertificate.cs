using System.Numerics;

namespace FakeImds.Identity;

/// <summary>A certificate and the two things by which a signature names it.</summary>
/// <param name="Der">The whole certificate.</param>
/// <param name="Issuer">The issuer's Name, encoded.</param>
/// <param name="Serial">The serial number.</param>
internal sealed record IdentityCertificate(byte[] Der, byte[] Issuer, BigInteger Serial);
