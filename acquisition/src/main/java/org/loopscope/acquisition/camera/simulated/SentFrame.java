package org.loopscope.acquisition.camera.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.camera.MonoFormat;

/** A frame as it is on the wire: its leader, its packets of pixels, its trailer. A reused buffer. */
final class SentFrame {
    private static final int LEADER = 1;
    private static final int TRAILER = 2;
    private static final int PAYLOAD = 3;
    private static final short IMAGE = 1;

    private ByteBuffer pixels = ByteBuffer.allocate(0);
    private long number = -1;
    private int id;
    private long timestampNs;
    private int format;
    private int widthPx;
    private int heightPx;
    private int offsetX;
    private int offsetY;
    private int dataBytes;

    /** Takes the part of a frame that the registers ask for, in their pixel format; brighter pixels are clipped. */
    void take(Frame frame, CameraRegisters registers, long frameNumber, int frameId, int packetDataBytes) {
        number = frameNumber;
        id = frameId;
        dataBytes = packetDataBytes;
        timestampNs = frame.exposureEndNs;
        widthPx = registers.get(CameraRegisters.WIDTH);
        heightPx = registers.get(CameraRegisters.HEIGHT);
        offsetX = registers.get(CameraRegisters.OFFSET_X);
        offsetY = registers.get(CameraRegisters.OFFSET_Y);
        MonoFormat mono = registers.pixelFormat();
        format = mono.code;
        if (pixels.capacity() < 2 * widthPx * heightPx) {
            pixels = ByteBuffer.allocate(2 * widthPx * heightPx).order(ByteOrder.LITTLE_ENDIAN);
        }
        pixels.clear();
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                int value = Math.min(seen(frame, x + offsetX, y + offsetY), mono.most);
                if (mono.bytesPerPixel == 1) {
                    pixels.put((byte) value);
                } else {
                    pixels.putShort((short) value);
                }
            }
        }
        pixels.flip();
    }

    /** A pixel of the sensor; dark beside it. */
    private static int seen(Frame frame, int x, int y) {
        boolean onSensor = x < frame.widthPx && y < frame.heightPx;
        return onSensor ? Short.toUnsignedInt(frame.pixels[y * frame.widthPx + x]) : 0;
    }

    /** Running number from 0; negative before the first. */
    long number() {
        return number;
    }

    int id() {
        return id;
    }

    /** The number of the last packet, the trailer. */
    int lastPacket() {
        return (pixels.limit() + dataBytes - 1) / dataBytes + 1;
    }

    /** Writes one packet: 0 is the leader. */
    void write(int packet, ByteBuffer to) {
        int kind = packet == 0 ? LEADER : packet == lastPacket() ? TRAILER : PAYLOAD;
        to.putShort((short) 0).putShort((short) id).putInt((kind << 24) | packet);
        switch (kind) {
            case LEADER ->
                to.putShort((short) 0)
                        .putShort(IMAGE)
                        .putLong(timestampNs)
                        .putInt(format)
                        .putInt(widthPx)
                        .putInt(heightPx)
                        .putInt(offsetX)
                        .putInt(offsetY)
                        .putInt(0); // no padding
            case TRAILER -> to.putShort((short) 0).putShort(IMAGE).putInt(heightPx);
            default -> {
                int from = (packet - 1) * dataBytes;
                to.put(pixels.slice(from, Math.min(dataBytes, pixels.limit() - from)));
            }
        }
    }
}
