package org.loopscope.acquisition.days;

/**
 * A cell of the earlier day and one of today that might be the same.
 *
 * @param earlier index in the earlier day's list
 * @param now index in today's list
 * @param distance between the centres, once the fields are registered, in cell diameters
 * @param correlation of the footprints, 0 to 1
 */
record CandidatePair(int earlier, int now, double distance, double correlation) {}
