package org.loopscope.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.controller.config.ConfigurationException;

/** One size of the imaging path's work. */
record ImagingCase(int widthPx, int heightPx, int cells) {
    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})x([0-9]{1,6})");

    /** 256, 512 and 1024 pixels a side, with 100, 500 and 1,000 cells each. */
    static List<ImagingCase> all() {
        List<ImagingCase> cases = new ArrayList<>();
        for (int side : new int[] {256, 512, 1024}) {
            for (int cells : new int[] {100, 500, 1000}) {
                cases.add(new ImagingCase(side, side, cells));
            }
        }
        return cases;
    }

    /** @throws ConfigurationException when the text is not of the form {@code 512x512x500}, or too large or small */
    static ImagingCase parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationException("--case must look like 512x512x500, was '" + text + "'");
        }
        int[] numbers = new int[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = Integer.parseInt(matcher.group(i + 1));
        }
        boolean fits = numbers[0] >= 64 && numbers[1] >= 64 && numbers[0] <= 4096 && numbers[1] <= 4096;
        if (!fits || numbers[2] < 1 || numbers[2] > numbers[0] * numbers[1] / 40) {
            throw new ConfigurationException(
                    "--case: frames of 64 to 4096 px a side, and a cell for 40 pixels at most; was '" + text + "'");
        }
        return new ImagingCase(numbers[0], numbers[1], numbers[2]);
    }

    @Override
    public String toString() {
        return widthPx + "x" + heightPx + ", " + cells + " cells";
    }
}
