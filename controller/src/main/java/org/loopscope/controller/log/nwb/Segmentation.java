package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** Cells' footprints as PlaneSegmentations, and the mean image that the first were found in. */
final class Segmentation {
    private static final ElementType PIXEL = new ElementType.Compound(List.of(
            new ElementType.Field("x", Numeric.U32),
            new ElementType.Field("y", Numeric.U32),
            new ElementType.Field("weight", Numeric.F32)));

    private final NwbObjects objects;
    private final Hdf5File file;

    Segmentation(NwbObjects objects) {
        this.objects = objects;
        this.file = objects.file();
    }

    /** The session's cells; once, before any other table. */
    void write(RoisFixed fixed) {
        String path = NwbLayout.PLANE_SEGMENTATION;
        objects.group(path.substring(0, path.lastIndexOf('/')), NwbType.IMAGE_SEGMENTATION)
                .close();
        writeTable(path, "Cells, fixed after frame " + fixed.frameIndex(), fixed.rois());
        writeMeanImage(fixed);
    }

    /** A table beside the first. */
    void writeTable(String path, String what, RoiSet rois) {
        objects.group(path, NwbType.PLANE_SEGMENTATION)
                .text(
                        "description",
                        what + ", from: " + rois.provenance() + ". Pixel (x, y) is data[time][x][y] of the raw frames.")
                .texts("colnames", List.of("pixel_mask", "roi_id"))
                .close();
        file.softLink(path + "/imaging_plane", NwbLayout.IMAGING_PLANE);
        // Required by the schema, though nothing is in it.
        file.group(path + "/reference_images");
        writeNumbers(path, rois);
        writePixels(path, rois);
    }

    private void writeNumbers(String path, RoiSet rois) {
        int cells = rois.size();
        ByteBuffer rows = NwbObjects.littleEndian(4 * cells);
        ByteBuffer ids = NwbObjects.littleEndian(4 * cells);
        for (int cell = 0; cell < cells; cell++) {
            rows.putInt(cell);
            ids.putInt(rois.rois().get(cell).id());
        }
        file.array(path + "/id", Numeric.I32, rows, cells);
        objects.typed(path + "/id", NwbType.ELEMENT_IDENTIFIERS).close();
        file.array(path + "/roi_id", Numeric.I32, ids, cells);
        objects.typed(path + "/roi_id", NwbType.VECTOR_DATA)
                .text("description", "The cell's number where it was detected or read from")
                .close();
    }

    private void writePixels(String path, RoiSet rois) {
        int pixels = rois.rois().stream().mapToInt(roi -> roi.pixels().length).sum();
        ByteBuffer mask = NwbObjects.littleEndian(pixels * PIXEL.bytes());
        ByteBuffer ends = NwbObjects.littleEndian(4 * rois.size());
        int end = 0;
        for (Roi roi : rois.rois()) {
            for (int i = 0; i < roi.pixels().length; i++) {
                mask.putInt(roi.pixels()[i] % rois.widthPx())
                        .putInt(roi.pixels()[i] / rois.widthPx())
                        .putFloat(roi.weights()[i]);
            }
            end += roi.pixels().length;
            ends.putInt(end);
        }
        file.array(path + "/pixel_mask", PIXEL, mask, pixels);
        objects.typed(path + "/pixel_mask", NwbType.VECTOR_DATA)
                .text("description", "Pixels and weights of each cell; the weights of a cell sum to 1")
                .close();
        file.array(path + "/pixel_mask_index", Numeric.U32, ends, rois.size());
        objects.typed(path + "/pixel_mask_index", NwbType.VECTOR_INDEX)
                .text("description", "Where each cell's pixels end in pixel_mask")
                .reference("target", path + "/pixel_mask")
                .close();
    }

    private void writeMeanImage(RoisFixed fixed) {
        int widthPx = fixed.rois().widthPx();
        int heightPx = fixed.rois().heightPx();
        if (fixed.meanImage().length != widthPx * heightPx) {
            return;
        }
        String path = NwbLayout.SEGMENTATION_IMAGES;
        objects.group(path, NwbType.IMAGES)
                .text("description", "Mean of the motion-corrected frames that the cells were found in")
                .close();
        objects.floats(
                path + "/mean_image", Transposition.transpose(fixed.meanImage(), heightPx, widthPx), widthPx, heightPx);
        objects.typed(path + "/mean_image", NwbType.GRAYSCALE_IMAGE)
                .text("description", "Mean image [x][y], raw units")
                .close();
    }
}
