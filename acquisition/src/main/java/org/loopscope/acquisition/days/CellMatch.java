package org.loopscope.acquisition.days;

/**
 * A cell that was found again.
 *
 * @param earlierId its {@link org.loopscope.acquisition.roi.Roi#id} on the earlier day
 * @param nowId the same for today
 * @param probability that it is the same cell, above 0.5 to 1
 * @param overlap correlation of the two footprints, once the fields are registered, 0 to 1
 * @param distancePx between the two centres, likewise
 */
public record CellMatch(int earlierId, int nowId, double probability, double overlap, double distancePx) {}
