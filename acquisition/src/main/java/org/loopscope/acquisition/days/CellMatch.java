package org.loopscope.acquisition.days;

/**
 * A cell that was found again.
 *
 * @param earlierId its {@link org.loopscope.acquisition.roi.Roi#id} on the earlier day
 * @param nowId the same for today
 * @param probability that it is the same cell, above 0.5 to 1
 */
public record CellMatch(int earlierId, int nowId, double probability) {}
