using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Errors of the Query protocol itself; those of the account are in <c>Ec2Errors</c>. Codes: docs/fidelity.md#query-errors.</summary>
internal static class ApiErrors
{
    public static Ec2Error DryRun { get; } =
        new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);

    public static Ec2Error MissingAction { get; } =
        new("MissingAction", "The request is missing an action or a required parameter.");

    public static Ec2Error MalformedQuery { get; } = new("MalformedQueryString", "The query string contains a syntax error.");

    public static Ec2Error InvalidNextToken { get; } = new("InvalidNextToken", "The specified NextToken is not valid.");

    public static Ec2Error InternalError { get; } = new("InternalError", "An internal error has occurred.", 500);

    public static Ec2Error RequestExpired { get; } = new("RequestExpired", "Request has expired.");

    public static Ec2Error TooManyRegions(int limit) =>
        new("RequestLimitExceeded", $"FakeImds serves at most {limit} Regions at once.", 503);

    /// <summary>Nothing was launched: docs/fidelity.md#metadata-endpoint.</summary>
    public static Ec2Error NoMetadataPorts(string reason) =>
        new("InsufficientInstanceCapacity", $"There are not enough ports for the metadata services of the instances. {reason}", 500);

    public static Ec2Error MethodNotAllowed(string method) =>
        new("InvalidRequest", $"The request received was invalid: {method} is not GET or POST.", 405);

    public static Ec2Error OfAnotherSite(string message) => new("UnauthorizedOperation", message, 403);

    public static Ec2Error TooLarge(int limit) =>
        new("RequestEntityTooLarge", $"The request is larger than {limit} bytes.", 413);

    public static Ec2Error MalformedBody(int status) =>
        new("InvalidRequest", "The request received was invalid: its body can't be read.", status);

    public static Ec2Error TooManyParameters(int limit) =>
        new("InvalidRequest", $"The request received was invalid: it has more than {limit} parameters.");

    public static Ec2Error InvalidCharacters(string parameter) =>
        new("InvalidParameterValue", $"The value of parameter {parameter} contains characters that XML can't carry.");

    public static Ec2Error Duplicate(string parameter) =>
        new("InvalidParameterValue", $"The parameter {parameter} was given more than once.");

    public static Ec2Error NoSuchVersion(string version) =>
        new("NoSuchVersion", $"The requested version ({version}) of service AmazonEC2 does not exist");

    public static Ec2Error InvalidAction(string action) =>
        new("InvalidAction", $"The action {action} is not valid for this web service.");

    public static Ec2Error UnknownParameter(string name) =>
        new("UnknownParameter", $"The parameter {name} is not recognized");

    public static Ec2Error InvalidRegion(string region) =>
        new("AuthFailure", $"Credential should be scoped to a valid region, not '{region}'.", 401);

    public static Ec2Error Denied(string arn, string action, string resource) =>
        new("UnauthorizedOperation", $"You are not authorized to perform this operation. User: {arn} is not authorized to perform: ec2:{action} on resource: {resource}", 403);

    public static Ec2Error InvalidFilter(string name) => new("InvalidParameterValue", $"The filter '{name}' is invalid");

    public static Ec2Error TooManyFilters(int limit) =>
        new("FilterLimitExceeded", $"A request can have at most {limit} filters and {limit} filter values.");

    public static Ec2Error Combination(string one, string other) =>
        new("InvalidParameterCombination", $"The parameter {one} cannot be used with the parameter {other}");

    public static Ec2Error NotBase64(string parameter) =>
        new("InvalidUserData.Malformed", $"Invalid BASE64 encoding of user data in {parameter}.");
}
