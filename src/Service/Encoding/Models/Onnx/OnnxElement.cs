namespace Detector.Encoding.Models.Onnx;

/// <summary>Element types of ONNX tensors, with the numbers of onnx.proto's TensorProto.DataType.</summary>
internal enum OnnxElement
{
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    Int64 = 7,
}
