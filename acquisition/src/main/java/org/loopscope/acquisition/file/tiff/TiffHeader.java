package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import org.loopscope.acquisition.file.movie.FileWindow;

/**
 * The first bytes of a TIFF 6.0 or BigTIFF file.
 *
 * @param linkAt where the first directory's place is written
 */
record TiffHeader(boolean big, long linkAt) {
    /** Reads the header and sets the window's byte order to the file's. */
    static TiffHeader read(FileWindow in) throws IOException {
        if (in.size() < 8) {
            throw new IOException(in.file() + ": not a TIFF file, it has only " + in.size() + " bytes");
        }
        int mark = in.u16(0);
        if (mark != 0x4949 && mark != 0x4D4D) {
            throw notTiff(in);
        }
        in.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = in.u16(2);
        if (version == 42) {
            return new TiffHeader(false, 4);
        }
        if (version != 43 || in.u16(4) != 8) {
            throw notTiff(in);
        }
        return new TiffHeader(true, 8);
    }

    /** Whether a file begins as a TIFF does. */
    static boolean begins(byte[] head) {
        return head.length >= 4
                && ((head[0] == 'I' && head[1] == 'I' && (head[2] == 42 || head[2] == 43) && head[3] == 0)
                        || (head[0] == 'M' && head[1] == 'M' && head[2] == 0 && (head[3] == 42 || head[3] == 43)));
    }

    /** The place of a directory that is written at {@code at}; 0 when there is none. */
    long link(FileWindow in, long at) throws IOException {
        return big ? in.i64(at) : in.u32(at);
    }

    int linkBytes() {
        return big ? 8 : 4;
    }

    private static IOException notTiff(FileWindow in) {
        return new IOException(in.file() + ": not a TIFF file; give a TIFF or BigTIFF movie");
    }
}
