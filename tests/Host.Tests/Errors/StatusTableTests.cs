using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Google.Rpc;
using Grpc.Core;

namespace Detector.Host.Tests.Errors;

public sealed class StatusTableTests
{
    public static TheoryData<string> Reasons => [.. Enum.GetNames<ErrorReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_one_status_and_its_name_on_the_wire(string name)
    {
        var reason = Enum.Parse<ErrorReason>(name);
        var code = StatusTable.Rows[reason];
        Assert.NotEqual(StatusCode.OK, code);
        Assert.NotEqual(StatusCode.Unknown, code);
        var status = RichStatus.From(new ServiceException(reason, "Why."));
        Assert.Equal((int)code, status.Code);
        var info = status.GetDetail<ErrorInfo>();
        Assert.Equal("detector.v1", info.Domain);
        Assert.Equal(Words.Capitals(reason), info.Reason);
        Assert.Matches("^[A-Z]+(_[A-Z]+)*$", info.Reason);
    }

    [Fact]
    public void The_table_has_no_row_too_many() => Assert.Equal(Enum.GetValues<ErrorReason>().Length, StatusTable.Rows.Count);
}
