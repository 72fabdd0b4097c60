package org.loopscope.controller.replay;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.HdfInvalidPathException;
import java.io.IOException;
import java.nio.file.Path;

/** An NWB file opened with jhdf; everything that is wrong with it is an IOException that names the place. */
final class SessionArrays implements AutoCloseable {
    private final Path path;
    private final HdfFile file;

    private SessionArrays(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    static SessionArrays open(Path path) throws IOException {
        try {
            return new SessionArrays(path, new HdfFile(path));
        } catch (HdfException e) {
            throw new IOException(path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        try {
            return file.getByPath(name) != null;
        } catch (HdfInvalidPathException e) {
            return false;
        }
    }

    Dataset dataset(String name) throws IOException {
        try {
            return file.getDatasetByPath(name);
        } catch (HdfException e) {
            throw new IOException(path + " has no " + name, e);
        }
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
        throw new IOException(path + ": " + name + " is not a single number");
    }

    private Object values(String name) throws IOException {
        Dataset dataset = dataset(name);
        try {
            Object values = dataset.isEmpty() ? null : dataset.getData();
            return values == null ? new Object() : values;
        } catch (RuntimeException e) {
            throw new IOException(path + ": " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
