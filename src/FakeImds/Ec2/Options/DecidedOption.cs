namespace FakeImds.Ec2;

/// <summary>The value of an option together with the source that decided it.</summary>
/// <typeparam name="T">The type of the option's value.</typeparam>
/// <param name="Value">The value in force.</param>
/// <param name="Source">Who decided it.</param>
public readonly record struct DecidedOption<T>(T Value, OptionSource Source)
    where T : struct;
