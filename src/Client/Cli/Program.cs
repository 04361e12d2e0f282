using Detector.Cli;
using Detector.Cli.Commands;

return await DetectorCommand.RunAsync(args, CommandIo.FromSystem());
