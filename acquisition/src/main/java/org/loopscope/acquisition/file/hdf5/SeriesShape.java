package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * The axes of a dataset of frames, time first: {@code [time][width][height]} or {@code [time][height][width]}, and
 * perhaps planes as the last axis.
 */
record SeriesShape(
        int frames, int widthPx, int heightPx, int planes, boolean widthFirst, PixelKind pixels, ByteOrder order) {
    private static final int LARGEST_SIDE = 4096;

    static SeriesShape of(Path path, String name, Dataset dataset, boolean widthFirst) throws IOException {
        int[] extent = Hdf5Nodes.guarded(path, name, dataset::getDimensions);
        if (extent.length < 3 || extent.length > 4) {
            throw new IOException(path + ": " + name + " has " + extent.length
                    + " axes; a movie has time and two axes of the image, or also planes");
        }
        int width = widthFirst ? extent[1] : extent[2];
        int height = widthFirst ? extent[2] : extent[1];
        int planes = extent.length == 4 ? extent[3] : 1;
        if (extent[0] < 1
                || width < 1
                || height < 1
                || width > LARGEST_SIDE
                || height > LARGEST_SIDE
                || planes < 1
                || planes > 64) {
            throw new IOException(path + ": " + name + " has " + extent[0] + " frames of " + width + "x" + height
                    + " pixels and " + planes + " plane(s), which is not supported");
        }
        if (!(dataset.getDataType() instanceof FixedPoint integers) || integers.getSize() > 2) {
            throw new IOException(path + ": " + name + " does not hold 8 or 16-bit integers but "
                    + dataset.getJavaType() + " values; convert it, frames are counts of a detector");
        }
        PixelKind kind =
                integers.getSize() == 1 ? PixelKind.UINT8 : integers.isSigned() ? PixelKind.INT16 : PixelKind.UINT16;
        if (integers.getSize() == 1 && integers.isSigned()) {
            throw new IOException(path + ": " + name + " holds signed 8-bit integers; convert it to 16 bit");
        }
        return new SeriesShape(extent[0], width, height, planes, widthFirst, kind, integers.getByteOrder());
    }

    /** Values of one time. */
    int volumeValues() {
        return widthPx * heightPx * planes;
    }

    int volumeBytes() {
        return volumeValues() * pixels.bytes();
    }

    /** Extent of the first axis of the image. */
    int rows() {
        return widthFirst ? widthPx : heightPx;
    }

    int columns() {
        return widthFirst ? heightPx : widthPx;
    }
}
