package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which dataset of a file holds the frames.
 *
 * @param series path of the NWB series around the dataset; empty in a plain HDF5 file
 */
record SeriesPlace(String series, String dataset) {
    private static final Set<String> SERIES_TYPES = Set.of("TwoPhotonSeries", "OnePhotonSeries");
    private static final int SMALLEST_SIDE = 16;

    /** @param given path of a dataset or of a series; empty to look for the only one */
    static SeriesPlace find(Hdf5Nodes file, String given) throws IOException {
        if (!given.isEmpty()) {
            return given(file, given);
        }
        List<String> series = paths(file.find(SeriesPlace::isSeries));
        if (series.size() == 1) {
            return inSeries(file, series.getFirst());
        }
        if (series.size() > 1) {
            throw several(file, "series", series);
        }
        List<String> movies = paths(file.find(SeriesPlace::isMovie));
        if (movies.size() != 1) {
            throw movies.isEmpty()
                    ? new IOException(file.path() + ": holds no TwoPhotonSeries, OnePhotonSeries or dataset of frames"
                            + " (time and two axes, 8 or 16-bit integers); give its path as dataset")
                    : several(file, "datasets of frames", movies);
        }
        return new SeriesPlace("", movies.getFirst());
    }

    private static SeriesPlace given(Hdf5Nodes file, String given) throws IOException {
        Optional<Node> node = file.node(given);
        if (node.isEmpty()) {
            throw new IOException(file.path() + ": has no " + given + "; give the path of a dataset or a series");
        }
        if (node.get() instanceof Group) {
            return inSeries(file, given);
        }
        int slash = given.lastIndexOf('/');
        String parent = slash > 0 ? given.substring(0, slash) : "";
        boolean inSeries = !parent.isEmpty() && SERIES_TYPES.contains(file.textAttribute(parent, "neurodata_type"));
        return new SeriesPlace(inSeries ? parent : "", given);
    }

    private static SeriesPlace inSeries(Hdf5Nodes file, String series) throws IOException {
        Optional<Dataset> external = file.dataset(series + "/external_file");
        if (external.isPresent()) {
            Dataset names = external.get();
            Object first = Hdf5Nodes.guarded(file.path(), series + "/external_file", names::getData);
            String name = first instanceof Object[] several && several.length > 0 ? String.valueOf(several[0]) : "?";
            throw new IOException(file.path() + ": the frames of " + series + " are in other files, the first is "
                    + name + "; open that one");
        }
        if (file.dataset(series + "/data").isEmpty()) {
            throw new IOException(file.path() + ": " + series + " has no data");
        }
        return new SeriesPlace(series, series + "/data");
    }

    private static boolean isSeries(Node node) {
        return node instanceof Group && SERIES_TYPES.contains(Hdf5Nodes.text(node, "neurodata_type"));
    }

    private static boolean isMovie(Node node) {
        if (!(node instanceof Dataset dataset)
                || !(dataset.getDataType() instanceof FixedPoint integers)
                || integers.getSize() > 2) {
            return false;
        }
        long[] extent = dataset.getDimensionsAsLong();
        return (extent.length == 3 || extent.length == 4)
                && extent[0] > 0
                && extent[1] >= SMALLEST_SIDE
                && extent[2] >= SMALLEST_SIDE;
    }

    private static List<String> paths(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.getPath().replaceAll("/+$", ""))
                .sorted()
                .toList();
    }

    private static IOException several(Hdf5Nodes file, String what, List<String> paths) {
        return new IOException(file.path() + ": holds " + paths.size() + " " + what + " ("
                + paths.stream().limit(5).collect(Collectors.joining(", ")) + "); say which one with dataset");
    }
}
