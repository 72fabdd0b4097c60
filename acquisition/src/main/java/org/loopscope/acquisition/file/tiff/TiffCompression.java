package org.loopscope.acquisition.file.tiff;

/** Names of TIFF tag 259, for the message that refuses them. */
final class TiffCompression {
    private TiffCompression() {}

    static String name(long compression) {
        return switch (Math.clamp(compression, 0, 65_536)) {
            case 2, 3, 4 -> "CCITT fax coding";
            case 5 -> "LZW";
            case 6, 7 -> "JPEG";
            case 33003, 33005, 34712 -> "JPEG 2000";
            case 32773 -> "PackBits";
            case 34887 -> "LERC";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            case 50002 -> "JPEG XL";
            default -> "method " + compression;
        };
    }
}
