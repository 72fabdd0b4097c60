package org.loopscope.acquisition.camera;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a camera's frames since the session's start. A frame counts once.
 *
 * @param delivered came whole
 * @param incomplete some of its packets never came: the network, or a receive buffer that is too small
 * @param unbuffered no buffer was free: the frames were not taken fast enough
 * @param wrongSize more or fewer bytes than a frame has
 * @param other any other reason that Aravis gives
 */
public record CameraStatistics(long delivered, long incomplete, long unbuffered, long wrongSize, long other) {
    /** For people: such as {@code 1200 frames; lost: 3 with packets missing, 1 for want of a buffer}. */
    public String text() {
        List<String> lost = new ArrayList<>();
        add(lost, incomplete, "with packets missing");
        add(lost, unbuffered, "for want of a buffer");
        add(lost, wrongSize, "of a wrong size");
        add(lost, other, "for another reason");
        return delivered + " frames; lost: " + (lost.isEmpty() ? "none" : String.join(", ", lost));
    }

    private static void add(List<String> to, long count, String why) {
        if (count > 0) {
            to.add(count + " " + why);
        }
    }
}
