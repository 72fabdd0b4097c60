package org.loopscope.acquisition.file.avi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.FrameOrder;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.PixelKind;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * An AVI file: uncompressed gray or RGB, YUV planes, Motion JPEG, FFV1; 8 bits, of colour pictures the luma. Frames that
 * are stored as changes are read from the key frame before them. One thread; a frame allocates nothing, but for JPEG's.
 */
public final class AviMovie implements Movie {
    private final AviFile file;
    private final AviFormat format;
    private final FramePixels pixels;
    private final MovieMetadata metadata;
    private final long periodNs;
    private byte[] stored = new byte[0];
    private ByteBuffer room = ByteBuffer.wrap(stored);
    /** The frame that the codec has in mind, or -1. */
    private long last = -1;

    private AviMovie(AviFile file, RecordingOptions options) throws IOException {
        this.file = file;
        this.format = file.format();
        options.checkSize(file.name(), format.widthPx(), format.heightPx());
        options.planes(file.name(), 1);
        options.channels(file.name(), 1);
        this.pixels = FramePixels.of(file.name(), format);
        double rateHz = options.rateHz(file.name(), options.rateHz() > 0 ? 0 : format.rateHz());
        this.periodNs = rateHz > 0 ? Math.round(1e9 / rateHz) : 0;
        List<String> remarks = new ArrayList<>();
        if (file.cutOff()) {
            remarks.add("the file was cut off; its " + file.frames() + " whole frames are read");
        }
        if (options.rateHz() == 0) {
            remarks.add("the rate is what the AVI header says, which programs often leave at a nominal value");
        }
        this.metadata = new MovieMetadata(
                "AVI " + format.codec(),
                format.widthPx(),
                format.heightPx(),
                file.frames(),
                rateHz,
                FrameOrder.of(1, 1),
                PixelKind.UINT8,
                0,
                0,
                false,
                remarks);
    }

    public static boolean recognises(byte[] head) {
        return AviFile.recognises(head);
    }

    /** @throws IOException one line: not such a file, a codec that is not supported, or nothing in it */
    public static AviMovie open(Path path, RecordingOptions options) throws IOException {
        AviFile file = AviFile.open(path);
        try {
            if (file.frames() == 0) {
                throw new IOException(path + ": no whole frame in this AVI file");
            }
            return new AviMovie(file, options);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public MovieMetadata metadata() {
        return metadata;
    }

    @Override
    public long frames() {
        return file.frames();
    }

    @Override
    public void read(long number, Frame into) throws IOException {
        int wanted = Math.toIntExact(number);
        if (number != last || number == 0) {
            decodeUpTo(wanted, into);
        }
        into.index = number;
        into.plane = 0;
        into.channel = 0;
        into.deviceNs = Frame.NO_DEVICE_TIME;
    }

    private void decodeUpTo(int wanted, Frame into) throws IOException {
        int from = wanted;
        load(from);
        while (from != last + 1 && from > 0 && !pixels.standsAlone(stored, file.bytes(from))) {
            load(--from);
        }
        last = -1;
        for (int frame = from; frame <= wanted; frame++) {
            if (frame > from) {
                load(frame);
            }
            // A frame without bytes says that nothing changed.
            if (file.bytes(frame) > 0) {
                decode(frame, into);
            } else if (frame == from) {
                throw new IOException(file.name() + ": frame " + frame + " is empty");
            }
        }
        last = wanted;
    }

    private void decode(int frame, Frame into) throws IOException {
        try {
            pixels.decode(stored, file.bytes(frame), into.pixels);
        } catch (IOException e) {
            throw new IOException(file.name() + ": frame " + frame + ": " + e.getMessage(), e);
        }
    }

    private void load(int frame) throws IOException {
        int bytes = file.bytes(frame);
        if (bytes > pixels.mostBytes()) {
            throw new IOException(file.name() + ": frame " + frame + " has " + bytes + " bytes, more than its "
                    + format.widthPx() + "x" + format.heightPx() + " pixels can need");
        }
        if (bytes > stored.length) {
            stored = new byte[Math.min(pixels.mostBytes(), bytes + bytes / 2)];
            room = ByteBuffer.wrap(stored);
        }
        room.clear().limit(bytes);
        file.read(frame, room);
    }

    @Override
    public long exposureEndNs(long number) {
        return (number + 1) * periodNs;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
