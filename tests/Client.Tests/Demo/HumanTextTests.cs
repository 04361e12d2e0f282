using Detector.Cli;
using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Demo.Language;

namespace Detector.Client.Tests.Demo;

public sealed class HumanTextTests
{
    [Fact]
    public void Sentences_end_at_a_mark_before_a_capital_but_not_after_abbreviations_and_initials()
    {
        string[] expected = ["Mr. Speaker, I thank J. Q. Adams!", "Is No. 7 paid?", "It cost $3.50 in all.", "We saw 12 ships."];
        Assert.Equal(expected, Sentences.Of("Mr. Speaker, I thank J. Q. Adams!  Is No. 7 paid? It cost $3.50 in all.\nWe saw 12 ships."));
    }

    [Fact]
    public void Stage_directions_quotation_marks_and_dotted_lines_are_left_out()
    {
        string[] expected = ["We won't.", "Total . twelve"];
        Assert.Equal(expected, Sentences.Of("“We won’t.” [Applause] \"Total . . . . . twelve\""));
    }

    [Fact]
    public void Passages_stay_between_the_bounds_and_leave_out_what_fits_in_none()
    {
        var shape = new PassageShape(MinWords: 6, MaxWords: 10);
        const string Text = "One two three. Four five six. This sentence alone is far too long to fit in any passage at all. Seven eight nine ten eleven.";
        string[] expected = ["One two three. Four five six.", "Seven eight nine ten eleven."];
        Assert.Equal(expected, Addresses.Passages(Text, shape));
    }

    [Theory]
    [InlineData(1790, "to 1828")]
    [InlineData(1828, "to 1828")]
    [InlineData(1829, "1829-1860")]
    [InlineData(1900, "1861-1900")]
    [InlineData(2021, "from 1990")]
    public void A_year_falls_in_its_era(int year, string era) => Assert.Equal(era, Eras.Of(year));

    [Fact]
    public void Addresses_are_read_in_order_with_ids_and_eras()
    {
        var folder = Directory.CreateTempSubdirectory("detector-addresses-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "1863_abraham_lincoln_r.txt"), "Two three four. Five six seven.");
            File.WriteAllText(Path.Combine(folder.FullName, "1790_george_washington_n.txt"), "One two three.");
            var passages = Addresses.Read(folder.FullName, new PassageShape(MinWords: 3, MaxWords: 9));
            HumanPassage[] expected =
            [
                new("1790_george_washington_n#1", "to 1828", "One two three."),
                new("1863_abraham_lincoln_r#1", "1861-1900", "Two three four."),
                new("1863_abraham_lincoln_r#2", "1861-1900", "Five six seven."),
            ];
            Assert.Equal(expected, passages);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("missing", null)]
    [InlineData("empty", "")]
    [InlineData("strange", "letter.txt")]
    public void A_folder_without_addresses_is_refused_by_name(string name, string? file)
    {
        var parent = Directory.CreateTempSubdirectory("detector-addresses-");
        try
        {
            var folder = Path.Combine(parent.FullName, name);
            if (file is not null)
            {
                Directory.CreateDirectory(folder);
            }

            if (file is { Length: > 0 })
            {
                File.WriteAllText(Path.Combine(folder, file), "No year.");
            }

            var exception = Assert.Throws<UsageException>(() => Addresses.Read(folder, new PassageShape()));
            Assert.Contains(folder, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_parts_of_the_corpus_share_no_passage_and_depend_on_the_seed_alone()
    {
        HumanPassage[] passages = [.. Enumerable.Range(0, 100).Select(i => new HumanPassage($"{i}", "era", $"text {i}"))];
        var options = new DemoOptions { Samples = 50, ReferenceSize = 30, Batch = 20, Seed = 3 };
        var split = CorpusSplit.Draw(passages, options);
        Assert.Equal(passages.ToHashSet(), [.. split.Training, .. split.Reference, .. split.HeldOut]);
        Assert.Equal(20, split.HeldOut.Length);
        Assert.Equal(split.Training, CorpusSplit.Draw(passages, options).Training);
        Assert.NotEqual(split.Training, CorpusSplit.Draw(passages, options with { Seed = 4 }).Training);
        Assert.Contains("100 passages", Assert.Throws<UsageException>(() => CorpusSplit.Draw(passages, options with { Batch = 21 })).Message, StringComparison.Ordinal);
    }
}
