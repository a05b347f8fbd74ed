using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The images of a Region.</summary>
public sealed class ImageCatalog
{
    private const int MaxIdLength = 64;

    private readonly Ec2Region _region;
    private readonly Lock _change = new();
    private ResourceIndex<Ec2Image> _images = ResourceIndex<Ec2Image>.Empty(static i => i.ImageId, InOrder, static i => i.Name);
    private ImmutableHashSet<string> _deregistered = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private int _registered;

    internal ImageCatalog(Ec2Region region) => _region = region;

    /// <summary>The images, the oldest first.</summary>
    public IReadOnlyCollection<Ec2Image> All => Index.All;

    /// <summary>The images at this moment, for those who want a part of them.</summary>
    internal ResourceIndex<Ec2Image> Index => Volatile.Read(ref _images);

    /// <summary>The image of that id, or null.</summary>
    /// <param name="imageId">The id.</param>
    /// <returns>The image, or null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="imageId"/> is null.</exception>
    public Ec2Image? Find(string imageId)
    {
        ArgumentNullException.ThrowIfNull(imageId);
        return Index.Find(imageId) ?? Lenient(imageId);
    }

    /// <summary>Whether an image of that id is registered; <see cref="Ec2AccountOptions.LenientImageIds"/> changes nothing here.</summary>
    /// <param name="imageId">The id.</param>
    /// <returns>True if there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="imageId"/> is null.</exception>
    public bool IsRegistered(string imageId) => Index.Find(imageId) is not null;

    /// <summary>The images of a name, one of each owner at most, the oldest first.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The images; empty for none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public IReadOnlyCollection<Ec2Image> Named(string name) => [.. Index.Named([name])];

    /// <summary>The image of that id.</summary>
    /// <param name="imageId">The id.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="imageId"/> is null.</exception>
    /// <exception cref="Ec2Exception">There is none: <c>InvalidAMIID.NotFound</c>.</exception>
    public Ec2Image Get(string imageId) => Find(imageId) ?? throw new Ec2Exception(Ec2Errors.ImageNotFound(imageId));

    /// <summary>Registers an image under a new id.</summary>
    /// <param name="name">Its name, 3 to 128 characters, unique in the Region.</param>
    /// <param name="imdsSupport">Its <c>ImdsSupport</c>; null for none.</param>
    /// <returns>The image.</returns>
    /// <exception cref="Ec2Exception">The name is too short, too long or in use.</exception>
    public Ec2Image Register(string name, ImdsSupport? imdsSupport = null) =>
        Register(new Ec2Image { ImageId = NextId(), Name = name, ImdsSupport = imdsSupport, CreationDate = Now });

    /// <summary>Registers an image as given, with the id it has. An image of that id is replaced.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is null.</exception>
    /// <exception cref="Ec2Exception">The name is too short, too long or in use by another image of the same owner.</exception>
    public Ec2Image Register(Ec2Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Add(image, isNew: true);
    }

    /// <summary>Holds an image that a file describes. What exists may share its name with others.</summary>
    internal Ec2Image Restore(Ec2Image image) => Add(image, isNew: false);

    private Ec2Image Add(Ec2Image image, bool isNew)
    {
        Check(image.ImdsSupport);
        if (image.Name is not { Length: >= 3 and <= 128 })
        {
            throw new Ec2Exception(Ec2Errors.InvalidParameter("Name", image.Name, "Image names have 3 to 128 characters."));
        }

        lock (_change)
        {
            if (isNew && _images.Named(image.Name).FirstOrDefault(i => i.OwnerId == image.OwnerId && i.ImageId != image.ImageId) is { } other)
            {
                throw new Ec2Exception(Ec2Errors.ImageNameInUse(image.Name, other.ImageId));
            }

            Volatile.Write(ref _images, _images.Set(image));
            return image;
        }
    }

    /// <summary>Sets <c>ImdsSupport=v2.0</c>. EC2 has no way back (docs/fidelity.md#image-undo); launched instances keep their options.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="imdsSupport">The value.</param>
    /// <returns>The changed image.</returns>
    /// <exception cref="Ec2Exception">There is no such image: <c>InvalidAMIID.NotFound</c>, or no such value: <c>InvalidParameterValue</c>.</exception>
    public Ec2Image ModifyImdsSupport(string imageId, ImdsSupport imdsSupport)
    {
        Check(imdsSupport);
        lock (_change)
        {
            var image = Get(imageId) with { ImdsSupport = imdsSupport };
            Volatile.Write(ref _images, _images.Set(image));
            return image;
        }
    }

