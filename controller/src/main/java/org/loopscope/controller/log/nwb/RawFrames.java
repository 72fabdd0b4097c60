package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Filters;

/**
 * The microscope's frames as they came, turned to NWB's [time][x][y]. One chunk is one frame, which goes straight to the
 * file unless it is deflated.
 */
final class RawFrames {
    private final FrameFormat format;
    private final NwbSeries frames;
    private final NwbSeries numbers;
    private final short[] turned;

    RawFrames(NwbObjects objects, FrameFormat format, Filters filters) {
        this.format = format;
        this.turned = new short[format.widthPx() * format.heightPx()];
        this.frames = NwbSeries.withTimes(
                objects,
                NwbLayout.RAW_FRAMES,
                new NwbSeries.Description(
                        (float) -format.pixelOffset(),
                        NwbType.TWO_PHOTON_SERIES,
                        "Frames as the microscope gave them, data[time][x][y]. The time of a frame is the end of its exposure.",
                        "n.a.",
                        Numeric.U16,
                        format.widthPx(),
                        format.heightPx()),
                1,
                filters);
        objects.file().text(NwbLayout.RAW_FRAMES + "/format", "raw");
        ByteBuffer dimension = NwbObjects.littleEndian(8);
        dimension.putInt(format.widthPx()).putInt(format.heightPx());
        objects.file().array(NwbLayout.RAW_FRAMES + "/dimension", Numeric.I32, dimension, 2);
        objects.file().softLink(NwbLayout.RAW_FRAMES + "/imaging_plane", NwbLayout.IMAGING_PLANE);
        this.numbers = NwbSeries.atTimesOf(
                objects,
                NwbLayout.RAW_FRAME_NUMBERS,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Running number at the microscope of each raw frame; a gap is a frame lost or not kept.",
                        "frame",
                        Numeric.I64),
                NwbLayout.RAW_FRAMES);
    }

    void append(Frame frame) {
        if (frame.widthPx != format.widthPx() || frame.heightPx != format.heightPx()) {
            throw new IllegalArgumentException("frame " + frame.index + " is " + frame.widthPx + "x" + frame.heightPx
                    + " pixels, the session's are " + format.widthPx() + "x" + format.heightPx());
        }
        Transposition.transpose(frame.pixels, frame.heightPx, frame.widthPx, turned);
        frames.data().append(turned);
        frames.time(NwbObjects.seconds(frame.exposureEndNs));
        numbers.data().append(frame.index);
    }
}
