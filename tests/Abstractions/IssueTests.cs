namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class IssueTests
{
    [Fact]
    public void An_issue_is_one_line_of_code_place_text_and_hint()
    {
        Issue issue = Issue.Error("ABC01", "clip.wav", "The file is empty.", "Record it again.");
        Assert.Equal("error ABC01: clip.wav: The file is empty. Record it again.", issue.ToString());
    }

    [Fact]
    public void A_warning_without_place_and_hint_leaves_no_gaps() =>
        Assert.Equal("warning ABC02: The clip is quiet.", Issue.Warning("ABC02", "", "The clip is quiet.", "").ToString());

    [Fact]
    public void An_exception_carries_every_issue_in_its_message()
    {
        ModkitException exception = new([Issue.Error("ABC01", "a", "One.", ""), Issue.Error("ABC02", "b", "Two.", "")]);
        Assert.Equal(2, exception.Issues.Count);
        Assert.Equal($"error ABC01: a: One.{Environment.NewLine}error ABC02: b: Two.", exception.Message);
    }
}
