package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.Frame;

/**
 * Number and time of each exposure of a complete ScanImage recording, flyback left out, from the descriptions of its
 * pages.
 */
final class ExposureTimes {
    /** A longer pause between two exposures is taken for a damaged time. */
    private static final long LONGEST_PAUSE_NS = 24 * 3600 * 1_000_000_000L;

    private final int[] pages;
    private final long[] numbers;
    private final long[] startNs;
    private final boolean timed;

    private ExposureTimes(int[] pages, long[] numbers, long[] startNs, boolean timed) {
        this.pages = pages;
        this.numbers = numbers;
        this.startNs = startNs;
        this.timed = timed;
    }

    static ExposureTimes read(TiffStack stack, TiffLayout layout, List<String> remarks) throws IOException {
        int channels = layout.order().channels();
        int exposures = stack.pageCount() / channels;
        long[] numbers = new long[exposures];
        long[] startNs = new long[exposures];
        FrameNote note = new FrameNote();
        boolean numbered = true;
        boolean timed = exposures > 0;
        for (int exposure = 0; exposure < exposures; exposure++) {
            stack.note(exposure * channels, note);
            numbers[exposure] = note.number - 1;
            startNs[exposure] = note.startNs;
            numbered &= note.number > 0 && (exposure == 0 || numbers[exposure] > numbers[exposure - 1]);
            timed &= note.startNs != Frame.NO_DEVICE_TIME && (exposure == 0 || follows(startNs, exposure));
        }
        if (!numbered) {
            remarks.add("frame numbers are missing or do not rise; frames are numbered by their place in the file");
            Arrays.setAll(numbers, exposure -> exposure);
        }
        if (!timed) {
            remarks.add("frame times are missing or do not rise; frames are played by their rate");
        }
        return kept(layout, numbers, startNs, timed);
    }

    private static boolean follows(long[] startNs, int exposure) {
        long before = startNs[exposure - 1];
        return startNs[exposure] > before && startNs[exposure] - before <= LONGEST_PAUSE_NS;
    }

    private static ExposureTimes kept(TiffLayout layout, long[] numbers, long[] startNs, boolean timed) {
        long perVolume = layout.order().exposuresPerVolume();
        long first = numbers.length == 0 ? 0 : numbers[0] / perVolume * perVolume;
        int[] pages = new int[numbers.length];
        long[] keptNumbers = new long[numbers.length];
        long[] keptNs = new long[numbers.length];
        int count = 0;
        for (int exposure = 0; exposure < numbers.length; exposure++) {
            if (!layout.order().isFlyback(numbers[exposure])) {
                pages[count] = exposure * layout.order().channels();
                keptNumbers[count] = numbers[exposure] - first;
                keptNs[count] = startNs[exposure];
                count++;
            }
        }
        return new ExposureTimes(
                Arrays.copyOf(pages, count), Arrays.copyOf(keptNumbers, count), Arrays.copyOf(keptNs, count), timed);
    }

    int exposures() {
        return pages.length;
    }

    /** The page of the exposure's first channel. */
    int page(int exposure) {
        return pages[exposure];
    }

    /** The exposure's number from 0, flyback counted, since the volume that the file begins in. */
    long number(int exposure) {
        return numbers[exposure];
    }

    boolean timed() {
        return timed;
    }

    /** When it began, on the device's clock. */
    long startNs(int exposure) {
        return startNs[exposure];
    }

    /** Exposures a second, flyback counted, by their times; 0 when not known. */
    double measuredHz() {
        int last = pages.length - 1;
        return timed && last > 0 ? 1e9 * (numbers[last] - numbers[0]) / (startNs[last] - startNs[0]) : 0;
    }
}
