package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Filters;

/**
 * One plane's frames as they were laid on its template, [time][x][y], with the shift that was taken back: an NWB
 * CorrectedImageStack. One chunk is one frame.
 */
final class CorrectedSeries {
    private final FrameFormat format;
    private final NwbSeries frames;
    private final NwbSeries translation;
    private final float[] turned;
    private final float[] shiftXy = new float[2];

    /** @param imagedChannel the channel that is corrected, from 0 */
    CorrectedSeries(NwbObjects objects, FrameFormat format, int plane, int imagedChannel, Filters filters) {
        this.format = format;
        this.turned = new float[format.widthPx() * format.heightPx()];
        PlaneNames names = PlaneNames.of(format);
        String stack = names.of(NwbLayout.CORRECTED_STACK, plane);
        objects.group(stack, NwbType.CORRECTED_IMAGE_STACK).close();
        String path = stack + "/corrected";
        frames = NwbSeries.withTimes(
                objects,
                path,
                new NwbSeries.Description(
                        (float) -format.pixelOffset(),
                        NwbType.IMAGE_SERIES,
                        "Frames laid on the template, data[time][x][y], from the frame on that completed it: what the traces"
                                + " were read from, in one-photon sessions with the background taken off. A frame has the"
                                + " time of the raw frame that it was.",
                        "n.a.",
                        Numeric.F32,
                        format.widthPx(),
                        format.heightPx()),
                1,
                filters);
        objects.file().text(path + "/format", "raw");
        ByteBuffer dimension = NwbObjects.littleEndian(8);
        dimension.putInt(format.widthPx()).putInt(format.heightPx());
        objects.file().array(path + "/dimension", Numeric.I32, dimension, 2);
        translation = NwbSeries.atTimesOf(
                objects,
                stack + "/xy_translation",
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "How far each frame had moved from the template, columns x and y; it was moved back by as much",
                        "pixels",
                        Numeric.F32,
                        2),
                path);
        objects.file().softLink(stack + "/original", names.of(NwbLayout.RAW_FRAMES, plane, imagedChannel));
    }

    void append(CorrectedFrame frame) {
        Transposition.transpose(frame.pixels, format.heightPx(), format.widthPx(), turned);
        frames.data().append(turned);
        shiftXy[0] = frame.shiftXPx;
        shiftXy[1] = frame.shiftYPx;
        translation.data().append(shiftXy);
        frames.time(NwbObjects.seconds(frame.exposureEndNs));
    }
}
