package org.loopscope.controller.log.hdf5;

/**
 * How chunks are packed.
 *
 * @param deflateLevel 0 for none, else 1 (fast) to 9 (small); bytes are shuffled first
 */
public record Filters(int deflateLevel) {
    public static final Filters NONE = new Filters(0);

    public Filters {
        if (deflateLevel < 0 || deflateLevel > 9) {
            throw new IllegalArgumentException("deflate level must be 0 (off) to 9, was " + deflateLevel);
        }
    }
}
