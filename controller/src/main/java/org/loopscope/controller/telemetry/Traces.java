package org.loopscope.controller.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Activity of some frames and some cells, as bytes; little-endian, without padding:
 *
 * <pre>
 * version:u8 = 1 | signal:u8 (0 dF/F, 1 inferred events) | frames:u16 | firstCell:u32 | cells:u32
 * | frameIndex:i64[frames] | frameEndNs:i64[frames] | values:f32[frames][cells]
 * </pre>
 *
 * @param firstCell number of the first cell; a frame that is too long for one message is in several
 * @param values frame-major
 */
public record Traces(Signal signal, int firstCell, int cells, long[] frameIndex, long[] frameEndNs, float[] values)
        implements TelemetryMessage {
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 12;
    private static final int BYTES_PER_FRAME = 16;

    /** What the values are. */
    public enum Signal {
        DF_OVER_F,
        EVENTS
    }

    public Traces {
        if (frameEndNs.length != frameIndex.length || values.length != cells * frameIndex.length) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + frameIndex.length + " frames of " + cells + " cells");
        }
    }

    /** How many frames of so many cells fit into a message. */
    static int mostFrames(int cells, int bytes) {
        return (bytes - HEAD_BYTES) / (BYTES_PER_FRAME + 4 * cells);
    }

    /** How many cells of one frame fit into a message. */
    static int mostCells(int bytes) {
        return (bytes - HEAD_BYTES - BYTES_PER_FRAME) / 4;
    }

    byte[] bytes() {
        int frames = frameIndex.length;
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + BYTES_PER_FRAME * frames + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) VERSION).put((byte) (signal == Signal.DF_OVER_F ? 0 : 1)).putShort((short) frames);
        out.putInt(firstCell).putInt(cells);
        for (long index : frameIndex) {
            out.putLong(index);
        }
        for (long end : frameEndNs) {
            out.putLong(end);
        }
        out.asFloatBuffer().put(values);
        return out.array();
    }

    /** What a message of traces says of itself before its values. */
    public record Head(int firstCell, int cells, long firstFrame, long lastFrame) {
        /** @param message as on the wire */
        public static Head read(byte[] message) {
            ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            int frames = Short.toUnsignedInt(in.getShort(2));
            return new Head(
                    in.getInt(4), in.getInt(8), in.getLong(HEAD_BYTES), in.getLong(HEAD_BYTES + 8 * (frames - 1)));
        }
    }

    @Override
    public Channel channel() {
        return switch (signal) {
            case DF_OVER_F -> Channel.TRACES;
            case EVENTS -> Channel.SPIKES;
        };
    }
}
