return await Detector.Chaos.ChaosRun.MainAsync(args);
