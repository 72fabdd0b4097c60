package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_EXCL;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDWR;
import static org.bytedeco.hdf5.global.hdf5.H5F_FSPACE_STRATEGY_NONE;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_GLOBAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fclose;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5Fstart_swmr_write;
import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Lcreate_soft;
import static org.bytedeco.hdf5.global.hdf5.H5Lexists;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_LINK_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_create_intermediate_group;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_file_space_strategy;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;
import static org.bytedeco.hdf5.global.hdf5.H5S_SCALAR;
import static org.bytedeco.hdf5.global.hdf5.H5Sclose;
import static org.bytedeco.hdf5.global.hdf5.H5Screate;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Tclose;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.disk.Disk;

/**
 * A new HDF5 file that grows while a session runs. Paths are absolute; missing groups are made on the way. One thread:
 * the library is not built for more.
 *
 * <p>The metadata reach the disk only in {@link #flush}, in an order in which the file is whole after each write. So after
 * the death of this process, whenever it comes, any reader opens it with no repair and finds all rows up to the last
 * flush. One that others may read while it grows ({@link Writing#LIVE}) has to be cleared of its mark by
 * {@code h5clear -s} or opened as they do.
 */
public final class Hdf5File implements AutoCloseable {
    private static final String CANNOT_BE_CLOSED = "the file cannot be closed";

    private final String name;
    private final Writing writing;
    private final long linkCreation;
    private final OrderedDriver driver;
    private final List<Growing> growing = new ArrayList<>();
    private final List<DatasetChecksum> fixed = new ArrayList<>();

    private long id;
    /** False when live reading could not be ended: then the library has the file no more. */
    private boolean open = true;

    private Hdf5File(String name, Writing writing, long id, long linkCreation, OrderedDriver driver) {
        this.name = name;
        this.writing = writing;
        this.id = id;
        this.linkCreation = linkCreation;
        this.driver = driver;
    }

    /**
     * Creates a file; one that exists is never touched.
     *
     * @throws Hdf5Exception when it exists or cannot be created
     */
    public static Hdf5File create(Path path, Disk disk) {
        return create(path, disk, Writing.ORDERED);
    }

    /**
     * Creates a file; one that exists is never touched.
     *
     * @throws Hdf5Exception when it exists or cannot be created
     */
    public static Hdf5File create(Path path, Disk disk, Writing writing) {
        try {
            boolean forced = writing == Writing.FORCED;
            return create(path.toString(), new OrderedWrites(disk.create(path), forced), writing);
        } catch (FileAlreadyExistsException e) {
            throw new Hdf5Exception(path + " cannot be created: File exists");
        } catch (IOException e) {
            throw new Hdf5Exception(path + " cannot be created: " + e.getMessage());
        }
    }

    private static Hdf5File create(String name, OrderedWrites writes, Writing writing) {
        Hdf5Calls.open();
        String what = name + " cannot be created";
        OrderedDriver driver = new OrderedDriver(writes, writing == Writing.LIVE);
        long access = FileAccess.list(driver, writing, what);
        long creation = check(H5Pcreate(H5P_CLS_FILE_CREATE_ID_g()), what);
        // Space that was given back may not be used again while the file still points to what was there.
        check(H5Pset_file_space_strategy(creation, H5F_FSPACE_STRATEGY_NONE, false, 1), what);
        long id = check(H5Fcreate(name, H5F_ACC_EXCL, creation, access), what);
        H5Pclose(creation);
        H5Pclose(access);
        long linkCreation = check(H5Pcreate(H5P_CLS_LINK_CREATE_ID_g()), what);
        check(H5Pset_create_intermediate_group(linkCreation, 1), what);
        return new Hdf5File(name, writing, id, linkCreation, driver);
    }

    /**
     * From now on other processes may read the file while rows are appended (single writer, multiple readers). Only rows
     * of numbers may be appended until {@link #endLiveReading}: no new object, no attribute, no text.
     *
     * @throws IllegalStateException unless the file was created for it
     */
    public void beginLiveReading() {
        if (writing != Writing.LIVE) {
            throw new IllegalStateException(name + " was not created to be read while it grows");
        }
        flush();
        driver.asTheyCome(true);
        check(H5Fstart_swmr_write(id), "live reading cannot begin");
        flush();
    }

    /** From now on anything may be written again. Those who have the file open keep what they have read. */
    public void endLiveReading() {
        flush();
        String what = "live reading cannot end";
        growing.forEach(rows -> rows.dataset().close());
        open = false;
        check(H5Fclose(id), what);
        driver.asTheyCome(false);
        long access = FileAccess.list(driver, writing, what);
        id = check(H5Fopen(name, H5F_ACC_RDWR, access), what);
        H5Pclose(access);
        growing.forEach(rows -> rows.dataset().reopen(this));
        open = true;
    }

