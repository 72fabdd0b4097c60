package org.loopscope.controller.config;

import org.loopscope.stimulus.PictureSize;

/** The pictures: generated, or their size where they come from files. */
public record StimuliConfig(PictureSize size, int choosable, int heldOut, double contrastRms) {}