    /// <summary>Changes an image as one step: description, public or not.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="change">Makes the new version from the current one.</param>
    /// <returns>The changed image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="ArgumentException">The change alters id, name or <c>ImdsSupport</c>.</exception>
    /// <exception cref="Ec2Exception">There is no such image: <c>InvalidAMIID.NotFound</c>.</exception>
    public Ec2Image Update(string imageId, Func<Ec2Image, Ec2Image> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_change)
        {
            var before = Get(imageId);
            var image = change(before);
            if (image.ImageId != before.ImageId || image.Name != before.Name || image.ImdsSupport != before.ImdsSupport)
            {
                throw new ArgumentException($"The change alters ImageId, Name or ImdsSupport of {imageId}. An image keeps its id and name; ImdsSupport has ModifyImdsSupport.", nameof(change));
            }

            Volatile.Write(ref _images, _images.Set(image));
            return image;
        }
    }

    /// <summary>Copies an image of this or another Region; the copy has its <c>ImdsSupport</c> (docs/fidelity.md#image-copy).</summary>
    /// <param name="source">The image to copy.</param>
    /// <param name="name">The copy's name.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="Ec2Exception">The name is too short, too long or in use.</exception>
    public Ec2Image Copy(Ec2Image source, string name) => Copy(source, name, source?.Description, sourceRegion: null);

    /// <summary>Makes an image of an instance; it has the <c>ImdsSupport</c> of the image that the instance was launched from.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="name">The image's name.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="instance"/> is null.</exception>
    /// <exception cref="Ec2Exception">The name is too short, too long or in use.</exception>
    public Ec2Image CreateFrom(Ec2Instance instance, string name) => CreateFrom(instance, name, description: null);

    internal Ec2Image Copy(Ec2Image source, string name, string? description, string? sourceRegion)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Register(source with
        {
            ImageId = NextId(),
            Name = name,
            OwnerId = null,
            Description = description,
            CreationDate = Now,
            SourceImageId = source.ImageId,
            SourceImageRegion = sourceRegion,
            SourceInstanceId = null,
            IsPublic = false,
        });
    }

    internal Ec2Image CreateFrom(Ec2Instance instance, string name, string? description)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return Register(instance.LaunchedFrom with
        {
            ImageId = NextId(),
            Name = name,
            OwnerId = null,
            Description = description,
            CreationDate = Now,
            SourceInstanceId = instance.InstanceId,
            SourceImageId = null,
            SourceImageRegion = null,
            IsPublic = false,
        });
    }

    /// <summary>Removes an image. Instances launched from it go on.</summary>
    /// <param name="imageId">The image.</param>
    /// <exception cref="Ec2Exception">There is no such image: <c>InvalidAMIID.NotFound</c>.</exception>
    public void Deregister(string imageId)
    {
        lock (_change)
        {
            Get(imageId);
            Volatile.Write(ref _images, _images.Remove(imageId));
            Volatile.Write(ref _deregistered, _deregistered.Add(imageId));
            _region.Tags.Forget(imageId);
        }
    }

    private static int InOrder(Ec2Image a, Ec2Image b) =>
        a.CreationDate.CompareTo(b.CreationDate) is not 0 and var byDate ? byDate : string.CompareOrdinal(a.ImageId, b.ImageId);

    private static void Check(ImdsSupport? imdsSupport)
    {
        if (MetadataOptionsRules.Check(imdsSupport) is { } error)
        {
            throw new Ec2Exception(error);
        }
    }

    private DateTimeOffset Now => _region.Account.TimeProvider.GetUtcNow();

    // A page's ami-0123456789example is an image of its own until it is deregistered.
    private Ec2Image? Lenient(string imageId) =>
        _region.Account.LenientImageIds && imageId.StartsWith("ami-", StringComparison.Ordinal)
        && imageId.Length is > 4 and <= MaxIdLength && !Volatile.Read(ref _deregistered).Contains(imageId)
            ? new Ec2Image { ImageId = imageId, Name = imageId, CreationDate = DateTimeOffset.UnixEpoch }
            : null;

    internal string NextId() => _region.Account.Ids.Id("ami", _region.Name, Interlocked.Increment(ref _registered));
}
