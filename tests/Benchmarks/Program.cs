return await Detector.Benchmarks.BenchmarksRun.MainAsync(args);
