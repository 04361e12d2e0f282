using Detector.Host.Telemetry;

namespace Detector.Host.Lifetime;

/// <summary>What the program can do.</summary>
internal static class Usage
{
    private const string Text = """
        The Detector service: detects model collapse in batches of model outputs.

        detector-service [--Section:Option=value …]                 serve until SIGTERM
        detector-service make-encoder --weights DIR --output DIR    make the bundled encoder
        detector-service make-key --name NAME --role ROLE …         make a caller's key (roles ingest, read, admin)
        detector-service check-health --url URL                     ask a running service, for example at http://127.0.0.1:8080/readyz
        detector-service --help | --version

        Options come from appsettings.json beside the program, then the environment (Section__Option=value), then the command line.
          Listen:Address=127.0.0.1  Listen:GrpcPort=50051  Listen:HttpPort=8080 (0: any free port)  Listen:PortFile=
          Listen:MetricsPort=0      a port of its own for /metrics and health, without TLS and credentials; 0: on the HTTP port
          Auth:KeysPath=            the file with the keys of callers; needed, or Tls:ClientCaPath, where Listen:Address is not loopback
          Tls:CertificatePath= Tls:KeyPath= Tls:ClientCaPath=  PEM files: TLS, and client certificates signed by that CA
          Listen:AllowUnauthenticated=false  true: no keys on an address that is not loopback
          Encoder:Path=             the encoder directory; empty: the bundled one
          Storage:Path=             the store's file; empty: $XDG_DATA_HOME/detector/detector.db
          Drain:Seconds=30          what running calls get to finish in
          Drain:WithStandardInput=false  true: also stop when standard input ends
          Log:Format=Auto|Json|Text Log:Level=Information
        Sections Limits, References and Scoring hold the limits; an error over a limit names its option.

        Exit codes: 0 done, 1 failed (standard error says why), 2 wrong usage.
        """;

    /// <summary>Prints what the program can do.</summary>
    public static int Print(TextWriter output)
    {
        output.WriteLine(Text);
        return ExitCode.Success;
    }

    /// <summary>Prints the release.</summary>
    public static int PrintVersion(TextWriter output)
    {
        output.WriteLine(ServiceVersion.Current);
        return ExitCode.Success;
    }

    /// <summary>Says that a verb is unknown.</summary>
    public static int Refuse(string verb, TextWriter error)
    {
        error.WriteLine($"detector-service: there is no verb '{verb}'; see detector-service --help.");
        return ExitCode.Usage;
    }
}
