package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/**
 * The TIFF files of a folder in the order of their numbers, all of one recording: names that are the same but for their
 * last number, ScanImage's last two, or Bruker's cycle, channel and number.
 *
 * @param channels by Bruker's names; 0 where names do not say it
 * @param planes Bruker's numbers within a cycle, where there are several cycles of as many; 0 where names do not say it
 */
record TiffFolder(List<Path> files, List<Integer> channelNumbers, int channels, int planes) {
    private static final int MOST_PLANES = 64;

    static TiffFolder list(Path folder) throws IOException {
        List<TiffName> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(TiffName::of).flatMap(java.util.Optional::stream).forEach(names::add);
        }
        if (names.isEmpty()) {
            throw new IOException(
                    folder + ": the folder holds no numbered TIFF file; give a recording's file or folder");
        }
        Set<String> bases = names.stream().map(TiffName::base).collect(Collectors.toCollection(TreeSet::new));
        if (bases.size() > 1) {
            throw new IOException(folder + ": holds " + bases.size() + " recordings ("
                    + bases.stream().limit(3).collect(Collectors.joining(", "))
                    + "); put one into a folder of its own");
        }
        names.sort(Comparator.naturalOrder());
        List<Path> files = names.stream().map(TiffName::path).toList();
        List<Integer> channels = names.stream()
                .map(TiffName::channel)
                .filter(channel -> channel > 0)
                .distinct()
                .sorted()
                .toList();
        return new TiffFolder(files, channels, channels.size(), planes(names));
    }

    private static int planes(List<TiffName> names) {
        long cycles = names.stream().map(TiffName::cycle).distinct().count();
        List<Integer> numbers = names.stream()
                .filter(name -> name.channel() > 0)
                .map(TiffName::number)
                .distinct()
                .toList();
        boolean volumes = cycles > 1 && numbers.size() > 1 && numbers.size() <= MOST_PLANES;
        return volumes ? numbers.size() : 0;
    }

    /** The options, with what the names say. */
    RecordingOptions agreed(RecordingOptions options) throws IOException {
        String file = files.getFirst().toString();
        return options.withVolume(
                options.planes() == 0 && planes == 0 ? 0 : options.planes(file, planes),
                options.channels() == 0 && channels == 0 ? 0 : options.channels(file, channels));
    }
}
