namespace Detector.Cli.Demo.HumanText;

/// <summary>A few sentences of one address.</summary>
/// <param name="Id">The address and the passage's place in it, for example <c>1863_abraham_lincoln_r#12</c>.</param>
/// <param name="Era">The span of years it falls in, for example <c>1861-1900</c>.</param>
/// <param name="Text">The sentences.</param>
public sealed record HumanPassage(string Id, string Era, string Text);
