package org.loopscope.controller.config;

/**
 * How simple cells are told from complex ones while the session runs.
 *
 * @param cells how many at most, the best predicted first; 0 for none
 * @param starts random starts that each cell's images are climbed to from
 * @param ascentSteps gradient ascent steps of each start
 * @param leastPresentations of choosable pictures, before which no cell is judged
 */
public record ComplexnessConfig(int cells, int starts, int ascentSteps, int leastPresentations) {}
