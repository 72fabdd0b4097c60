package org.loopscope.controller.whatif;

/**
 * The last pictures that both sides made for one cell, under one policy.
 *
 * @param recordedCell the cell in the recorded session
 * @param correlation over pixels
 * @param largestDifference of a pixel, in contrast units
 */
public record ImageAgreement(String policy, int recordedCell, double correlation, double largestDifference) {}
