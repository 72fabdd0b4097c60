package org.loopscope.acquisition.file.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.FileWindow;

/** Reads one channel of one exposure of a raw file into a frame. Allocates nothing per frame. One thread. */
final class RawPixels {
    private final FileWindow in;
    private final RawLayout layout;
    private final ByteBuffer raw;
    private final ShortBuffer raw16;

    RawPixels(FileWindow in, RawLayout layout) {
        this.in = in;
        this.layout = layout;
        long bytes = layout.interleaved() ? layout.exposureBytes() : layout.imageBytes();
        this.raw = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
        this.raw16 = raw.asShortBuffer();
    }

    /** The exposure counts flyback; the order of images is exposures, then channels. */
    void read(long exposure, int channel, Frame into) throws IOException {
        int count = layout.widthPx() * layout.heightPx();
        long at = layout.headerBytes() + exposure * layout.exposureBytes();
        raw.clear();
        if (layout.interleaved()) {
            in.read(at, raw);
            int channels = layout.order().channels();
            for (int i = 0; i < count; i++) {
                into.pixels[i] = raw16.get(i * channels + channel);
            }
        } else {
            in.read(at + (long) channel * layout.imageBytes(), raw);
            layout.pixels().copy(raw, raw16, into.pixels, count);
        }
        layout.pixels().map(into.pixels, count);
        layout.order().address(exposure, channel, into);
        into.deviceNs = Frame.NO_DEVICE_TIME;
    }
}