    public void group(String path) {
        long group = check(H5Gcreate2(id, path, linkCreation, H5P_DEFAULT, H5P_DEFAULT), path + " cannot be created");
        check(H5Gclose(group), path);
    }

    public boolean exists(String path) {
        return check(H5Lexists(id, path, H5P_DEFAULT), path) > 0;
    }

    /** Opens an object for writing its attributes; "/" is the file itself. */
    public Attributes attributes(String path) {
        return new Attributes(this, path);
    }

    public void softLink(String path, String target) {
        check(H5Lcreate_soft(target, id, path, linkCreation, H5P_DEFAULT), path + " cannot be linked to " + target);
    }

    /** Writes one text as a scalar dataset. */
    public void text(String path, String value) {
        writeTexts(path, H5Screate(H5S_SCALAR), List.of(value));
    }

    /** Writes texts as a dataset of the given extent. */
    public void texts(String path, List<String> values, long... extent) {
        writeTexts(path, H5Screate_simple(extent.length, extent, extent), values);
    }

    /**
     * Writes a dataset whose size is known; no extent means a scalar.
     *
     * @param values direct buffer of the elements' little-endian bytes, from 0 to its limit
     */
    public void array(String path, ElementType type, ByteBuffer values, long... extent) {
        long space = extent.length == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(extent.length, extent, extent);
        try (BytePointer address = new BytePointer(values.duplicate().rewind())) {
            writeFixed(path, NativeTypes.open(type), space, address);
        }
        CRC32C crc = new CRC32C();
        crc.update(values.duplicate().rewind());
        fixed.add(new DatasetChecksum(path, values.limit(), (int) crc.getValue()));
    }

    /**
     * Creates a dataset of rows that are appended.
     *
     * @param rowShape extent of one row; empty for a column of single values
     * @param chunkRows rows per chunk; with 1 and no filters rows go straight to the file
     */
    public ExtendibleDataset rows(String path, ElementType type, long[] rowShape, int chunkRows, Filters filters) {
        return keep(new ExtendibleDataset(this, path, type, rowShape, chunkRows, filters));
    }

    public ExtendibleTexts textRows(String path, int chunkRows) {
        return keep(new ExtendibleTexts(this, path, chunkRows));
    }

    public ExtendibleReferences referenceRows(String path, int chunkRows) {
        return keep(new ExtendibleReferences(this, path, chunkRows));
    }

    /** Puts everything appended into the file, as the operating system sees it. Does not wait for the disk. */
    public void flush() {
        drain();
        check(H5Fflush(id, H5F_SCOPE_GLOBAL), "the file cannot be flushed");
    }

    /** Checksums of all datasets but those of references, in order of creation, fixed ones first. */
    public List<DatasetChecksum> checksums() {
        List<DatasetChecksum> all = new ArrayList<>(fixed);
        growing.forEach(dataset -> dataset.checksum().ifPresent(all::add));
        return all;
    }

    /**
     * Writes what is left and closes the file, whatever is still open in it. Where it cannot be written, it stays as the
     * last flush left it, and is closed all the same: one that the library thinks open it would write again when the
     * process ends, when there is no Java any more.
     *
     * @throws Hdf5Exception when the rest could not be written
     */
    @Override
    public void close() {
        @Nullable Hdf5Exception unwritten = null;
        try (driver) {
            if (open) {
                unwritten = flushOrAbandon();
                growing.forEach(Growing::close);
                check(H5Fclose(id), CANNOT_BE_CLOSED);
            }
            H5Pclose(linkCreation);
        } catch (IOException e) {
            throw new Hdf5Exception(CANNOT_BE_CLOSED + ": " + e.getMessage());
        }
        if (unwritten != null) {
            throw unwritten;
        }
    }

    private @Nullable Hdf5Exception flushOrAbandon() {
        try {
            flush();
            return null;
        } catch (Hdf5Exception e) {
            driver.abandon();
            return e;
        }
    }

    long id() {
        return id;
    }

    long linkCreation() {
        return linkCreation;
    }

    private void drain() {
        for (Growing dataset : growing) {
            dataset.drain();
        }
    }

    private <G extends Growing> G keep(G dataset) {
        growing.add(dataset);
        return dataset;
    }

    private void writeFixed(String path, long type, long space, Pointer values) {
        check(space, path);
        long dataset = check(
                H5Dcreate2(id, path, type, space, linkCreation, H5P_DEFAULT, H5P_DEFAULT), path + " cannot be created");
        check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path + " cannot be written");
        check(H5Dclose(dataset), path + " cannot be closed");
        H5Sclose(space);
        H5Tclose(type);
    }

    private void writeTexts(String path, long space, List<String> values) {
        CRC32C crc = new CRC32C();
        try (CTexts texts = new CTexts(values)) {
            writeFixed(path, NativeTypes.text(), space, texts.pointers());
            texts.addTo(crc);
            fixed.add(new DatasetChecksum(path, texts.length(), (int) crc.getValue()));
        }
    }
}
