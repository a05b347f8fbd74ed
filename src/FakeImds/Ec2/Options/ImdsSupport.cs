namespace FakeImds.Ec2;

/// <summary>EC2's image attribute <c>ImdsSupport</c>. It has one value; an image without it is null.</summary>
public enum ImdsSupport
{
    /// <summary><c>v2.0</c>: instances of the image get <c>HttpTokens=required</c> and a hop limit of 2 where nothing of higher rank decides.</summary>
    V2,
}
