package org.loopscope.controller.config;

/** How most exciting images are made; the rest of the recipe is fixed. */
public record SynthesisConfig(int starts, int ascentSteps) {}
