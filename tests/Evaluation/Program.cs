using Detector.Evaluation;

return await EvaluationRun.MainAsync(args);
