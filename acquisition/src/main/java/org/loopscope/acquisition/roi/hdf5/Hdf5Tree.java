package org.loopscope.acquisition.roi.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.CompoundDataType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.file.hdf5.MappedHdf5;

/**
 * An HDF5 file as a tree of arrays and texts. Everything that is wrong with it is an {@link IOException} with one line
 * that names file and place. Nothing is read before its size is known to be sensible for the file's.
 */
final class Hdf5Tree implements AutoCloseable {
    private static final long MOST_BYTES = 1L << 30;
    /** Deflate shrinks at most so far. */
    private static final long MOST_PACKED = 1032;

    private static final int MOST_DEPTH = 8;
    private static final int MOST_GROUPS = 20_000;

    private final Path path;
    private final HdfFile file;
    private final long fileBytes;

    private Hdf5Tree(Path path, HdfFile file, long fileBytes) {
        this.path = path;
        this.file = file;
        this.fileBytes = fileBytes;
    }

    static Hdf5Tree open(Path path) throws IOException {
        long bytes = Files.size(path);
        return new Hdf5Tree(path, guarded(path, "the file", () -> MappedHdf5.open(path)), bytes);
    }

    /** Something that jHDF does, which fails with its own exceptions. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    IOException failure(String where, String what) {
        return new IOException(path + ": " + where + " " + what);
    }

    boolean has(String name) throws IOException {
        return node(name) != null;
    }

    /** Whether something is there that has elements. */
    boolean isFilled(String name) throws IOException {
        return node(name) instanceof Dataset dataset && guarded(path, name, dataset::getSize) > 0;
    }

    int[] shape(String name) throws IOException {
        Dataset dataset = dataset(name);
        return guarded(path, name, () -> dataset.getDimensions().clone());
    }

    /** All numbers of an array in C order; truth values are 1 and 0. */
    double[] numbers(String name) throws IOException {
        Dataset dataset = sized(name);
        return guarded(path, name, () -> flat(dataset.getDataFlat(), name));
    }

    /** As {@link #numbers}, of {@code rows} entries along the first axis. */
    double[] rows(String name, int from, int rows) throws IOException {
        Dataset dataset = dataset(name);
        int[] shape = shape(name);
        long[] offset = new long[shape.length];
        offset[0] = from;
        int[] size = shape.clone();
        size[0] = rows;
        long elements = 1;
        for (int length : size) {
            elements = Math.multiplyExact(elements, (long) length);
        }
        checkBytes(name, elements * 8);
        return guarded(path, name, () -> flat(dataset.getData(offset, size), name));
    }

    /** One column of an array of records. */
    double[] field(String name, String field) throws IOException {
        Dataset dataset = sized(name);
        Object data = guarded(path, name, dataset::getData);
        Object column = data instanceof Map<?, ?> columns ? columns.get(field) : null;
        if (column != null) {
            return guarded(path, name, () -> flat(column, name));
        }
        throw failure(name, "has no field " + field);
    }

    /** The text of a scalar or of all entries of an array, separated by spaces; empty where there is none. */
    String text(String name) throws IOException {
        return isFilled(name) ? joined(guarded(path, name, sized(name)::getData)) : "";
    }

    /** The text of an attribute; empty where there is none. */
    String attribute(String name, String attribute) throws IOException {
        Node node = node(name);
        if (node == null) {
            return "";
        }
        return guarded(path, name, () -> {
            Attribute found = node.getAttribute(attribute);
            return found == null || found.getSize() > 1000 ? "" : joined(found.getData());
        });
    }

    /** Paths below {@code root} of what has this {@code neurodata_type}, in the order of their names. */
    List<String> ofType(String root, String type) throws IOException {
        List<String> found = new ArrayList<>();
        if (node(root) instanceof Group group) {
            int[] visited = new int[1];
            collect(group, root.equals("/") ? "" : root, type, MOST_DEPTH, visited, found);
        }
        return found;
    }

