namespace FakeImds.Ec2;

/// <summary>Every error of the simulated account, in one place. Codes and texts: docs/fidelity.md#ec2-errors.</summary>
internal static class Ec2Errors
{
    /// <summary>The one text that EC2 uses for launch and for modify (docs/fidelity.md#enforced).</summary>
    public static Ec2Error TokensEnforced { get; } = new(
        "UnsupportedOperation",
        "You can't launch instances with IMDSv1 because httpTokensEnforced is enabled for this account. Either launch the instance with httpTokens=required or contact your account owner to disable httpTokensEnforced using the ModifyInstanceMetadataDefaults API or the account settings in the EC2 console.");

    public static Ec2Error NoOptionGiven { get; } = new("InvalidParameterCombination", "No attributes specified.");

    public static Ec2Error SetByPolicy(string message) => new("OperationNotPermitted", message);

    public static Ec2Error SeveralAttributes { get; } =
        new("InvalidParameterCombination", "Fields for multiple attribute types specified.");

    public static Ec2Error InvalidOption(string option, string? value, string allowed) =>
        new("InvalidParameterValue", $"A value of '{value}' is not valid for {option}. Specify {allowed} and try again.");

    public static Ec2Error NotWithDisabledEndpoint(string option) =>
        new("InvalidParameterCombination", $"{option} can't be specified when HttpEndpoint is 'disabled'. Specify HttpEndpoint 'enabled' and try again.");

    public static Ec2Error InvalidTagKey(string key) =>
        new("InvalidParameterValue", $"'{key}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\\\-_+=,.@:]{{1,255}}), and must not be a reserved name ('.', '..', '_index')");

    /// <summary>One text for launch and modify (docs/fidelity.md#ipv6-on-xen).</summary>
    public static Ec2Error Ipv6OnXen { get; } = new(
        "UnsupportedOperation", "The HttpProtocolIpv6 metadata option cannot be enabled for Xen-backed instance types.");

    public static Ec2Error InvalidParameter(string name, string? value, string allowed) =>
        new("InvalidParameterValue", $"Value ({value}) for parameter {name} is invalid. {allowed}");

    public static Ec2Error ReservedTagKey(string key) =>
        new("InvalidParameterValue", $"Tag keys starting with 'aws:' are reserved for internal use. '{key}' can't be set.");

    public static Ec2Error TooManyTags(int limit) =>
        new("TagLimitExceeded", $"The maximum number of Tags for a resource has been reached: {limit}.");

    public static Ec2Error TooManyTaggedResources(int limit) =>
        new("ResourceCountExceeded", $"FakeImds keeps the tags of at most {limit} resources that it does not simulate.");

    public static Ec2Error InvalidId(string id) => new("InvalidID", $"The ID '{id}' is not valid");

    public static Ec2Error InvalidZone(string zone) =>
        new("InvalidParameterValue", $"Invalid availability zone: [{zone}]");

    public static Ec2Error Missing(string parameter) =>
        new("MissingParameter", $"The request must contain the parameter {parameter}");

    public static Ec2Error InstanceNotFound(string id) =>
        new("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");

    public static Ec2Error InstancesNotFound(IReadOnlyCollection<string> ids) =>
        ids.Count == 1 ? InstanceNotFound(ids.First()) : new("InvalidInstanceID.NotFound", $"The instance IDs '{string.Join(", ", ids)}' do not exist");

    public static Ec2Error InstanceMalformed(string id) => new("InvalidInstanceID.Malformed", $"Invalid id: \"{id}\"");

    public static Ec2Error ImageMalformed(string id) => new("InvalidAMIID.Malformed", $"Invalid id: \"{id}\" (expecting \"ami-...\")");

    public static Ec2Error KeyPairInUse(string name) => new("InvalidKeyPair.Duplicate", $"The keypair '{name}' already exists.");

    public static Ec2Error KeyPairNotFound(string name) => new("InvalidKeyPair.NotFound", $"The key pair '{name}' does not exist");

    public static Ec2Error KeyFormat { get; } = new("InvalidKey.Format", "Key is not in valid OpenSSH public key format");

    public static Ec2Error SpotRequestNotFound(string id) =>
        new("InvalidSpotInstanceRequestID.NotFound", $"The spot instance request ID '{id}' does not exist");

    public static Ec2Error NotStopped(string id) => new("IncorrectInstanceState", $"The instance '{id}' is not in the 'stopped' state.");

    /// <param name="id">The instance.</param>
    /// <param name="verb"><c>terminated</c> or <c>stopped</c>.</param>
    /// <param name="attribute">The attribute that forbids it.</param>
    public static Ec2Error ProtectedBy(string id, string verb, string attribute) =>
        new("OperationNotPermitted", $"The instance '{id}' may not be {verb}. Modify its '{attribute}' instance attribute and try again.");

    public static Ec2Error ProfileAssociated(string id) => new("IncorrectState", $"There is an existing association for instance {id}");

    public static Ec2Error AssociationNotFound(string id) =>
        new("InvalidAssociationID.NotFound", $"An invalid association-id of '{id}' was given");

    public static Ec2Error IncorrectState(string id, string verb) =>
        new("IncorrectInstanceState", $"The instance '{id}' is not in a state from which it can be {verb}.");

    public static Ec2Error ImageNotFound(string id) =>
        new("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    public static Ec2Error ImageNameInUse(string name, string id) =>
        new("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {id}");

    public static Ec2Error TemplateIdNotFound(string id) =>
        new("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist.");

    public static Ec2Error TemplateNameNotFound(string name) =>
        new("InvalidLaunchTemplateName.NotFoundException", $"The specified launch template, with template name {name}, does not exist.");

    public static Ec2Error TemplateNameMalformed { get; } =
        new("InvalidLaunchTemplateName.MalformedException", "A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.");

    public static Ec2Error TemplateIdMalformed(string id) =>
        new("InvalidLaunchTemplateId.Malformed", $"The specified launch template ID '{id}' is malformed. Launch template IDs begin with 'lt-'.");

    public static Ec2Error TemplateNameInUse { get; } =
        new("InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");

    public static Ec2Error TemplateVersionNotFound(string version, string id) =>
        new("InvalidLaunchTemplateId.VersionNotFound", $"Could not find the specified version {version} for the launch template with ID {id}.");

    public static Ec2Error IdempotentMismatch(string token) =>
        new("IdempotentParameterMismatch", $"The client token '{token}' was used before with other parameters.");
}
