package org.loopscope.acquisition.roi;

/** How many pixels a field of view has. */
public record FieldSize(int widthPx, int heightPx) {}
