package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Filters;

/**
 * One channel of one plane as it came, turned to NWB's [time][x][y]. One chunk is one frame, which goes straight to the
 * file unless it is deflated.
 */
final class RawSeries {
    private final FrameFormat format;
    private final NwbSeries frames;
    private final NwbSeries numbers;
    private final short[] turned;

    RawSeries(NwbObjects objects, FrameFormat format, int plane, int channel, Filters filters) {
        this.format = format;
        PlaneNames names = PlaneNames.of(format);
        String path = names.of(NwbLayout.RAW_FRAMES, plane, channel);
        this.turned = new short[format.widthPx() * format.heightPx()];
        this.frames = NwbSeries.withTimes(
                objects,
                path,
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
        objects.file().text(path + "/format", "raw");
        ByteBuffer dimension = NwbObjects.littleEndian(8);
        dimension.putInt(format.widthPx()).putInt(format.heightPx());
        objects.file().array(path + "/dimension", Numeric.I32, dimension, 2);
        objects.file().softLink(path + "/imaging_plane", names.of(NwbLayout.IMAGING_PLANE, plane, channel));
        this.numbers = NwbSeries.atTimesOf(
                objects,
                names.of(NwbLayout.RAW_FRAME_NUMBERS, plane, channel),
                new NwbSeries.Description(NwbType.TIME_SERIES, numbering(format), "frame", Numeric.I64),
                path);
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

    private static String numbering(FrameFormat format) {
        return "Running number at the microscope of each raw frame"
                + (format.planes() * format.channels() == 1
                        ? "; a gap is a frame lost or not kept."
                        : ", over all planes and channels.");
    }
}
