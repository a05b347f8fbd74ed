using FakeImds.Control.Hosting;
using FakeImds.Control.Json;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/certificates</c>.</summary>
internal static class CertificatesResource
{
    public static ValueTask<ControlAnswer> Get(ControlCall call)
    {
        call.AllowOnly();
        var authority = call.Target.Emulator.IdentityAuthority;
        return new(ControlAnswer.Ok(
            new CertificatesJson(authority.RsaCertificatePem, authority.DsaCertificatePem, authority.RsaCertificatePem, authority.Dsa2048CertificatePem),
            ControlJson.Default.CertificatesJson));
    }
}
