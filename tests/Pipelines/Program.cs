return await Detector.Pipelines.PipelinesRun.MainAsync(args);
