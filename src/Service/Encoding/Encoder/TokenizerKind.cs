namespace Detector.Encoding.Encoder;

/// <summary>The tokenizers an encoder directory may ask for.</summary>
internal enum TokenizerKind
{
    /// <summary>That of the bundled encoder: vocab.json.</summary>
    UniversalSentenceEncoderLite,

    /// <summary>BERT's: vocab.txt or tokenizer.json.</summary>
    WordPiece,

    /// <summary>A SentencePiece model whose ids are the model's ids: spiece.model or sentencepiece.bpe.model.</summary>
    SentencePiece,

    /// <summary>A SentencePiece model with the ids of fairseq, as XLM-RoBERTa has them: sentencepiece.bpe.model.</summary>
    XlmRoberta,
}
