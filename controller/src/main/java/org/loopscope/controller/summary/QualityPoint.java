package org.loopscope.controller.summary;

/** Model quality at one moment of a session: test correlation after so many presentations to learn from. */
public record QualityPoint(int presentations, int trainingSteps, float testCorrelation) {}
