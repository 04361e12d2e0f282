using Detector.Encoding.Models.Onnx;

namespace Detector.Encoding.Tests.Encoder.Exports;

/// <summary>
/// A sentence-transformers directory with a model of BERT's shape, small enough to compute by hand: the embedding of a token is
/// (id, 1, type) and nothing is mixed.
/// </summary>
internal sealed class TinyBert : IDisposable
{
    public const int Dimension = 3;

    public static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "world", "un", "##known", "query", ":", ".", "Hello"];

    public TinyBert(bool tokenTypes = true, bool pooledOutput = false)
    {
        Write("onnx/model.onnx", Model(tokenTypes, pooledOutput));
        Write("config.json", """{"model_type": "bert", "hidden_size": 3, "max_position_embeddings": 64}""");
        Write("modules.json", """
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]
            """);
        Pooling("mean_tokens");
        Write("tokenizer_config.json", """{"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 512}""");
        Write("sentence_bert_config.json", """{"max_seq_length": 16, "do_lower_case": false}""");
        Write("vocab.txt", string.Join('\n', Vocabulary) + "\n");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tiny-bert-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    public void Pooling(string mode) => Write(
        "1_Pooling/config.json", $$"""{"word_embedding_dimension": 3, "pooling_mode_{{mode}}": true, "pooling_mode_other": false}""");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static byte[] Model(bool tokenTypes, bool pooledOutput)
    {
        var graph = new OnnxGraph("tiny_bert");
        var ids = graph.Input("input_ids", OnnxElement.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", OnnxElement.Int64, "batch", "sequence");
        var types = tokenTypes ? graph.Input("token_type_ids", OnnxElement.Int64, "batch", "sequence") : graph.Node("Sub", [mask, mask]);
        var last = graph.Shape("last", -1);
        string Channel(string values) =>
            graph.Node("Unsqueeze", [graph.Node("Cast", [values], OnnxAttribute.Of("to", 1)), last]);
        var ones = graph.Node("Div", [graph.Node("Add", [ids, graph.Scalar("one", 1L)]), graph.Node("Add", [ids, "one"])]);
        var tokens = graph.Node("Concat", [Channel(ids), Channel(ones), Channel(types)], OnnxAttribute.Of("axis", 2));
        graph.Output(graph.Rename(tokens, "last_hidden_state"), OnnxElement.Float32, "batch", "sequence", Dimension);
        if (pooledOutput)
        {
            var largest = graph.Node("ReduceMax", [tokens], OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 0));
            graph.Output(graph.Rename(largest, "sentence_embedding"), OnnxElement.Float32, "batch", Dimension);
        }

        return graph.ToModel();
    }
}
