package org.loopscope.acquisition.days;

/**
 * Two fields of view brought together.
 *
 * @param displacement from the earlier field to today's
 * @param correlation of the two images' local contrast, once brought together, -1 to 1
 */
public record RegisteredFields(FieldDisplacement displacement, double correlation) {}
