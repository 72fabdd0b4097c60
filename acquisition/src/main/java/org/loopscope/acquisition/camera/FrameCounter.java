package org.loopscope.acquisition.camera;

/**
 * From a camera's frame ids to running numbers from 0.
 *
 * <p>GigE Vision 1.x counts 1 to 65535 and again from 1: 0 is not used. A camera with extended ids (GigE Vision 2.0) or on
 * USB counts on with 64 bits; such a stream is known by an id above 65535, which no other can have, and never wraps after
 * it. An id is taken for the nearest number to the last one, so that a gap of up to 32767 frames is measured rightly: 16 s
 * at 2000 Hz, longer than a session waits for a frame.
 */
final class FrameCounter {
    private static final int IDS = 65_535;

    private boolean started;
    private boolean wide;
    private long lastId;
    private long number;

    /**
     * @param wide true where ids are known to have 64 bits
     */
    FrameCounter(boolean wide) {
        this.wide = wide;
    }

    /** The running number; 0 for the first id, and negative for one that came before it. */
    long number(long id) {
        if (!started) {
            started = true;
            wide |= id > IDS;
            lastId = id;
            return 0;
        }
        wide |= id > IDS;
        long step = id - lastId;
        if (!wide) {
            step = Math.floorMod(step, (long) IDS);
            step = step > IDS / 2 ? step - IDS : step;
        }
        lastId = id;
        number += step;
        return number;
    }
}
