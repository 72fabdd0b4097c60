package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Finds out which axis of a file's masks is which: by what fits the frame, by who wrote it, else by the standard. */
final class NwbAxes {
    private final Hdf5Tree file;
    private final String table;
    private final int widthPx;
    private final int heightPx;
    private final List<String> notes;

    NwbAxes(Hdf5Tree file, String table, int widthPx, int heightPx, List<String> notes) {
        this.file = file;
        this.table = table;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.notes = notes;
    }

    /** Where neither way fits, the writer's: the pixel that lies outside the frame is then found and named. */
    AxisOrder ofPixels(double[] first, double[] second) throws IOException {
        AxisOrder written = isByRow(file, table) ? AxisOrder.Y_FIRST : AxisOrder.X_FIRST;
        AxisOrder other = written == AxisOrder.X_FIRST ? AxisOrder.Y_FIRST : AxisOrder.X_FIRST;
        boolean fits = fits(written, first, second);
        if (!fits && fits(other, first, second)) {
            notes.add("pixel_mask fits the frame only with " + other.description() + ", and was read so");
            return other;
        }
        if (fits && fits(other, first, second)) {
            notes.add("pixel_mask was read with " + written.description()
                    + (written == AxisOrder.X_FIRST
                            ? ", as the standard says"
                            : ", as the program that wrote it does"));
        }
        return written;
    }

    private boolean fits(AxisOrder order, double[] first, double[] second) {
        boolean standard = order == AxisOrder.X_FIRST;
        return Arrays.stream(first).allMatch(value -> value < (standard ? widthPx : heightPx))
                && Arrays.stream(second).allMatch(value -> value < (standard ? heightPx : widthPx));
    }

    /** Whether the program that wrote the file lays pixels row by row, other than the standard. */
    static boolean isByRow(Hdf5Tree file, String table) throws IOException {
        return file.attribute(table, "description").contains("suite2p")
                || file.text("/session_description").contains("suite2p")
                || file.text("/general/was_generated_by").contains("neuroconv");
    }

    AxisOrder ofImages(String name, int[] shape) throws IOException {
        boolean byRow = shape.length == 3 && shape[1] == heightPx && shape[2] == widthPx;
        if (byRow && file.attribute(table, "description").equals("CNMF_ROIs")) {
            return AxisOrder.COLUMNS_IN_ROWS;
        }
        if (shape.length == 3 && shape[1] == widthPx && shape[2] == heightPx) {
            if (byRow) {
                notes.add("image_mask was read with " + AxisOrder.X_FIRST.description() + ", as the standard says");
            }
            return AxisOrder.X_FIRST;
        }
        if (byRow) {
            return AxisOrder.Y_FIRST;
        }
        throw file.failure(
                name,
                "has the shape " + Arrays.toString(shape) + "; wanted are the masks of frames of " + widthPx + "x"
                        + heightPx + " px");
    }
}
