package org.loopscope.acquisition.roi;

/**
 * One cell's footprint.
 *
 * @param pixels indices {@code y * widthPx + x}, ascending
 * @param weights one weight per pixel, above 0, summing to 1
 */
public record Roi(int id, int[] pixels, float[] weights) {}
