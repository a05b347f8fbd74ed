using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class OptionTextTests
{
    [Fact]
    public void Every_word_reads_back_as_its_value()
    {
        Enum.GetValues<HttpTokens>().ShouldAllBe(v => MetadataOptionText.ParseHttpTokens("o", MetadataOptionText.Of(v)) == v);
        Enum.GetValues<OptionState>().ShouldAllBe(v => MetadataOptionText.ParseState("o", MetadataOptionText.Of(v)) == v);
        Enum.GetValues<DefaultHttpTokens>().ShouldAllBe(v => MetadataOptionText.ParseDefaultHttpTokens("o", MetadataOptionText.Of(v)) == v);
        Enum.GetValues<DefaultOptionState>().ShouldAllBe(v => MetadataOptionText.ParseDefaultState("o", MetadataOptionText.Of(v)) == v);
        MetadataOptionText.ParseImdsSupport("v2.0").ShouldBe(ImdsSupport.V2);
    }

    [Fact]
    public void Every_source_has_words_of_its_own() =>
        Enum.GetValues<OptionSource>().Select(MetadataOptionText.Of).ShouldBeUnique();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Required")]
    [InlineData("Enabled")]
    [InlineData("no_preference")]
    [InlineData(" enabled")]
    [InlineData("1")]
    [InlineData("v1.0")]
    public void Another_word_is_an_invalid_parameter_value(string? word)
    {
        Action[] readings =
        [
            () => MetadataOptionText.ParseHttpTokens("O", word), () => MetadataOptionText.ParseState("O", word),
            () => MetadataOptionText.ParseDefaultHttpTokens("O", word), () => MetadataOptionText.ParseDefaultState("O", word),
            () => MetadataOptionText.ParseImdsSupport(word),
        ];
        readings.Select(read => TestRegion.Refusal(read)).ShouldAllBe(e => e.Code == "InvalidParameterValue" && e.Message.Contains($"'{word}'"));
    }

    [Fact]
    public void The_message_is_the_one_seen_on_EC2() =>
        TestRegion.Refusal(() => MetadataOptionText.ParseState("HttpEndpoint", ""))
            .ToString().ShouldBe("InvalidParameterValue: A value of '' is not valid for HttpEndpoint. Specify either 'enabled' or 'disabled' and try again.");
}
