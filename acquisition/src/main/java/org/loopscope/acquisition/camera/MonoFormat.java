package org.loopscope.acquisition.camera;

/**
 * The pixel formats that are read, by the GenICam Pixel Format Naming Convention. 10 and 12 bits come one pixel to two
 * bytes; the packed forms (Mono10p, Mono12Packed and their like) are not read.
 */
public enum MonoFormat {
    MONO8("Mono8", 0x0108_0001, 1, 255),
    MONO10("Mono10", 0x0110_0003, 2, 1023),
    MONO12("Mono12", 0x0110_0005, 2, 4095),
    MONO16("Mono16", 0x0110_0007, 2, 65_535);

    /** The name in the camera's own description. */
    public final String genicamName;

    /** The convention's 32-bit code. */
    public final int code;

    public final int bytesPerPixel;
    /** The brightest value. */
    public final int most;

    MonoFormat(String genicamName, int code, int bytesPerPixel, int most) {
        this.genicamName = genicamName;
        this.code = code;
        this.bytesPerPixel = bytesPerPixel;
        this.most = most;
    }
}
