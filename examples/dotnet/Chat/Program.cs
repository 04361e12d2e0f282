using Detector.Client;
using Detector.Client.Chat;
using Detector.Examples.Chat;
using Detector.V1;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Options: --Detector:Address=HOST:PORT (default 127.0.0.1:50051), --Monitor=NAME (default example-chat), --Questions=N (default 200).
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var monitor = builder.Configuration["Monitor"] ?? "example-chat";
var questions = builder.Configuration.GetValue("Questions", 200);

// These lines are what a program adds.
builder.Services.AddDetectorClient(builder.Configuration.GetSection("Detector"));
builder.Services.AddChatClient(new MarkovChatClient(seed: 1))
    .UseDetector(monitor, new DetectorChatOptions { Subset = call => call.Messages[^1].Text.Split(' ')[^1] });

using var host = builder.Build();
await host.StartAsync();

// A monitor learns what is usual from its first windows; usually an operator creates it, by `detector monitor create`.
var detector = host.Services.GetRequiredService<DetectorClient>();
try
{
    await detector.CreateMonitorAsync(new CreateMonitorRequest
    {
        Name = monitor,
        BurnInWindows = 20,
        Settings = new MonitorSettings { Window = new WindowSettings { Samples = 64 } },
    });
}
catch (DetectorException error) when (error.Reason == "MONITOR_EXISTS")
{
    Console.WriteLine($"Monitor {monitor} is there already.");
}

var chat = host.Services.GetRequiredService<IChatClient>();
string[] topics = ["rivers", "ships", "bread"];
for (var i = 0; i < questions; i++)
{
    var question = $"Tell me something about {topics[i % topics.Length]}";
    var answer = i % 2 == 0
        ? (await chat.GetResponseAsync(question)).Text
        : (await chat.GetStreamingResponseAsync(question).ToChatResponseAsync()).Text;
    if (i < topics.Length)
    {
        Console.WriteLine($"{question}: {answer}");
    }
}

// The host sends what is left when it stops.
var observer = chat.GetRequiredService<DetectorObserver>();
await host.StopAsync();
Console.WriteLine($"{observer.Counts.Acknowledged} answers acknowledged, {observer.Counts.Dropped} dropped.");
Console.WriteLine($"Monitor {monitor} has {(await detector.GetMonitorAsync(monitor)).SampleCount} samples.");
