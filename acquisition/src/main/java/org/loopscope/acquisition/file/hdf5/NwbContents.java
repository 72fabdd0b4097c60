package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an NWB file has for the loop: series of frames, and tables of cells.
 *
 * @param series those of the acquisition, or where it has none all others, in the order of their paths
 * @param tables plane segmentations; without neuroconv's table of what is not a cell
 */
public record NwbContents(List<Part> series, List<Part> tables) {
    private static final Set<String> SERIES = Set.of("TwoPhotonSeries", "OnePhotonSeries");

    public NwbContents {
        series = List.copyOf(series);
        tables = List.copyOf(tables);
    }

    /**
     * One of them.
     *
     * @param imagingPlane path of the plane that it is of, links followed; empty where the file does not say
     * @param rows frames of a series, cells of a table; 0 where the file does not say
     */
    public record Part(String path, String imagingPlane, int rows) {
        /** The last part of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** @throws IOException with one line when the file cannot be read */
    public static NwbContents of(Path path) throws IOException {
        try (Hdf5Nodes file = Hdf5Nodes.open(path)) {
            List<Part> series = parts(file, SERIES, "data");
            List<Part> acquired = series.stream()
                    .filter(part -> part.path().startsWith("/acquisition/"))
                    .toList();
            List<Part> tables = new ArrayList<>(parts(file, Set.of("PlaneSegmentation"), "id"));
            tables.removeIf(table -> table.name().startsWith("Background"));
            return new NwbContents(acquired.isEmpty() ? series : acquired, tables);
        }
    }

    /** The cells that were drawn in a series: the table of its plane, or the only one where neither says a plane. */
    public List<Part> tablesOf(Part ofSeries) {
        List<Part> ofPlane = tables.stream()
                .filter(table ->
                        !table.imagingPlane().isEmpty() && table.imagingPlane().equals(ofSeries.imagingPlane()))
                .toList();
        return ofPlane.isEmpty() && series.size() == 1 ? tables : ofPlane;
    }

    private static List<Part> parts(Hdf5Nodes file, Set<String> types, String rows) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Node node :
                file.find(node -> node instanceof Group && types.contains(Hdf5Nodes.text(node, "neurodata_type")))) {
            String path = node.getPath().replaceAll("/+$", "");
            parts.add(new Part(path, imagingPlane(file, (Group) node), rows(file, path + "/" + rows)));
        }
        parts.sort(Comparator.comparing(Part::path));
        return parts;
    }

    private static String imagingPlane(Hdf5Nodes file, Group group) throws IOException {
        return Hdf5Nodes.guarded(file.path(), group.getPath() + "imaging_plane", () -> {
            Node plane = group.getChild("imaging_plane");
            if (plane == null) {
                return "";
            }
            Node target = plane instanceof Link link ? link.getTarget() : plane;
            return target.getPath().replaceAll("/+$", "");
        });
    }

    private static int rows(Hdf5Nodes file, String name) throws IOException {
        Optional<Dataset> dataset = file.dataset(name);
        return Hdf5Nodes.guarded(
                file.path(),
                name,
                () -> dataset.map(Dataset::getDimensions)
                        .filter(extent -> extent.length > 0)
                        .map(extent -> extent[0])
                        .orElse(0));
    }
}
