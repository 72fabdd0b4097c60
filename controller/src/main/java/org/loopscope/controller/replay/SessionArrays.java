package org.loopscope.controller.replay;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.file.hdf5.MappedHdf5;

/**
 * An NWB file opened with jhdf; everything that is wrong with it is an IOException of one line that names the file and the
 * place. Nothing is read that claims more than its file can hold.
 */
final class SessionArrays implements AutoCloseable {
    /** Deflate shrinks at most so far. */
    private static final long MOST_PACKED = 1032;

    private final Path path;
    private final long fileBytes;
    private final HdfFile file;

    private SessionArrays(Path path, long fileBytes, HdfFile file) {
        this.path = path;
        this.fileBytes = fileBytes;
        this.file = file;
    }

    /** Something that jhdf does, which fails with its own exceptions. */
    interface Reading<T> {
        T read() throws IOException;
    }

    static SessionArrays open(Path path) throws IOException {
        HdfFile file = guarded(path, "the file", () -> MappedHdf5.open(path));
        return new SessionArrays(path, Files.size(path), file);
    }

    /** jhdf meets damage with whatever exception its own code runs into, and can run out of stack in a circle. */
    private static <T> T guarded(Path path, String what, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(path + ": " + what + " cannot be read: " + MappedHdf5.reason(e), e);
        }
    }

    <T> T guarded(String what, Reading<T> reading) throws IOException {
        return guarded(path, what, reading);
    }

    IOException failure(String name, String what) {
        return new IOException(path + ": " + name + " " + what);
    }

    boolean has(String name) throws IOException {
        return node(name) != null;
    }

    /** What is at a path, links followed, or null. */
    private @Nullable Node node(String name) throws IOException {
        @Nullable Node at = file;
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (!(at instanceof Group group)) {
                return null;
            }
            Node child = guarded(name, group::getChildren).get(part);
            at = child instanceof Link link ? guarded(name, link::getTarget) : child;
        }
        return at;
    }

    Dataset dataset(String name) throws IOException {
        if (!(node(name) instanceof Dataset dataset)) {
            throw failure(name, "is not in it, or no array");
        }
        long bytes = guarded(name, dataset::getSizeInBytes);
        if (bytes < 0 || bytes > MOST_PACKED * fileBytes) {
            throw failure(name, "claims " + bytes + " bytes, more than its file can hold; it is damaged");
        }
        return dataset;
    }

    /** A column of 64-bit integers; none when no row was written. */
    long[] longs(String name) throws IOException {
        return values(name) instanceof long[] values ? values : new long[0];
    }

    /** A column of doubles; none when no row was written. */
    double[] doubles(String name) throws IOException {
        return values(name) instanceof double[] values ? values : new double[0];
    }

    /** Rows of floats; none when no row was written. */
    float[][] floatRows(String name) throws IOException {
        return values(name) instanceof float[][] values ? values : new float[0][];
    }

    float scalarFloat(String name) throws IOException {
        if (values(name) instanceof Float value) {
            return value;
        }
        throw failure(name, "is not a single number");
    }

    /** A single number beside a dataset, or what is to be taken where there is none. */
    float attribute(Dataset dataset, String name, float otherwise) throws IOException {
        return guarded(dataset.getName() + " " + name, () -> {
            Attribute attribute = dataset.getAttribute(name);
            boolean single = attribute != null && attribute.getSizeInBytes() <= Double.BYTES;
            return single && attribute.getData() instanceof Float value ? value : otherwise;
        });
    }

    private Object values(String name) throws IOException {
        Dataset dataset = dataset(name);
        return guarded(name, () -> {
            Object values = dataset.isEmpty() ? null : dataset.getData();
            return values == null ? new Object() : values;
        });
    }

    @Override
    public void close() {
        file.close();
    }
}
