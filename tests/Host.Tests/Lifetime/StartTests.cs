using Detector.Host.Lifetime;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Lifetime;

public sealed class StartTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_wrong_option_is_named_at_once()
    {
        var lines = await FailAsync(
            "--Listen:GrpcPort=abc",
            "--Listen:Address=localhost",
            "--Limits:TextBytes=0",
            "--Limits:TextByte=5",
            "--Log:Format=Xml",
            "--Encoder:BatchTokens=1",
            "--Drain:WithStandardInput=maybe",
            "--Sorage:Path=x");
        Assert.Equal(8, lines.Length);
        foreach (var words in (string[])
            ["Listen:GrpcPort: 'abc'", "Listen:Address:", "Limits:TextBytes:", "Limits:TextByte:", "one of Auto, Json, Text", "Encoder:BatchTokens:", "'maybe' is not true or false", "--Sorage:Path:"])
        {
            Assert.Contains(lines, line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task One_port_for_both_protocols_is_refused()
    {
        var line = Assert.Single(await FailAsync("--Listen:GrpcPort=5555", "--Listen:HttpPort=5555"));
        Assert.Contains("must differ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var other = await TestService.StartAsync(new StubEncoder());
        var port = other.Http.BaseAddress!.Port;
        var line = Assert.Single(await FailAsync($"--Listen:GrpcPort={port}", "--Listen:HttpPort=0", $"--Encoder:Path={TestEncoder.Int8Path}"));
        Assert.Contains($":{port}", line, StringComparison.Ordinal);
        Assert.Contains("in use", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_encoder_is_named()
    {
        var line = Assert.Single(await FailAsync($"--Encoder:Path={_directory.Path}/none"));
        Assert.Contains($"{_directory.Path}/none", line, StringComparison.Ordinal);
        Assert.Contains("Encoder:Path", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_model_is_named()
    {
        var broken = Directory.CreateDirectory(Path.Combine(_directory.Path, "encoder")).FullName;
        foreach (var file in Directory.GetFiles(TestEncoder.Int8Path))
        {
            File.Copy(file, Path.Combine(broken, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(broken, "model.onnx"), "no model");
        var line = Assert.Single(await FailAsync($"--Encoder:Path={broken}"));
        Assert.Contains("model.onnx", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ports_are_written_for_scripts()
    {
        var file = Path.Combine(_directory.Path, "new", "ports.json");
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [$"--Listen:PortFile={file}"]);
        var grpc = new Uri($"http://{service.Channel.Target}").Port;
        Assert.Equal($"{{\"grpc\":{grpc},\"http\":{service.Http.BaseAddress!.Port}}}", await File.ReadAllTextAsync(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task A_port_file_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "file"), "");
        var line = Assert.Single(await FailAsync(
            "--Listen:GrpcPort=0", "--Listen:HttpPort=0", $"--Encoder:Path={TestEncoder.Int8Path}", $"--Listen:PortFile={_directory.Path}/file/ports"));
        Assert.Contains("Listen:PortFile", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_that_cannot_be_read_is_told_in_one_line()
    {
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Failure, await Serve.RunAsync(["--\u0301x=1"], error));
        Assert.StartsWith("detector-service: The command line cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task A_service_that_is_open_to_all_does_not_start_where_others_reach_it(string address)
    {
        var line = Assert.Single(await FailAsync($"--Listen:Address={address}"));
        foreach (var words in (string[])[$"reaches {address}", "Auth:KeysPath", "make-key", "Tls:ClientCaPath", "Listen:AllowUnauthenticated to true"])
        {
            Assert.Contains(words, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_starts_when_it_is_said_explicitly_and_warns()
    {
        using var logs = new LogRecorder();
        await using var service = await TestService.StartAsync(
            new StubEncoder(), adjust: logs.Register, options: ["--Listen:Address=0.0.0.0", "--Listen:AllowUnauthenticated=true", "--Log:Level=Information"]);
        await service.CreateAsync("r", Texts.Samples(100));
        Assert.Single(logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("AllowUnauthenticated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_travel_unencrypted_are_warned_of()
    {
        using var logs = new LogRecorder();
        var keys = new TestKeys(_directory, Role.Read);
        await using var service = await TestService.StartAsync(
            new StubEncoder(), adjust: logs.Register, options: ["--Listen:Address=0.0.0.0", keys.Option, "--Log:Level=Information"]);
        Assert.Single(logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Tls:CertificatePath", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Tls:CertificatePath=x", "Tls:KeyPath")]
    [InlineData("--Tls:KeyPath=x", "Tls:CertificatePath")]
    [InlineData("--Tls:ClientCaPath=x", "Tls:CertificatePath")]
    [InlineData("--Auth:KeysPath=/no/such/file", "Auth:KeysPath (/no/such/file)")]
    [InlineData("--Auth:KeysPath=DIR/bad", "Auth:KeysPath (DIR/bad): It is not the JSON")]
    [InlineData("--Tls:CertificatePath=DIR/bad --Tls:KeyPath=DIR/service.key", "no certificate in PEM")]
    [InlineData("--Tls:CertificatePath=DIR/service.crt --Tls:KeyPath=DIR/bad", "private key")]
    [InlineData("--Tls:CertificatePath=DIR/service.crt --Tls:KeyPath=DIR/other.key", "private key")]
    [InlineData("--Tls:CertificatePath=DIR/service.crt --Tls:KeyPath=DIR/service.key --Tls:ClientCaPath=DIR/bad", "no certificate in PEM for the CAs of callers")]
    [InlineData("--Listen:MetricsPort=50051 --Listen:HttpPort=0", "GrpcPort")]
    [InlineData("--Listen:MetricsPort=8080 --Listen:GrpcPort=0", "HttpPort")]
    public async Task Wrong_keys_and_certificates_are_named(string options, string words)
    {
        using var authority = new TestAuthority();
        authority.SignServer().Write(_directory.Path, "service");
        authority.SignServer().Write(_directory.Path, "other");
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "bad"), "no such thing");
        var line = Assert.Single(await FailAsync([.. options.Replace("DIR", _directory.Path, StringComparison.Ordinal).Split(' '), $"--Encoder:Path={TestEncoder.Int8Path}"]));
        Assert.Contains(words.Replace("DIR", _directory.Path, StringComparison.Ordinal), line, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_section_and_wrong_usage_is_told()
    {
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Success, Usage.Print(output));
        foreach (var words in (string[])["Listen:GrpcPort=50051", "Listen:MetricsPort", "Auth:KeysPath", "Tls:ClientCaPath", "make-key", "Encoder:Path", "Storage:Path", "Drain:Seconds", "Limits", "make-encoder"])
        {
            Assert.Contains(words, output.ToString(), StringComparison.Ordinal);
        }

        using var error = new StringWriter();
        Assert.Equal(ExitCode.Usage, Usage.Refuse("observe", error));
        Assert.Equal(ExitCode.Usage, MakeEncoder.Run(["--weights", "x"], output, error));
        Assert.Equal(ExitCode.Failure, MakeEncoder.Run(["--output", _directory.Path + "/e", "--weights", _directory.Path + "/none"], output, error));
        Assert.Contains("'observe'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("/none", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<string[]> FailAsync(params string[] options)
    {
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Failure, await Serve.RunAsync([$"--Storage:Path={_directory.StorePath}", "--Log:Level=None", .. options], error));
        var lines = error.ToString().TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.StartsWith("detector-service: ", line, StringComparison.Ordinal));
        return lines;
    }
}
