package org.loopscope.acquisition.camera.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.camera.MonoFormat;

/**
 * The simulated camera's memory as the network sees it, big-endian: the bootstrap registers of GigE Vision 1.2, the camera's
 * own at {@code 0xa000}, and its description in XML at {@code 0x10000}.
 */
final class CameraRegisters {
    /** The discovery answer is the memory's first so many bytes. */
    static final int DISCOVERY_BYTES = 0xf8;

    static final int HEARTBEAT_TIMEOUT_MS = 0x0938;
    static final int CONTROL_PRIVILEGE = 0x0a00;
    static final int STREAM_PORT = 0x0d00;
    static final int STREAM_PACKET_SIZE = 0x0d04;
    static final int STREAM_ADDRESS = 0x0d18;
    static final int WIDTH = 0xa008;
    static final int HEIGHT = 0xa00c;
    static final int OFFSET_X = 0xa010;
    static final int OFFSET_Y = 0xa014;
    static final int PIXEL_FORMAT = 0xa018;
    static final int ACQUISITION = 0xa020;
    static final int FRAME_PERIOD_US = 0xa024;
    static final int EXPOSURE_US = 0xa028;
    static final int GAIN_MILLI = 0xa02c;
    static final int TRIGGER_MODE = 0xa030;

    private static final int VERSION = 0x0000;
    private static final int DEVICE_MODE = 0x0004;
    private static final int MAC_LOW = 0x000c;
    private static final int CURRENT_IP = 0x0024;
    private static final int SUBNET_MASK = 0x0034;
    private static final int MANUFACTURER = 0x0048;
    private static final int MODEL = 0x0068;
    private static final int DEVICE_VERSION = 0x0088;
    private static final int SERIAL = 0x00d8;
    private static final int XML_URL = 0x0200;
    private static final int INTERFACES = 0x0600;
    private static final int STREAM_CHANNELS = 0x0904;
    private static final int CAPABILITY = 0x0934;
    private static final int TICKS_PER_S_LOW = 0x0940;
    private static final int SENSOR_WIDTH = 0xa000;
    private static final int SENSOR_HEIGHT = 0xa004;
    private static final int ACQUISITION_MODE = 0xa01c;

    private static final int BIG_ENDIAN_UTF8 = 0x8000_0001;
    private static final int CAN_RESEND_AND_WRITE_MEMORY = 0b110;
    private static final int XML_START = 0x10000;
    private static final int USUAL_PACKET_BYTES = 1500;
    private static final int LEAST_PACKET_BYTES = 576;
    private static final int DONT_FRAGMENT = 1 << 30;

    private final ByteBuffer memory;
    private final int bytes;

    /** @param format the sensor's size and rate */
    CameraRegisters(FrameFormat format, InetAddress address, String serial) {
        byte[] xml = description();
        bytes = XML_START + xml.length;
        // Reads are of whole words: one may reach over the end of the description.
        memory = ByteBuffer.allocate(bytes + Integer.BYTES);
        memory.put(XML_START, xml);
        put(VERSION, 0x0001_0002);
        put(DEVICE_MODE, BIG_ENDIAN_UTF8);
        put(MAC_LOW, serial.hashCode());
        memory.put(CURRENT_IP, address.getAddress());
        put(SUBNET_MASK, 0xff00_0000);
        put(MANUFACTURER, "Loopscope");
        put(MODEL, "Scene");
        put(DEVICE_VERSION, "1");
        put(SERIAL, serial);
        put(XML_URL, String.format(Locale.ROOT, "Local:loopscope-scene.xml;%x;%x", XML_START, xml.length));
        put(INTERFACES, 1);
        put(STREAM_CHANNELS, 1);
        put(CAPABILITY, CAN_RESEND_AND_WRITE_MEMORY);
        put(HEARTBEAT_TIMEOUT_MS, 3000);
        put(TICKS_PER_S_LOW, 1_000_000_000);
        put(STREAM_PACKET_SIZE, USUAL_PACKET_BYTES);
        put(SENSOR_WIDTH, format.widthPx());
        put(SENSOR_HEIGHT, format.heightPx());
        put(WIDTH, format.widthPx());
        put(HEIGHT, format.heightPx());
        put(PIXEL_FORMAT, MonoFormat.MONO8.code);
        put(ACQUISITION_MODE, 1);
        put(FRAME_PERIOD_US, (int) (format.periodNs() / 1_000));
        put(EXPOSURE_US, 10_000);
    }

    private static byte[] description() {
        try (InputStream xml =
                Objects.requireNonNull(CameraRegisters.class.getResourceAsStream("camera.xml"), "camera.xml")) {
            return xml.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(int address, String text) {
        memory.put(address, text.getBytes(StandardCharsets.US_ASCII));
    }

    private void put(int address, int value) {
        memory.putInt(address, value);
    }

    boolean holds(long address, int count) {
        return address >= 0 && count >= 0 && address + count <= memory.capacity();
    }

    int get(int address) {
        return memory.getInt(address);
    }

    /** Copies {@code count} bytes of memory to where {@code into} stands. */
    void read(int address, int count, ByteBuffer into) {
        into.put(memory.slice(address, count));
    }

    /**
     * A register is written by the camera's controller. The rate is the scene's, and what is written there is lost.
     *
     * @return false when the value is more than the sensor has, and nothing was written
     */
    boolean write(int address, int value) {
        return switch (address) {
            case WIDTH, OFFSET_X -> value <= get(SENSOR_WIDTH) && set(address, value);
            case HEIGHT, OFFSET_Y -> value <= get(SENSOR_HEIGHT) && set(address, value);
            case FRAME_PERIOD_US -> true;
            case STREAM_PACKET_SIZE ->
                set(address, Math.max(value & 0xffff, LEAST_PACKET_BYTES) | (value & DONT_FRAGMENT));
            default -> set(address, value);
        };
    }

    private boolean set(int address, int value) {
        put(address, value);
        return true;
    }

    /** Frames are of this size from now on, whatever the sensor's is. */
    void resize(int widthPx, int heightPx) {
        put(WIDTH, widthPx);
        put(HEIGHT, heightPx);
    }

    /** The control of the camera is given up, and with it the stream ends. */
    void release() {
        put(CONTROL_PRIVILEGE, 0);
        put(ACQUISITION, 0);
    }

    int packetBytes() {
        return get(STREAM_PACKET_SIZE) & 0xffff;
    }

    MonoFormat pixelFormat() {
        for (MonoFormat format : MonoFormat.values()) {
            if (format.code == get(PIXEL_FORMAT)) {
                return format;
            }
        }
        throw new IllegalStateException("the simulated camera was set to a pixel format that it does not have");
    }
}
