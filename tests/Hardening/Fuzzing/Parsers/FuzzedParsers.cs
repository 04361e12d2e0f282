using System.IO.Compression;
using System.Text.Json;
using Detector.Cli;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Input;
using Detector.Detection.Calibration;
using Detector.Detection.Sequential;
using Detector.Encoding;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tests.Encoder.Exports;
using Detector.Encoding.Tokenization;
using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Security;
using Detector.Host.Storage.Sql;
using Detector.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace Detector.Hardening.Fuzzing.Parsers;

/// <summary>Every parser of the product, with real files and the exceptions that its documentation names.</summary>
internal static class FuzzedParsers
{
    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "world", "un", "##known", "query", ":", ".", "\u4E2D", "##\u00E9", "Hello"];

    private const string Policy = """
        {
          "worstVerdict": "watch",
          "rejectSignatures": ["mode collapse", "repetition"],
          "axes": { "tail": { "effect": 0.1, "severity": "watch", "decision": "reject" } },
          "humanData": { "minimumShare": 0.2, "origins": ["human"], "decision": "quarantine" },
          "weights": { "allowed": true, "worstVerdict": "warning", "smallest": 0.25, "largest": 4, "sharpening": 0.1 },
          "insufficientEvidence": "quarantine"
        }
        """;

    /// <summary>All parsers.</summary>
    /// <param name="folder">Where those that read files find them.</param>
    public static async Task<IReadOnlyList<FuzzedParser>> AllAsync(string folder) =>
        [.. OfEncoders(folder), .. OfInputs(), .. OfFiles(folder), .. OfStore(await StoredBlobs.MakeAsync())];

    private static IEnumerable<FuzzedParser> OfEncoders(string folder)
    {
        var bundled = TestEncoder.Int8Path;
        yield return InFile("encoder.json", folder, [Of(bundled, "encoder.json")], path => new EncoderFiles(Path.GetDirectoryName(path)!).Manifest(), typeof(EncoderLoadException));
        yield return InFile(
            "tokenizer_config.json",
            folder,
            [Bytes("""{"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 512, "cls_token": {"content": "[CLS]"}, "pad_token": "[PAD]"}""")],
            path =>
            {
                var export = SentenceTransformersExport.Read(new EncoderFiles(Path.GetDirectoryName(path)!));
                _ = (export.TokenizerKind(), export.MaxTokens(), export.Pooling(), export.Prefix(), export.SpecialToken("cls_token"), export.Flag("do_lower_case"));
            },
            typeof(EncoderLoadException));
        yield return InFile("tokenizer.json", folder, [TokenizerJson()], path => Tokenize(new WordPieceTokenizer(WordPieceVocabulary.ReadTokenizerJson(path))), typeof(EncoderLoadException));
        yield return InFile("vocab.txt", folder, [Bytes(string.Join('\n', Vocabulary))], path => Tokenize(new WordPieceTokenizer(WordPieceVocabulary.ReadList(path))), typeof(EncoderLoadException));
        yield return InFile("vocab.json", folder, [LiteVocabularyJson(bundled)], path => Tokenize(new LiteTokenizer(LiteVocabulary.Read(path))), typeof(EncoderLoadException));
        yield return InFile("sentencepiece.bpe.model", folder, [TinySentencePiece.XlmRoberta()], path => Tokenize(SentencePieceModelTokenizer.Load(path, fairseqIds: true)), typeof(EncoderLoadException));
        yield return InFile("spiece.model", folder, [TinySentencePiece.T5()], path => Tokenize(SentencePieceModelTokenizer.Load(path, fairseqIds: false)), typeof(EncoderLoadException));
        yield return InFile("self-check.json", folder, [Of(bundled, SelfCheck.FileName)], path => EncoderFiles.Parse(path, SelfCheck.Parse), typeof(EncoderLoadException));
    }

    private static IEnumerable<FuzzedParser> OfInputs()
    {
        var examples = Directory.GetFiles(Repository.PathOf("tests", "Client.Tests", "Input", "Files"));
        foreach (var (format, extension) in new[] { (InputFormat.JsonLines, ".jsonl"), (InputFormat.Csv, ".csv"), (InputFormat.Text, ".txt") })
        {
            byte[][] seeds = [.. examples.Where(path => path.Contains(extension, StringComparison.Ordinal)).Select(File.ReadAllBytes)];
            yield return new FuzzedParser($"{extension} of detector", seeds, bytes => ReadAsync(bytes, format, skip: false), typeof(InputException));
            yield return new FuzzedParser($"{extension} of detector, bad rows skipped", seeds, bytes => ReadAsync(bytes, format, skip: true), typeof(InputException));
        }
    }

    private static IEnumerable<FuzzedParser> OfFiles(string folder)
    {
        yield return FuzzedParser.Of(
            "keys.json",
            [Bytes($$"""{"keys": [{{KeyFile.Write("a", Role.Read | Role.Ingest, ApiKey.Make())}}, {"name": "b", "roles": ["admin"], "certificate": "uri:spiffe://b"}]}""")],
            bytes => KeyFile.Read(bytes).FindKey("x"),
            typeof(InvalidDataException));
        yield return InFile(
            "policy.json of the gate",
            folder,
            [Bytes(Policy)],
            path => PolicyFile.Read(path),
            typeof(UsageException));
        yield return FuzzedParser.Of(
            "options",
            [Bytes("--Listen:GrpcPort=50051\n--Limits:TextBytes=100\n--Storage:Engine=Postgres\n--Storage:Connection=Host=db\n--Tls:CertificatePath=x\n--Log:Level=Debug\n--Listen:Address=::1")],
            ReadOptions,
            typeof(StartException),
            typeof(FormatException));
    }

    private static IEnumerable<FuzzedParser> OfStore(StoredBlobs stored)
    {
        yield return FuzzedParser.Of("stored reference", [stored.Reference], bytes => ReferenceFormat.Read(new MemoryStream(bytes)), typeof(InvalidDataException), typeof(ReferenceVersionException));
        yield return FuzzedParser.Of("stored reference, fitted", [Fitted(stored.Reference)], bytes => FittedFormat.Read(new MemoryStream(bytes)), typeof(InvalidDataException), typeof(ReferenceVersionException));
        yield return FuzzedParser.Of("stored report", stored.Reports, bytes => WindowReportFormat.Read(bytes), typeof(InvalidDataException));
        yield return FuzzedParser.Of("stored report, unpacked", [.. stored.Reports.Select(Unpacked)], bytes => WindowReportFormat.Read(Packed(bytes)), typeof(InvalidDataException));
        yield return FuzzedParser.Of("stored evidence", stored.Evidence, bytes => MonitorEvidenceFormat.Read(new MemoryStream(bytes)), typeof(InvalidDataException));
        yield return FuzzedParser.Of("stored samples", stored.Samples, bytes => SampleFormat.Read(bytes), typeof(InvalidDataException));
    }

    // As it was before its nulls were there.
    private static byte[] Fitted(byte[] whole)
    {
        var state = ReferenceFormat.Read(new MemoryStream(whole));
        using var bytes = new MemoryStream();
        var texts = state.Texts[state.Support.Embeddings.Count..];
        FittedFormat.Write(state, new DrawnSamples(texts, new int[texts.Length]), bytes);
        return bytes.ToArray();
    }

    // Damage to what is packed is seen by the checksum, damage before it was packed is not.
    private static byte[] Unpacked(byte[] report)
    {
        using var packed = new GZipStream(new MemoryStream(report, 1, report.Length - 1), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Packed(byte[] json)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(1);
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(json);
        }

        return bytes.ToArray();
    }

    // A file of this name alone in its directory.
    private static FuzzedParser InFile(string name, string folder, IReadOnlyList<byte[]> seeds, Action<string> read, Type refusal)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, name);
        return FuzzedParser.Of(
            name,
            seeds,
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                read(path);
            },
            refusal);
    }

    private static void Tokenize(ITokenizer tokenizer)
    {
        List<int> tokens = [];
        tokenizer.Encode("Hello world, unknown \u4E2D\u6587 e\u0301 \uD83D\uDE00 \0 \uD800 hello.", tokens);
        if (tokens.Any(token => token < 0))
        {
            throw new InvalidOperationException("A token's id is negative.");
        }
    }

    private static async Task ReadAsync(byte[] bytes, InputFormat format, bool skip)
    {
        var input = new SampleInput(new InputOptions { Files = ["-"], Format = format, SkipBadRows = skip, KeepRows = true }, () => new MemoryStream(bytes));
        await foreach (var sample in input.ReadAsync())
        {
            if (string.IsNullOrWhiteSpace(sample.Text))
            {
                throw new InvalidOperationException("A sample is blank.");
            }
        }
    }

    private static void ReadOptions(byte[] bytes)
    {
        var arguments = System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.StartsWith("--", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)).ToArray();
        DetectorOptions.Read(new ConfigurationBuilder().AddCommandLine(arguments).Build(), arguments);
    }

    private static byte[] TokenizerJson() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        version = "1.0",
        normalizer = new { type = "BertNormalizer", lowercase = true, strip_accents = (bool?)null, handle_chinese_chars = true },
        model = new { type = "WordPiece", unk_token = "[UNK]", vocab = Vocabulary.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id) },
    });

    // The first of its pieces: the whole file would make every reading of it long.
    private static byte[] LiteVocabularyJson(string encoder)
    {
        using var whole = JsonDocument.Parse(Of(encoder, "vocab.json"));
        return JsonSerializer.SerializeToUtf8Bytes(whole.RootElement.EnumerateArray().Take(100));
    }

    private static byte[] Of(string directory, string name) => File.ReadAllBytes(Path.Combine(directory, name));

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
