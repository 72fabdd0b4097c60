package org.loopscope.controller.dashboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/** Pictures for the pages: of the field, of whose pixel is whose, and of stimuli. The dashboard's thread only. */
final class FieldPages {
    /** Of the pixels, at either end, are beyond the grey range. */
    private static final double BEYOND = 0.002;

    private record ImageHead(
            String type,
            String source,
            int plane,
            int widthPx,
            int heightPx,
            double lowest,
            double highest,
            long frameIndex) {}

    private record CellsHead(String type, int plane, int widthPx, int heightPx, int cells) {}

    private record PictureHead(String type, long decision, int widthPx, int heightPx) {}

    /** Cells, numbered from {@code first}. */
    record Numbered(RoiSet rois, int first) {}

    private final PageMessage.Maker maker;
    private float[] sorted = {};

    FieldPages(PageMessage.Maker maker) {
        this.maker = maker;
    }

    /** A frame or a mean image in 256 greys, from its darkest to its brightest pixels but for a few. */
    PageMessage image(
            String source, int plane, int widthPx, int heightPx, float[] pixels, long frameIndex, boolean expendable) {
        if (sorted.length != pixels.length) {
            sorted = new float[pixels.length];
        }
        System.arraycopy(pixels, 0, sorted, 0, pixels.length);
        Arrays.sort(sorted);
        float lowest = sorted[(int) (BEYOND * (pixels.length - 1))];
        float highest = sorted[(int) ((1 - BEYOND) * (pixels.length - 1))];
        float scale = highest > lowest ? 255 / (highest - lowest) : 0;
        ByteBuffer grey = ByteBuffer.allocate(pixels.length);
        for (float pixel : pixels) {
            grey.put((byte) Math.clamp(Math.round((pixel - lowest) * scale), 0, 255));
        }
        return maker.binary(
                new ImageHead("image", source, plane, widthPx, heightPx, lowest, highest, frameIndex),
                expendable,
                grey.flip());
    }

    /**
     * Which cell each pixel belongs to, the one with the largest weight there.
     *
     * @param of the plane's cells, all with the size of its frames; at least one set
     */
    PageMessage cells(int plane, List<Numbered> of) {
        int widthPx = of.getFirst().rois().widthPx();
        int heightPx = of.getFirst().rois().heightPx();
        short[] labels = new short[widthPx * heightPx];
        float[] weights = new float[labels.length];
        int cells = 0;
        for (Numbered numbered : of) {
            for (int i = 0; i < numbered.rois().size(); i++) {
                Roi roi = numbered.rois().rois().get(i);
                for (int p = 0; p < roi.pixels().length; p++) {
                    int pixel = roi.pixels()[p];
                    if (roi.weights()[p] > weights[pixel]) {
                        weights[pixel] = roi.weights()[p];
                        labels[pixel] = (short) (numbered.first() + i + 1);
                    }
                }
            }
            cells += numbered.rois().size();
        }
        ByteBuffer content = ByteBuffer.allocate(2 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
        content.asShortBuffer().put(labels);
        return maker.binary(new CellsHead("cells", plane, widthPx, heightPx, cells), false, content);
    }

    /** A stimulus, in contrast units, as it is on the screen. */
    PageMessage picture(long decision, int widthPx, int heightPx, float[] contrast) {
        ByteBuffer grey = ByteBuffer.allocate(contrast.length);
        for (float value : contrast) {
            grey.put((byte) Math.round(128 + 127 * Math.clamp(value, -1f, 1f)));
        }
        return maker.binary(new PictureHead("picture", decision, widthPx, heightPx), false, grey.flip());
    }
}
