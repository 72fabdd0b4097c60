package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Hdf5File;

/** Cells' footprints as PlaneSegmentations, and the mean images that each plane's first cells were found in. */
final class Segmentation {
    private static final ElementType PIXEL = new ElementType.Compound(List.of(
            new ElementType.Field("x", Numeric.U32),
            new ElementType.Field("y", Numeric.U32),
            new ElementType.Field("weight", Numeric.F32)));

    static final List<String> COLUMNS = List.of("pixel_mask", "roi_id", "time_offset");

    private final NwbObjects objects;
    private final Hdf5File file;
    private final PlaneNames names;
    private final int imagedChannel;
    private final OnFirstUse<String> segmentations;
    private final OnFirstUse<String> images;

    Segmentation(NwbObjects objects, PlaneNames names, int imagedChannel) {
        this.objects = objects;
        this.file = objects.file();
        this.names = names;
        this.imagedChannel = imagedChannel;
        this.segmentations = new OnFirstUse<>(this::makeSegmentations);
        this.images = new OnFirstUse<>(this::makeImages);
    }

    private String makeSegmentations() {
        String path = NwbLayout.PLANE_SEGMENTATION;
        objects.group(path.substring(0, path.lastIndexOf('/')), NwbType.IMAGE_SEGMENTATION)
                .close();
        return path;
    }

    private String makeImages() {
        String path = NwbLayout.SEGMENTATION_IMAGES;
        objects.group(path, NwbType.IMAGES)
                .text("description", "Mean of the motion-corrected frames that the cells were found in")
                .close();
        return path;
    }

    /** @param offsetsNs when each cell is looked at, from a frame's time */
    void write(RoisFixed fixed, long[] offsetsNs) {
        write(
                names.of(segmentations.value(), fixed.plane()),
                fixed.plane(),
                "Cells, fixed after frame " + fixed.frameIndex(),
                fixed.rois(),
                offsetsNs);
        writeMeanImage(fixed);
    }

    /** A table beside the first, in a session of a single plane. */
    void write(NewCellsAdopted found) {
        write(
                segmentations.value() + NwbLayout.ofNewCells(found.search()),
                0,
                "Cells found while the session ran, followed from frame " + found.frameIndex() + " on",
                found.rois(),
                found.offsetsNs());
    }

    private void write(String path, int plane, String what, RoiSet rois, long[] offsetsNs) {
        objects.group(path, NwbType.PLANE_SEGMENTATION)
                .text(
                        "description",
                        what + ", from: " + rois.provenance() + ". Pixel (x, y) is data[time][x][y] of the raw frames.")
                .texts("colnames", COLUMNS)
                .close();
        file.softLink(path + "/imaging_plane", names.of(NwbLayout.IMAGING_PLANE, plane, imagedChannel));
        // Required by the schema, though nothing is in it.
        file.group(path + "/reference_images");
        writeNumbers(path, rois);
        writePixels(path, rois);
        writeTimes(path, offsetsNs);
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

    private void writeTimes(String path, long[] offsetsNs) {
        ByteBuffer seconds = NwbObjects.littleEndian(Double.BYTES * offsetsNs.length);
        for (long offsetNs : offsetsNs) {
            seconds.putDouble(offsetNs / 1e9);
        }
        file.array(path + "/time_offset", Numeric.F64, seconds, offsetsNs.length);
        objects.typed(path + "/time_offset", NwbType.VECTOR_DATA)
                .text(
                        "description",
                        "Seconds to add to the time of a sample: when within the frame the cell is looked at")
                .close();
    }

    private void writeMeanImage(RoisFixed fixed) {
        int widthPx = fixed.rois().widthPx();
        int heightPx = fixed.rois().heightPx();
        if (fixed.meanImage().length != widthPx * heightPx) {
            return;
        }
        String path = images.value() + (names.planes() == 1 ? "/mean_image" : "/mean_image_plane" + fixed.plane());
        objects.floats(path, Transposition.transpose(fixed.meanImage(), heightPx, widthPx), widthPx, heightPx);
        objects.typed(path, NwbType.GRAYSCALE_IMAGE)
                .text("description", "Mean image [x][y], raw units")
                .close();
    }
}
