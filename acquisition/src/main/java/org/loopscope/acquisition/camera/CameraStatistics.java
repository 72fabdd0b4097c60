package org.loopscope.acquisition.camera;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a camera's frames since the session's start. A frame counts once.
 *
 * @param delivered came whole
 * @param incomplete some of their packets never came: the network, or a receive buffer that is too small
 * @param unseen not one packet of them was taken: only their numbers are missing
 * @param buffersFull whether there were times without a free buffer: frames were not taken fast enough, and are unseen
 * @param wrongSize more or fewer bytes than a frame has
 * @param other any other reason that Aravis gives
 */
public record CameraStatistics(
        long delivered, long incomplete, long unseen, boolean buffersFull, long wrongSize, long other) {
    /** For people: such as {@code 1200 frames; lost: 3 with packets missing, 1 without a trace}. */
    public String text() {
        List<String> lost = new ArrayList<>();
        add(lost, incomplete, "with packets missing");
        add(lost, unseen, buffersFull ? "while no buffer was free" : "without a trace");
        add(lost, wrongSize, "of a wrong size");
        add(lost, other, "for another reason");
        return delivered + " frames; lost: " + (lost.isEmpty() ? "none" : String.join(", ", lost));
    }

    /** All that did not come whole. */
    public long lost() {
        return incomplete + unseen + wrongSize + other;
    }

    private static void add(List<String> to, long count, String why) {
        if (count > 0) {
            to.add(count + " " + why);
        }
    }
}
