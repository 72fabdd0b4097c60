package org.loopscope.acquisition.file.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The groups, datasets and attributes of an HDF5 file; whatever is wrong with one is an IOException of one line. */
final class Hdf5Nodes implements AutoCloseable {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_NODES = 100_000;
    /** Deflate and its like cannot do better; what is larger is damage. */
    private static final long MOST_COMPRESSION = 1032;
    /** Of an attribute: a text or a few numbers. */
    private static final long MOST_ATTRIBUTE_BYTES = 1 << 16;

    private final Path path;
    private final long fileBytes;
    private final HdfFile file;

    private Hdf5Nodes(Path path, HdfFile file) throws IOException {
        this.path = path;
        this.fileBytes = Files.size(path);
        this.file = file;
    }

    /** Something that jHDF does, which fails with its own exceptions. */
    interface Reading<T> {
        T read() throws IOException;
    }

    static Hdf5Nodes open(Path path) throws IOException {
        return new Hdf5Nodes(path, guarded(path, "the file", () -> MappedHdf5.open(path)));
    }

    /** jHDF meets damage with whatever exception its own code runs into, and can run out of stack in a circle. */
    static <T> T guarded(Path path, String what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(path + ": " + what + " cannot be read: " + MappedHdf5.reason(e), e);
        }
    }

    Path path() {
        return path;
    }

    Optional<Node> node(String name) throws IOException {
        return guarded(path, name, () -> {
            Node at = file;
            for (String part : name.split("/", -1)) {
                if (part.isEmpty()) {
                    continue;
                }
                Node child = at instanceof Group group ? group.getChild(part) : null;
                if (child == null) {
                    return Optional.<Node>empty();
                }
                at = child instanceof Link link ? link.getTarget() : child;
            }
            return Optional.of(at);
        });
    }

    Optional<Dataset> dataset(String name) throws IOException {
        return node(name).filter(Dataset.class::isInstance).map(Dataset.class::cast);
    }

    /** All nodes that are wanted, not through links, in the order of their paths. */
    List<Node> find(Predicate<Node> wanted) throws IOException {
        return guarded(path, "its list of datasets", () -> {
            List<Node> found = new ArrayList<>();
            walk(file, 0, new int[1], wanted, found);
            return found;
        });
    }

    private static void walk(Group group, int depth, int[] seen, Predicate<Node> wanted, List<Node> found) {
        for (Node child : group.getChildren().values()) {
            if (seen[0]++ > MOST_NODES || child.isLink()) {
                continue;
            }
            if (wanted.test(child)) {
                found.add(child);
            }
            if (child instanceof Group inner && depth < MOST_DEPTH) {
                walk(inner, depth + 1, seen, wanted, found);
            }
        }
    }

    /** A text attribute; empty when it is not there. */
    static String text(Node node, String name) {
        Attribute attribute = node.getAttribute(name);
        Object value = attribute == null ? null : data(attribute);
        return value instanceof String text ? text : "";
    }

    /** An attribute that claims more than one can hold is damaged; nothing is read of it. */
    private static Object data(Attribute attribute) {
        return attribute.getSizeInBytes() > MOST_ATTRIBUTE_BYTES ? "" : attribute.getData();
    }

    /** A dataset's numbers, or an attribute's or a single one; none when it is not there. */
    double[] numbers(String name) throws IOException {
        Optional<Dataset> dataset = dataset(name);
        if (dataset.isEmpty()) {
            return new double[0];
        }
        Dataset found = dataset.get();
        checkSize(name, found);
        return guarded(path, name, () -> found.isEmpty() ? new double[0] : doubles(found.getData()));
    }

    double numberAttribute(String name, String attribute) throws IOException {
        Optional<Node> node = node(name);
        return guarded(path, name + " " + attribute, () -> {
            Attribute found = node.map(at -> at.getAttribute(attribute)).orElse(null);
            double[] values = found == null ? new double[0] : doubles(data(found));
            return values.length == 1 ? values[0] : 0.0;
        });
    }

    String textAttribute(String name, String attribute) throws IOException {
        Optional<Node> node = node(name);
        return guarded(path, name, () -> node.map(at -> text(at, attribute)).orElse(""));
    }

    /** A dataset that claims more than its file can hold is damaged. */
    void checkSize(String name, Dataset dataset) throws IOException {
        double bytes = guarded(path, name, () -> {
            double product = dataset.getDataType().getSize();
            for (long extent : dataset.getDimensionsAsLong()) {
                product *= extent;
            }
            return product;
        });
        if (!(bytes <= (double) MOST_COMPRESSION * fileBytes)) {
            throw new IOException(path + ": " + name + " claims more values than its file can hold; it is damaged");
        }
    }

    private static double[] doubles(Object values) {
        return switch (values) {
            case double[] array -> array;
            case float[] array -> {
                double[] wide = new double[array.length];
                java.util.Arrays.setAll(wide, i -> array[i]);
                yield wide;
            }
            case long[] array -> java.util.Arrays.stream(array).asDoubleStream().toArray();
            case int[] array -> java.util.Arrays.stream(array).asDoubleStream().toArray();
            case Number number -> new double[] {number.doubleValue()};
            default -> new double[0];
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
