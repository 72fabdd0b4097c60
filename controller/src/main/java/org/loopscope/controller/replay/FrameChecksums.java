package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.loopscope.acquisition.Frame;

/** Checksums of the frames as they arrived, by frame number; kept as arrays, since there can be a million. */
final class FrameChecksums {
    private long[] numbers = new long[1024];
    private int[] crcs = new int[1024];
    private final Set<Long> shed = new HashSet<>();
    private int count;

    void arrived(long number, int crc) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            crcs = Arrays.copyOf(crcs, 2 * count);
        }
        numbers[count] = number;
        crcs[count] = crc;
        count++;
    }

    void shed(long number) {
        shed.add(number);
    }

    int count() {
        return count;
    }

    /**
     * Number of the first frame that is not as it arrived, or {@link ArrayVerification#NO_FRAME}.
     *
     * @param complete whether every frame must be there; otherwise the recording may end early
     */
    long firstDifference(RecordedFrames recorded, boolean complete) {
        Frame frame = new Frame(recorded.format().widthPx(), recorded.format().heightPx());
        long last = recorded.completeTo();
        ByteBuffer bytes = ByteBuffer.allocateDirect(2 * frame.pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        for (int i = 0; i < count; i++) {
            boolean expected = !shed.contains(numbers[i]) && (complete || numbers[i] <= last);
            if (expected && !isAsArrived(i, recorded, frame, bytes, crc)) {
                return numbers[i];
            }
        }
        return ArrayVerification.NO_FRAME;
    }

    private boolean isAsArrived(int i, RecordedFrames recorded, Frame frame, ByteBuffer bytes, CRC32C crc) {
        try {
            if (!recorded.read(numbers[i], frame)) {
                return false;
            }
        } catch (IOException e) {
            // Damaged so that it cannot be unpacked: it differs.
            return false;
        }
        bytes.clear().asShortBuffer().put(frame.pixels);
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue() == crcs[i];
    }
}
