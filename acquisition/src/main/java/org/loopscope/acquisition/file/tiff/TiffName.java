package org.loopscope.acquisition.file.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TIFF file's name in a row of files. ScanImage: {@code <base>_<acquisition>_<file>.tif}; Bruker: {@code
 * <base>_Cycle<cycle>_Ch<channel>_<number>.ome.tif}; others: {@code <base><number>.tif}.
 *
 * @param cycle ScanImage's acquisition or Bruker's cycle; 0 where there is none
 * @param channel Bruker's; 0 where there is none
 */
record TiffName(Path path, String base, int cycle, int number, int channel) implements Comparable<TiffName> {
    private static final Pattern BRUKER =
            Pattern.compile("(.*)_Cycle(\\d{1,9})_Ch(\\d{1,2})_(\\d{1,9})(\\.ome)?\\.tiff?");
    private static final Pattern SCAN_IMAGE = Pattern.compile("(.*)_(\\d{5})_(\\d{5})\\.tiff?");
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,9})((?:\\.ome)?\\.tiff?)");
    private static final Comparator<TiffName> ORDER = Comparator.comparingInt(TiffName::cycle)
            .thenComparingInt(TiffName::number)
            .thenComparingInt(TiffName::channel)
            .thenComparing(TiffName::path);

    static Optional<TiffName> of(Path path) {
        String name = path.getFileName().toString();
        Matcher bruker = BRUKER.matcher(name);
        if (bruker.matches()) {
            return Optional.of(
                    new TiffName(path, bruker.group(1), number(bruker, 2), number(bruker, 4), number(bruker, 3)));
        }
        Matcher scanImage = SCAN_IMAGE.matcher(name);
        if (scanImage.matches()) {
            return Optional.of(new TiffName(path, scanImage.group(1), number(scanImage, 2), number(scanImage, 3), 0));
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            return Optional.of(new TiffName(path, numbered.group(1), 0, number(numbered, 2), 0));
        }
        return Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /**
     * The files that may come next, the likelier ones first.
     *
     * @param channels Bruker's channel numbers in ascending order
     */
    List<Path> next(List<Integer> channels) {
        String name = path.getFileName().toString();
        List<Path> next = new ArrayList<>();
        if (channel > 0) {
            int at = channels.indexOf(channel);
            if (at + 1 < channels.size()) {
                next.add(bruker(name, cycle, channels.get(at + 1), number));
            } else {
                next.add(bruker(name, cycle, channels.getFirst(), number + 1));
                next.add(bruker(name, cycle + 1, channels.getFirst(), 1));
            }
            return next;
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            String digits = padded(number + 1, numbered.group(2).length());
            next.add(path.resolveSibling(numbered.group(1) + digits + numbered.group(3)));
        }
        Matcher scanImage = SCAN_IMAGE.matcher(name);
        if (scanImage.matches()) {
            String following = scanImage.group(1) + "_" + padded(cycle + 1, 5) + "_" + padded(1, 5);
            next.add(path.resolveSibling(following + name.substring(scanImage.end(3))));
        }
        return next;
    }

    private Path bruker(String name, int itsCycle, int itsChannel, int itsNumber) {
        Matcher parts = BRUKER.matcher(name);
        if (!parts.matches()) {
            throw new IllegalStateException(name + " is not one of Bruker's names");
        }
        String digits = padded(itsNumber, parts.group(4).length());
        return path.resolveSibling(
                parts.group(1) + "_Cycle" + padded(itsCycle, parts.group(2).length()) + "_Ch"
                        + padded(itsChannel, parts.group(3).length()) + "_" + digits + name.substring(parts.end(4)));
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    @Override
    public int compareTo(TiffName other) {
        return ORDER.compare(this, other);
    }
}
