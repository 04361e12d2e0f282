using System.Net;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

public sealed class FailedAuthenticationTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Each_address_has_its_own_number_of_failures()
    {
        var clock = new ManualClock();
        var limits = new ClientLimits(new LimitsOptions { FailedAuthenticationsPerSecond = 2 }, clock);
        limits.TakeFailure("a");
        limits.TakeFailure("a");
        var refused = Assert.Throws<ServiceException>(() => limits.TakeFailure("a"));
        Assert.Equal(ErrorReason.AuthenticationLimit, refused.Reason);
        Assert.Equal(TimeSpan.FromSeconds(0.5), refused.RetryAfter);
        limits.TakeFailure("b");
        clock.Advance(TimeSpan.FromSeconds(0.6));
        limits.TakeFailure("a");
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        var limits = new ClientLimits(new LimitsOptions { FailedAuthenticationsPerSecond = 0 }, new ManualClock());
        for (var failure = 0; failure < 1000; failure++)
        {
            limits.TakeFailure("a");
        }
    }

    [Fact]
    public async Task Who_fails_too_often_is_told_to_wait_and_a_right_key_from_the_same_address_gets_in()
    {
        var keys = new TestKeys(_directory, Role.Read);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [keys.Option, "--Limits:FailedAuthenticationsPerSecond=1"]);
        var refusal = await Refusal.ExpectAsync(ErrorReason.AuthenticationLimit, async () =>
        {
            for (var call = 0; call < 1000; call++)
            {
                await FailAsync(service);
            }
        });
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        Assert.Contains("Limits:FailedAuthenticationsPerSecond", refusal.Message, StringComparison.Ordinal);
        await service.With(keys[Role.Read]).ListAsync();
    }

    [Fact]
    public async Task Over_http_it_is_429()
    {
        var keys = new TestKeys(_directory, Role.Read);
        await using var service = await TestService.StartAsync(
            new StubEncoder(), options: [keys.Option, "--Listen:Address=0.0.0.0", "--Limits:FailedAuthenticationsPerSecond=1"]);
        HttpStatusCode last;
        var retry = false;
        var tries = 0;
        do
        {
            using var response = await service.Http.GetAsync("/metrics");
            (last, retry) = (response.StatusCode, response.Headers.RetryAfter is not null);
        }
        while (last == HttpStatusCode.Unauthorized && ++tries < 1000);

        Assert.Equal((HttpStatusCode.TooManyRequests, true), (last, retry));
    }

    private static async Task FailAsync(TestService service)
    {
        try
        {
            await service.With(ApiKey.Make()).ListAsync();
        }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.Unauthenticated)
        {
            // The key is unknown, as it should be.
        }
    }
}
