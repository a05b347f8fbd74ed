namespace FakeImds.Iac.Terraform;

/// <summary>What a plan does with a resource.</summary>
internal enum TerraformAction
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>Nothing: it is there, and stays as it is. All that a state holds.</summary>
    None,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is made anew, and the old one goes.</summary>
    Replace,
}
