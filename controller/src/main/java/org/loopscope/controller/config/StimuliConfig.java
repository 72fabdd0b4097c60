package org.loopscope.controller.config;

/** The pictures: generated, or their size where they come from files. */
public record StimuliConfig(int sizePx, int choosable, int heldOut, double contrastRms) {}
