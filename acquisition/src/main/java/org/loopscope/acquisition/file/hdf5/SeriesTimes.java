package org.loopscope.acquisition.file.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * When each frame of an NWB series was taken, and its number at the microscope.
 *
 * @param timestampsNs none where the series has only a rate, or its times do not rise
 * @param numbers none where the file does not keep them
 * @param rateHz volumes a second; 0 when not known
 */
record SeriesTimes(long[] timestampsNs, long[] numbers, double rateHz) {
    /** Where a session's own file has the numbers of its frames. */
    private static final String OWN_SERIES = "/acquisition/TwoPhotonSeries";

    private static final String OWN_NUMBERS = "/acquisition/FrameNumber/data";
    private static final double LONGEST_S = 1e8;

    static SeriesTimes read(Hdf5Nodes file, String series, int frames, List<String> remarks) throws IOException {
        if (series.isEmpty()) {
            return new SeriesTimes(new long[0], new long[0], 0);
        }
        double[] seconds = file.numbers(series + "/timestamps");
        // A process that died may have left a row more in one than in another.
        double[] used = Arrays.copyOf(seconds, Math.min(seconds.length, frames));
        boolean timed = used.length > 0 && rising(used);
        if (used.length > 0 && !timed) {
            remarks.add("timestamps do not rise; frames are played by their rate");
        }
        long[] times = new long[timed ? used.length : 0];
        Arrays.setAll(times, i -> Math.round(used[i] * 1e9));
        double rateHz = timed ? typicalHz(used) : 0;
        if (rateHz == 0) {
            rateHz = Math.max(0, file.numberAttribute(series + "/starting_time", "rate"));
        }
        if (rateHz == 0) {
            double[] planeRate = file.numbers(series + "/imaging_plane/imaging_rate");
            rateHz = planeRate.length == 1 ? Math.max(0, planeRate[0]) : 0;
        }
        boolean own = series.replaceAll("^/*", "/").equals(OWN_SERIES);
        return new SeriesTimes(times, own ? numbers(file, frames) : new long[0], rateHz);
    }

    private static long[] numbers(Hdf5Nodes file, int frames) throws IOException {
        double[] stored = file.numbers(OWN_NUMBERS);
        long[] numbers = new long[Math.min(stored.length, frames)];
        Arrays.setAll(numbers, i -> (long) stored[i]);
        return numbers;
    }

    private static boolean rising(double[] seconds) {
        for (int i = 0; i < seconds.length; i++) {
            if (!(Math.abs(seconds[i]) < LONGEST_S) || (i > 0 && !(seconds[i] > seconds[i - 1]))) {
                return false;
            }
        }
        return true;
    }

    /** From the median interval, which lost frames do not move. */
    private static double typicalHz(double[] seconds) {
        if (seconds.length < 2) {
            return 0;
        }
        double[] intervals = new double[seconds.length - 1];
        Arrays.setAll(intervals, i -> seconds[i + 1] - seconds[i]);
        Arrays.sort(intervals);
        return 1 / intervals[intervals.length / 2];
    }
}
