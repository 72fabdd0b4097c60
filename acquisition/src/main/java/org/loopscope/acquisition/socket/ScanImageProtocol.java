package org.loopscope.acquisition.socket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.PixelType;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;

/**
 * The stream of the ScanImage streaming add-on (github.com/thladnik/scanimage-streaming-module), as it is: a code and a
 * length, both little-endian signed 64 bit, then so many bytes.
 *
 * <pre>
 *  10  JSON about the acquisition at its start; it has no frame rate, so the experiment must state one
 *  20  JSON {frame_number, last_frame_time_stamp (ms, the frame's start), frame_width, frame_height}
 *  30  the frame's pixels, int16, column-major
 *  40  the acquisition has ended
 *  -1  the sender disconnects
 * </pre>
 *
 * The format is known with the first 20. The number and the time may be missing; then frames are counted as they come,
 * and have no device time. Planes are visited in turn, and the frame numbered 1 is of plane 0.
 */
final class ScanImageProtocol implements Protocol {
    private static final int HEADER_BYTES = 16;
    private static final byte[] NUMBER = JsonNumber.key("frame_number");
    private static final byte[] TIME_MS = JsonNumber.key("last_frame_time_stamp");
    private static final byte[] WIDTH = JsonNumber.key("frame_width");
    private static final byte[] HEIGHT = JsonNumber.key("frame_height");

    private final StatedFormat stated;
    private final FrameHead frame = new FrameHead();
    private @Nullable Hello hello;
    private boolean announced;
    private long previousNumber;

    ScanImageProtocol(StatedFormat stated) {
        this.stated = stated;
    }

    /** Whether a stream that begins with these eight bytes is of this kind. */
    static boolean begins(long code) {
        return code == 10 || code == 20 || code == 40 || code == -1;
    }

    @Override
    public Found next(ByteBuffer in) {
        Found found = null;
        while (found == null) {
            found = take(in);
        }
        return found;
    }

    /** Takes one message; null when it said nothing that others need to know. */
    private @Nullable Found take(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            return Found.NOTHING;
        }
        int at = in.position();
        long code = in.getLong(at);
        long length = in.getLong(at + 8);
        check(code, length);
        if (in.remaining() < HEADER_BYTES + length) {
            return Found.NOTHING;
        }
        in.position(at + HEADER_BYTES + (int) length);
        return switch ((int) code) {
            case 10 -> null;
            case 20 -> announce(in, at + HEADER_BYTES, in.position());
            case 30 -> {
                announced = false;
                frame.pixelsAt = at + HEADER_BYTES;
                yield Found.FRAME;
            }
            case 40 -> Found.ACQUISITION_ENDED;
            default -> Found.GOODBYE;
        };
    }

    private void check(long code, long length) {
        if (code == 30) {
            if (hello == null || !announced) {
                throw new SourceFailure("ScanImage's stream has pixels (30) without a frame header (20) before them");
            }
            long expected = 2L * hello.format().widthPx() * hello.format().heightPx();
            if (length != expected) {
                throw new SourceFailure("a frame of " + hello.format().widthPx() + "x"
                        + hello.format().heightPx() + " int16 pixels claims " + length + " bytes and not " + expected);
            }
        } else if (code == 10 || code == 20) {
            if (length < 0 || length > MOST_TEXT_BYTES) {
                throw new SourceFailure("ScanImage's message " + code + " claims " + length + " bytes; at most "
                        + MOST_TEXT_BYTES + " are possible");
            }
        } else if (code != 40 && code != -1) {
            throw new SourceFailure(
                    "ScanImage's stream is out of step: message " + code + " is not known; 10, 20, 30, 40 and -1 are");
        } else if (length != 0) {
            throw new SourceFailure("ScanImage's message " + code + " claims " + length + " bytes; it has none");
        }
    }

    /** A frame's header; the first one tells the format. */
    private @Nullable Found announce(ByteBuffer in, int from, int to) {
        double width = required(in, from, to, WIDTH, "frame_width");
        double height = required(in, from, to, HEIGHT, "frame_height");
        double number = JsonNumber.find(in, from, to, NUMBER);
        announced = true;
        frame.type = PixelType.I16;
        frame.columnMajor = true;
        frame.atStart = true;
        frame.number = Double.isNaN(number) ? previousNumber + 1 : (long) number;
        frame.deviceSeconds = JsonNumber.find(in, from, to, TIME_MS) / 1e3;
        frame.plane = Math.floorMod(frame.number - 1, stated.planes());
        previousNumber = frame.number;
        if (hello == null) {
            hello = new Hello(format(width, height), "ScanImage", false);
            return Found.HELLO;
        }
        if (width != hello.format().widthPx() || height != hello.format().heightPx()) {
            throw new SourceFailure(
                    "the frame size changed from " + hello.format().widthPx() + "x"
                            + hello.format().heightPx() + " to " + (long) width + "x" + (long) height
                            + " pixels; start a new session for another size");
        }
        return null;
    }

    private FrameFormat format(double width, double height) {
        if (stated.rateHz() == 0) {
            throw new SourceFailure(
                    "ScanImage's stream does not tell its frame rate; state it in the experiment: source.rate: 30 Hz");
        }
        try {
            return new FrameFormat((int) width, (int) height, stated.rateHz(), stated.planes(), 1);
        } catch (IllegalArgumentException e) {
            throw new SourceFailure("ScanImage's stream: " + e.getMessage());
        }
    }

    private static double required(ByteBuffer in, int from, int to, byte[] key, String name) {
        double value = JsonNumber.find(in, from, to, key);
        if (Double.isNaN(value) || value != Math.rint(value)) {
            throw new SourceFailure("ScanImage's frame header lacks '" + name + "'");
        }
        return value;
    }

    @Override
    public @Nullable Hello hello() {
        return hello;
    }

    @Override
    public FrameHead frame() {
        return frame;
    }

    @Override
    public int longestMessageBytes() {
        int text = HEADER_BYTES + MOST_TEXT_BYTES;
        return hello == null
                ? text
                : Math.max(
                        text,
                        HEADER_BYTES
                                + 2 * hello.format().widthPx() * hello.format().heightPx());
    }

    @Override
    public String title() {
        return "the ScanImage streaming add-on";
    }
}