    private void collect(Group group, String at, String type, int depth, int[] visited, List<String> found)
            throws IOException {
        if (depth == 0) {
            return;
        }
        if (++visited[0] > MOST_GROUPS) {
            throw failure(at, "is one of more than " + MOST_GROUPS + " groups; the file is damaged");
        }
        Map<String, Node> children = guarded(path, at, () -> new TreeMap<>(group.getChildren()));
        for (Map.Entry<String, Node> child : children.entrySet()) {
            String name = at + "/" + child.getKey();
            if (guarded(path, name, () -> child.getValue().isLink())) {
                continue;
            }
            if (attribute(name, "neurodata_type").equals(type)) {
                found.add(name);
            }
            if (child.getValue() instanceof Group below) {
                collect(below, name, type, depth - 1, visited, found);
            }
        }
    }

    private Dataset dataset(String name) throws IOException {
        if (node(name) instanceof Dataset dataset) {
            return dataset;
        }
        throw failure(name, "is missing, or not an array");
    }

    private Dataset sized(String name) throws IOException {
        Dataset dataset = dataset(name);
        checkBytes(name, guarded(path, name, dataset::getSizeInBytes));
        // jHDF makes room for each field of all records, whatever the size of a record is.
        boolean wholeFields = guarded(
                path,
                name,
                () -> !(dataset.getDataType() instanceof CompoundDataType record)
                        || record.getMembers().stream()
                                .allMatch(field -> field.getDataType().getSize() <= record.getSize()));
        if (!wholeFields) {
            throw failure(name, "has a field that is larger than its record; the file is damaged");
        }
        return dataset;
    }

    private void checkBytes(String name, long bytes) throws IOException {
        if (bytes < 0 || bytes > MOST_BYTES || bytes > fileBytes * MOST_PACKED) {
            throw failure(name, "has " + bytes + " bytes, more than can be read at once or than the file can hold");
        }
    }

    private @Nullable Node node(String name) throws IOException {
        if (name.equals("/")) {
            return file;
        }
        @Nullable Node at = file;
        for (String part : name.substring(1).split("/", -1)) {
            if (!(at instanceof Group group)) {
                return null;
            }
            at = guarded(path, name, group::getChildren).get(part);
        }
        return at;
    }

    /** Leaves of arrays in arrays, as numbers. */
    private static double[] flat(Object data, String name) {
        double[] values = new double[Math.toIntExact(leaves(data))];
        int filled = fill(data, values, 0, name);
        if (filled != values.length) {
            throw new HdfException(name + " has rows of different lengths");
        }
        return values;
    }

    private static long leaves(Object data) {
        long size = 1;
        for (Object at = data; at.getClass().isArray(); at = Array.get(at, 0)) {
            size *= Array.getLength(at);
            if (Array.getLength(at) == 0) {
                return 0;
            }
        }
        return size;
    }

    private static int fill(Object data, double[] values, int from, String name) {
        switch (data) {
            case double[] row -> System.arraycopy(row, 0, values, from, row.length);
            case float[] row -> {
                for (int i = 0; i < row.length; i++) {
                    values[from + i] = row[i];
                }
            }
            case int[] row -> {
                for (int i = 0; i < row.length; i++) {
                    values[from + i] = row[i];
                }
            }
            case Object row
            when row.getClass().isArray() -> {
                int at = from;
                for (int i = 0; i < Array.getLength(row); i++) {
                    at = fill(Array.get(row, i), values, at, name);
                }
                return at;
            }
            case Number number -> values[from] = number.doubleValue();
            case Boolean truth -> values[from] = truth ? 1 : 0;
            // What h5py makes of truth values: an enumeration.
            case String word when word.equals("TRUE") -> values[from] = 1;
            case String word when word.equals("FALSE") -> values[from] = 0;
            default -> throw new HdfException(name + " does not hold numbers");
        }
        return from + (data.getClass().isArray() ? Array.getLength(data) : 1);
    }

    private static String joined(@Nullable Object data) {
        if (data != null && data.getClass().isArray()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < Array.getLength(data); i++) {
                text.append(i == 0 ? "" : " ").append(joined(Array.get(data, i)));
            }
            return text.toString();
        }
        return data instanceof String text ? text : "";
    }

    /**
     * A damaged file makes the library fail in any way: sizes that do not exist, trees that lead into themselves. All of
     * these are faults of the file, which is refused; nothing of what was read is used.
     */
    private static <T> T guarded(Path path, String where, Reading<T> read) throws IOException {
        try {
            return read.read();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new IOException(path + ": " + where + " cannot be read: " + MappedHdf5.reason(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        guarded(path, "the file", () -> {
            file.close();
            return path;
        });
    }
}
