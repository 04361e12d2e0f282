using Detector.Host.Lifetime;

return args switch
{
    ["--help" or "-h" or "help", ..] => Usage.Print(Console.Out),
    ["--version" or "version", ..] => Usage.PrintVersion(Console.Out),
    ["make-encoder", .. var rest] => MakeEncoder.Run(rest, Console.Out, Console.Error),
    ["make-key", .. var rest] => MakeKey.Run(rest, Console.Out, Console.Error),
    ["check-health", .. var rest] => await CheckHealth.RunAsync(rest, Console.Out, Console.Error),
    [['-', ..], ..] or [] => await Serve.RunAsync(args, Console.Error),
    _ => Usage.Refuse(args[0], Console.Error),
};
