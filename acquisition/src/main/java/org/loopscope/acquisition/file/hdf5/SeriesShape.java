package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * The axes of a dataset of frames, time first: {@code [time][width][height]} or {@code [time][height][width]}, and
 * perhaps planes as the last axis.
 *
 * @param pixels what they are once they are read
 * @param bytes of a value in the file; more than the pixels' where it holds fractions
 */
record SeriesShape(
        int frames,
        int widthPx,
        int heightPx,
        int planes,
        boolean widthFirst,
        PixelKind pixels,
        int bytes,
        ByteOrder order) {
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
        if (dataset.getDataType() instanceof FloatingPoint fractions
                && (fractions.getSize() == Float.BYTES || fractions.getSize() == Double.BYTES)) {
            // Once they are counts they are 16-bit pixels as any others.
            return new SeriesShape(
                    extent[0],
                    width,
                    height,
                    planes,
                    widthFirst,
                    PixelKind.UINT16,
                    fractions.getSize(),
                    fractions.getByteOrder());
        }
        if (!(dataset.getDataType() instanceof FixedPoint integers) || integers.getSize() > 2) {
            throw new IOException(path + ": " + name + " holds neither 8 or 16-bit integers nor fractions but "
                    + dataset.getJavaType() + " values; convert it, frames are counts of a detector");
        }
        PixelKind kind =
                integers.getSize() == 1 ? PixelKind.UINT8 : integers.isSigned() ? PixelKind.INT16 : PixelKind.UINT16;
        if (integers.getSize() == 1 && integers.isSigned()) {
            throw new IOException(path + ": " + name + " holds signed 8-bit integers; convert it to 16 bit");
        }
        return new SeriesShape(
                extent[0], width, height, planes, widthFirst, kind, kind.bytes(), integers.getByteOrder());
    }

    /** Values of one time. */
    int volumeValues() {
        return widthPx * heightPx * planes;
    }

    int volumeBytes() {
        return volumeValues() * bytes;
    }

    /** Whether the file holds floating-point numbers. */
    boolean fractions() {
        return bytes > pixels.bytes();
    }

    /** Extent of the first axis of the image. */
    int rows() {
        return widthFirst ? widthPx : heightPx;
    }

    int columns() {
        return widthFirst ? heightPx : widthPx;
    }
}
