using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace FakeImds.Identity;

/// <summary>
/// DSA domain parameters and the digest that goes with them. They are public values that many keys may share, and slow
/// to find: made once by <c>openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:… -pkeyopt
/// dsa_paramgen_q_bits:…</c> (OpenSSL 3.0.19) and kept. Only the private number of a key comes from the seed.
/// </summary>
internal sealed class DsaDomain
{
    /// <summary>1024/160 bits with SHA-1: the key behind <c>pkcs7</c>.</summary>
    internal static readonly DsaDomain Bits1024 = new(
        "A7DDC8C49715CF27EA319352D5275474307B1AA542F68D596FACAB8E2CAD43F45687D9BE10AB31D10C27E0041B22A2C6"
            + "022648CA3946862477FD9D3ADBA46E6698DE14BB05B0E0FBAFEF2B17AD966810FD729FEEE7A3CD89B79FCB7C027404D2"
            + "1469E0E79A5E56D76D5E44FA33F232BFE1F1DCBB3D3F16645C41292B701CD213",
        "C822C44101C78F7D7470CB64ACCB70A511C6409D",
        "2618C943E10162FB27F4E4185F57081BCE283FEEFD4B9A8E2363618B6FE227C7AE6D98978DFBFAE25096A910AFBCA80E"
            + "56F030C9E494329817B79A280082C98D7D8D231AD61C793E70427A63A09D1585178E6E8423C2EF836084A2B4AB0C8711"
            + "E1234C8FF2BC58561083D7EEE69F569C647CF3C3BE9FB782CDD4824991341286",
        HashAlgorithmName.SHA1,
        Oids.DsaWithSha1);

    /// <summary>2048/256 bits with SHA-256: the key behind <c>dsa2048</c>.</summary>
    internal static readonly DsaDomain Bits2048 = new(
        "C2FA8DE45983EB446CF6564F0D00251E382DD92D4F0C1F7067E41D146C21A0DD563B931CE3E9A22F3A242061B83AA787"
            + "BC0ADB71960DA8D7A43A833C276E983B5C05EABD27D1389D5796FC782841320C8C9344E70CE7F23F834A9BA53C98D765"
            + "E79289DE7E21B1917B38E04B6DBA778E61C2CEE8CAE41B7AFAEE47DCE233BE1E6DD5D1D842638242EBF5FE2B5928FA22"
            + "E635AE77A974D3300FE5B6E5645231E51DCCC093FDDF9D0751EDCE7896EF18DD0D358BF160260FE857BAC42235BA7E9F"
            + "7B7968169C16A5B82255E1F999286090079BD0D9DF3DE6FC9A927A21A5A20F7A72A0C24C4B174125882551FF44DADC9E"
            + "0A567E68685727FA49F84A5E62DA54D3",
        "CCDFC958AE89DACB7C57943182633F58EEAD5172A92C2102EA52786211369B63",
        "8DD74EABE0BE0ED6F15CF2E497A1EF626D4262538B6251D5315C3C99034BAF08DB3169EFB8123F86EAAF07F648C3EAE9"
            + "1D38E00A98C42F37CE64364593191070B0455047BDE746CFBDF8A9B6E7D902245E80DA1F8F7FFC38DBC1C6C83ACFD905"
            + "2097882E0BBD8C8DF1C789AEDBA2279C49D9BD5F6D5B3369BAE28278150F8AAF2330A764B72A0951BFE3A4651D35DC3F"
            + "02C1BA1ACCAAC37197F900227FF3B5F5CA8658D6E0DB355E33305547EBC94A38F1D0CA910F61FDDA8877CCFD589B53B2"
            + "52573DF8380B089F7E5BC03FA66F7D98C69CA4A6FB06603FC867389E2E101234A7DF047024CB4D78CA4D2D8ABF56EBA5"
            + "C32BE6B62D21B868AB2D71D838D83326",
        HashAlgorithmName.SHA256,
        Oids.DsaWithSha256);

    private DsaDomain(string p, string q, string g, HashAlgorithmName digest, string signatureOid)
    {
        P = Parse(p);
        Q = Parse(q);
        G = Parse(g);
        Digest = digest;
        SignatureOid = signatureOid;
    }

    internal BigInteger P { get; }

    internal BigInteger Q { get; }

    internal BigInteger G { get; }

    internal int QBytes => Q.GetByteCount(isUnsigned: true);

    /// <summary>As long as q: the signing code needs no truncation.</summary>
    internal HashAlgorithmName Digest { get; }

    internal string SignatureOid { get; }

    private static BigInteger Parse(string hex) => // the leading zero keeps it positive
        BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
