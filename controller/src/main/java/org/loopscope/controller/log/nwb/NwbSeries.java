package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.Filters;

/** A growing TimeSeries: rows of numbers, each with its time in seconds on the session clock. */
final class NwbSeries {
    /** Each flush writes the chunk under way anew: small ones spare the disk, and readers take a little longer. */
    private static final int CHUNK_BYTES = 1 << 13;

    private static final int MOST_CHUNK_ROWS = 1024;

    private final ExtendibleDataset data;
    private final @Nullable ExtendibleDataset timestamps;

    private NwbSeries(ExtendibleDataset data, @Nullable ExtendibleDataset timestamps) {
        this.data = data;
        this.timestamps = timestamps;
    }

    /**
     * What a series is: type, unit and meaning of its rows.
     *
     * @param offset what is to be added to a stored number
     */
    record Description(float offset, NwbType type, String text, String unit, ElementType element, long... rowShape) {
        Description(NwbType type, String text, String unit, ElementType element, long... rowShape) {
            this(0f, type, text, unit, element, rowShape);
        }

        int chunkRows() {
            long rowBytes = element.bytes();
            for (long length : rowShape) {
                rowBytes *= length;
            }
            return Math.clamp(CHUNK_BYTES / Math.max(1, rowBytes), 1, MOST_CHUNK_ROWS);
        }
    }

    /** A series with times of its own. */
    static NwbSeries withTimes(NwbObjects objects, String path, Description what) {
        return withTimes(objects, path, what, what.chunkRows(), Filters.NONE);
    }

    static NwbSeries withTimes(NwbObjects objects, String path, Description what, int chunkRows, Filters filters) {
        ExtendibleDataset data = create(objects, path, what, chunkRows, filters);
        String times = path + "/timestamps";
        ExtendibleDataset timestamps =
                objects.file().rows(times, ElementType.Numeric.F64, new long[0], MOST_CHUNK_ROWS, Filters.NONE);
        objects.file()
                .attributes(times)
                .number("interval", 1)
                .text("unit", "seconds")
                .close();
        return new NwbSeries(data, timestamps);
    }

    /** A series whose rows are taken at the times of another one, which must get a row whenever this one does. */
    static NwbSeries atTimesOf(NwbObjects objects, String path, Description what, String otherPath) {
        ExtendibleDataset data = create(objects, path, what, what.chunkRows(), Filters.NONE);
        objects.file().softLink(path + "/timestamps", otherPath + "/timestamps");
        return new NwbSeries(data, null);
    }

    /** Where the values go; one row for each {@link #time}. */
    ExtendibleDataset data() {
        return data;
    }

    void time(double seconds) {
        if (timestamps != null) {
            timestamps.append(seconds);
        }
    }

    private static ExtendibleDataset create(
            NwbObjects objects, String path, Description what, int chunkRows, Filters filters) {
        objects.group(path, what.type())
                .text("description", what.text())
                .text("comments", "Times are seconds on the session clock, zero at the session's start.")
                .close();
        ExtendibleDataset data =
                objects.file().rows(path + "/data", what.element(), what.rowShape(), chunkRows, filters);
        objects.file()
                .attributes(path + "/data")
                .text("unit", what.unit())
                .number("conversion", 1f)
                .number("offset", what.offset())
                .number("resolution", -1f)
                .close();
        return data;
    }
}
