package org.loopscope.acquisition.file.miniscope;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The table timeStamps.csv: {@code Frame Number,Time Stamp (ms),Buffer Index} and, with newer software,
 * {@code DAQ Frame Number}. Times are those at which the computer had the frame, milliseconds since the recording began.
 *
 * @param timesMs one for each stored frame, as they stand
 * @param indices the frames' running numbers, the first as 0: by the DAQ's counter where there is one, so that a gap is
 *     a frame lost before it was stored
 * @param counted whether the DAQ counted
 */
record TimeStamps(long[] timesMs, long[] indices, boolean counted) {
    static final String NAME = "timeStamps.csv";

    private static final long MOST_BYTES = 256L << 20;
    /** The DAQ's counter has 16 bits in some versions. */
    private static final long COUNTER = 1 << 16;

    static TimeStamps read(Path csv) throws IOException {
        if (Files.size(csv) > MOST_BYTES) {
            throw new IOException(csv + ": larger than 256 MB, not the table of a recording");
        }
        long[] times = new long[1024];
        long[] numbers = new long[1024];
        int rows = 0;
        boolean counted;
        try (BufferedReader in = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            String head = in.readLine();
            if (head == null || !head.startsWith("Frame Number,Time Stamp (ms)")) {
                throw new IOException(csv + ": the first line must be Frame Number,Time Stamp (ms),Buffer Index");
            }
            counted = head.split(",", -1).length > 3;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                boolean whole = cells.length >= (counted ? 4 : 2);
                if (!whole && !in.ready()) {
                    break; // The recording was cut off within its last line.
                }
                if (rows == times.length) {
                    times = Arrays.copyOf(times, 2 * rows);
                    numbers = Arrays.copyOf(numbers, 2 * rows);
                }
                times[rows] = whole ? number(csv, rows, cells[1]) : bad(csv, rows, line);
                numbers[rows] = number(csv, rows, cells[counted ? 3 : 0]);
                rows++;
            }
        } catch (MalformedInputException e) {
            throw new IOException(csv + ": not a text", e);
        }
        if (rows == 0) {
            throw new IOException(csv + ": no frame in this table");
        }
        // A DAQ that does not count writes the same number throughout.
        boolean counts = counted && numbers[rows - 1] != numbers[0];
        if (counted && !counts) {
            Arrays.setAll(numbers, i -> i);
        }
        return new TimeStamps(Arrays.copyOf(times, rows), fromZero(Arrays.copyOf(numbers, rows)), counts);
    }

    private static long[] fromZero(long[] numbers) {
        long[] indices = new long[numbers.length];
        for (int i = 1; i < numbers.length; i++) {
            long step = numbers[i] - numbers[i - 1];
            if (step < -COUNTER / 2) {
                step += COUNTER;
            }
            indices[i] = Math.max(0, indices[i - 1] + step);
        }
        return indices;
    }

    private static long number(Path csv, int row, String text) throws IOException {
        try {
            double value = Double.parseDouble(text.strip());
            return Math.abs(value) < 1e12 ? Math.round(value) : bad(csv, row, text);
        } catch (NumberFormatException e) {
            return bad(csv, row, text);
        }
    }

    private static long bad(Path csv, int row, String text) throws IOException {
        String shown = text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", "?");
        throw new IOException(csv + ": line " + (row + 2) + " is damaged: '" + shown + "'");
    }

    int size() {
        return timesMs.length;
    }

    /** Frames missing between the first and the last. */
    long lost() {
        return indices[size() - 1] + 1 - size();
    }

    /** The usual time from one frame number to the next, milliseconds; 0 when it cannot be told. */
    double periodMs() {
        double[] steps = new double[size() - 1];
        int count = 0;
        for (int i = 1; i < size(); i++) {
            long apart = indices[i] - indices[i - 1];
            if (apart == 1) {
                steps[count++] = timesMs[i] - timesMs[i - 1];
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(steps, 0, count);
        // Whole milliseconds: the middle half's mean tells 33.3 from 33.
        double sum = 0;
        int from = count / 4;
        int to = count - count / 4;
        for (int i = from; i < to; i++) {
            sum += steps[i];
        }
        return Math.max(0, sum / (to - from));
    }
}
