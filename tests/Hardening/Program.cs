return await Detector.Hardening.HardeningRun.MainAsync(args);
