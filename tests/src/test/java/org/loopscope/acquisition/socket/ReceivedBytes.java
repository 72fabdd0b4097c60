package org.loopscope.acquisition.socket;

import java.nio.ByteBuffer;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.PixelBlock;
import org.loopscope.acquisition.live.StatedFormat;
import org.loopscope.acquisition.socket.Protocol.Found;

/** Bytes of a sender, given to the decoder in packets, as a socket would. */
public final class ReceivedBytes {
    private static final StatedFormat STATED = new StatedFormat(30, 1, 600);

    private ReceivedBytes() {}

    /** @throws org.loopscope.acquisition.live.SourceFailure when they make no sense */
    public static void read(byte[] bytes, int packetBytes) {
        FrameStream stream = new FrameStream(STATED);
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer input = stream.input();
            int count = Math.min(Math.min(packetBytes, bytes.length - at), input.remaining());
            if (count < 1) {
                throw new AssertionError("there must always be room for a byte");
            }
            input.put(bytes, at, count);
            at += count;
            for (Found found = stream.next(); found != Found.NOTHING; found = stream.next()) {
                if (found == Found.FRAME) {
                    takePixels(stream);
                }
            }
        }
    }

    private static void takePixels(FrameStream stream) {
        Hello hello = stream.hello();
        if (hello == null) {
            throw new AssertionError("a frame without a hello");
        }
        FrameFormat format = hello.format();
        FrameHead head = stream.frame();
        new PixelBlock(format.widthPx(), format.heightPx(), STATED.pixelOffset())
                .read(
                        stream.bytes(),
                        head.pixelsAt,
                        head.type,
                        head.columnMajor,
                        new short[format.widthPx() * format.heightPx()]);
    }
}
