package org.loopscope.acquisition.file.avi;

import java.io.IOException;
import org.loopscope.acquisition.file.ffv1.Ffv1Decoder;

/** Frames in the codec FFV1. */
final class Ffv1Pixels implements FramePixels {
    private final Ffv1Decoder decoder;
    private final int mostBytes;

    Ffv1Pixels(String file, AviFormat format) throws IOException {
        try {
            this.decoder = new Ffv1Decoder(format.widthPx(), format.heightPx(), format.extraData());
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        this.mostBytes = 8 * format.widthPx() * format.heightPx() + (1 << 16);
    }

    @Override
    public void decode(byte[] stored, int length, short[] into) throws IOException {
        decoder.decode(stored, length, into);
    }

    @Override
    public boolean standsAlone(byte[] stored, int length) {
        return decoder.isKeyFrame(stored, length);
    }

    @Override
    public int mostBytes() {
        return mostBytes;
    }
}
