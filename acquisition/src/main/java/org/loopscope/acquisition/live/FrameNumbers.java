package org.loopscope.acquisition.live;

/**
 * From the device's frame numbers to {@link org.loopscope.acquisition.Frame#index}: the first exposure taken is 0, and
 * the channels of an exposure, which share its number, follow each other. One thread.
 */
public final class FrameNumbers {
    /** An hour at a kilohertz: who misses more has another counter before him. */
    static final long LARGEST_GAP = 3_600_000;

    /** Answered for a frame that is older than the first one taken. */
    public static final long BEFORE_FIRST = -1;

    private final int channels;
    private boolean begun;
    private long first;
    private long newest;
    private boolean interrupted;

    public FrameNumbers(int channels) {
        this.channels = channels;
    }

    /** Begins before a frame of this number, by so many exposures of which is known that they were missed. */
    public void beginBefore(long number, long missed) {
        if (!begun) {
            begun = true;
            first = number - missed;
            newest = number;
        }
    }

    /** The sender has come back: its next exposure must be later than all before. */
    public void goOn() {
        interrupted = true;
    }

    /**
     * The frame's index, or {@link #BEFORE_FIRST}.
     *
     * @param number of the exposure, as the device counts
     * @throws SourceFailure when the number leaps by more than a frame loss can explain, either way, or back after
     *     {@link #goOn}
     */
    public long index(long number, int channel) {
        beginBefore(number, 0);
        boolean back = interrupted && number <= newest;
        interrupted = false;
        if (back || number < 0 || Math.abs(number - newest) > LARGEST_GAP) {
            String what = "the microscope's frame numbers went from " + newest + " to " + number
                    + ": its counter was restarted or is wrong; start a new session, or go on with this one (run --resume)";
            throw new SourceFailure(what);
        }
        newest = Math.max(newest, number);
        return number < first ? BEFORE_FIRST : (number - first) * channels + channel;
    }
}
