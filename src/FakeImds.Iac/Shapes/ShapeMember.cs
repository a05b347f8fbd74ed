namespace FakeImds.Iac.Shapes;

/// <summary>A member that an object may have.</summary>
/// <param name="Shape">What it holds.</param>
/// <param name="Description">What it does; null for members of AWS' shapes.</param>
internal sealed record ShapeMember(Shape Shape, string? Description);
