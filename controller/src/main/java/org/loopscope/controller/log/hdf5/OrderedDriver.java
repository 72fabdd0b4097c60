package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5E_MAJOR;
import static org.bytedeco.hdf5.global.hdf5.H5Ecreate_msg;
import static org.bytedeco.hdf5.global.hdf5.H5Epush2;
import static org.bytedeco.hdf5.global.hdf5.H5Eregister_class;
import static org.bytedeco.hdf5.global.hdf5.H5Eunregister_class;
import static org.bytedeco.hdf5.global.hdf5.H5FD_CLASS_VERSION;
import static org.bytedeco.hdf5.global.hdf5.H5FD_FEAT_AGGREGATE_METADATA;
import static org.bytedeco.hdf5.global.hdf5.H5FD_FEAT_AGGREGATE_SMALLDATA;
import static org.bytedeco.hdf5.global.hdf5.H5FD_FEAT_SUPPORTS_SWMR_IO;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_BTREE;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_DRAW;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_GHEAP;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_LHEAP;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_NTYPES;
import static org.bytedeco.hdf5.global.hdf5.H5FD_MEM_SUPER;
import static org.bytedeco.hdf5.global.hdf5.H5FDregister;
import static org.bytedeco.hdf5.global.hdf5.H5FDunregister;
import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_WEAK;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_driver;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.hdf5.H5FD_class_t;
import org.bytedeco.hdf5.H5FD_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.CLongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The library's way to one file: a virtual file driver that hands its reads and writes to {@link OrderedWrites}. What
 * goes wrong in there is put on the library's error stack, with the operating system's reason.
 *
 * <p>The library calls back on the thread that calls it, the log thread.
 */
final class OrderedDriver implements AutoCloseable {
    private static final String NAME = "loopscope-ordered";
    /** Any number from 256 on, which are free for drivers outside the library. */
    private static final int VALUE = 611;

    private static final long MOST_BYTES = 1L << 62;
    private static final int DONE = 0;
    private static final int FAILED = -1;

    private final OrderedWrites writes;
    private final BytePointer name = new BytePointer(NAME);
    private final BytePointer disk = new BytePointer("the disk");
    private final H5FD_class_t driver = new H5FD_class_t();
    private final H5FD_t file = new H5FD_t();
    private final List<Pointer> callbacks;
    private final long id;
    private final long errorClass;
    private final long errorNumber;

    /** One callback's work. */
    private interface Work {
        void run() throws IOException;
    }

    /** @param marked whether the file bears the mark of an open file, as live reading needs it */
    OrderedDriver(OrderedWrites writes, boolean marked) {
        this.writes = writes;
        Open open = new Open();
        Close close = new Close();
        Query query = new Query();
        EndOfAddresses endOfAddresses = new EndOfAddresses();
        SetEndOfAddresses setEndOfAddresses = new SetEndOfAddresses();
        EndOfFile endOfFile = new EndOfFile();
        Read read = new Read();
        Write write = new Write();
        Flush flush = new Flush();
        Truncate truncate = new Truncate();
        Lock lock = new Lock();
        Unlock unlock = new Unlock();
        callbacks = List.of(
                lock,
                unlock,
                open,
                close,
                query,
                endOfAddresses,
                setEndOfAddresses,
                endOfFile,
                read,
                write,
                flush,
                truncate);
        driver.version(H5FD_CLASS_VERSION)
                .value(VALUE)
                .name(name)
                .maxaddr(MOST_BYTES)
                .fc_degree(H5F_CLOSE_WEAK)
                .open(open)
                ._close(close)
                .query(query)
                .get_eoa(endOfAddresses)
                .set_eoa(setEndOfAddresses)
                .get_eof(endOfFile)
                .read(read)
                .write(write)
                .flush(flush)
                .truncate(truncate);
        // Space that metadata gave back goes to metadata again, never to raw data, which are written before a commit.
        for (int type = 0; type < H5FD_MEM_NTYPES; type++) {
            driver.fl_map(type, type == H5FD_MEM_DEFAULT || type == H5FD_MEM_DRAW ? type : H5FD_MEM_SUPER);
        }
        if (marked) {
            // The library marks a file when its driver can lock it. Ours need not: the session's folder is locked.
            driver.lock(lock).unlock(unlock);
        }
        errorClass = check(H5Eregister_class(NAME, NAME, "1"), "errors of the disk cannot be told");
        errorNumber = check(H5Ecreate_msg(errorClass, H5E_MAJOR, "disk"), "errors of the disk cannot be told");
        id = check(H5FDregister(driver), "the file driver is not accepted");
    }

    /** Makes a file that is created with this property list use this driver. */
    void use(long fileAccess) {
        check(H5Pset_driver(fileAccess, id, null), "the file driver cannot be set");
    }

    /** Nothing more is written, and the library is told that it was: for a disk that takes no more. */
    void abandon() {
        writes.abandon();
    }

    /** See {@link OrderedWrites#asTheyCome}. */
    void asTheyCome(boolean kept) {
        writes.asTheyCome(kept);
    }

    /** After the library has closed the file. */
    @Override
    public void close() throws IOException {
        writes.close();
        H5FDunregister(id);
        H5Eunregister_class(errorClass);
        callbacks.forEach(Pointer::close);
        driver.close();
        file.close();
        name.close();
        disk.close();
    }

    private int attempt(Work work) {
        try {
            work.run();
            return DONE;
        } catch (IOException | RuntimeException e) {
            // Nothing may be thrown through the library; it reports the failure to whoever called it.
            String why = String.valueOf(e.getMessage()).replace("%", "%%");
            try (BytePointer told = new BytePointer(why)) {
                // The reason is copied; of the two names, the library keeps the addresses.
                H5Epush2(H5E_DEFAULT, name, disk, 0, errorClass, errorNumber, errorNumber, told);
            }
            return FAILED;
        }
    }

    private static ByteBuffer bytes(Pointer at, long size) {
        return new BytePointer(at).capacity(size).limit(size).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static OrderedWrites.Kind kind(int type) {
        return switch (type) {
            case H5FD_MEM_SUPER -> OrderedWrites.Kind.SUPERBLOCK;
            case H5FD_MEM_DRAW -> OrderedWrites.Kind.RAW;
            case H5FD_MEM_GHEAP, H5FD_MEM_LHEAP -> OrderedWrites.Kind.HEAP;
            case H5FD_MEM_BTREE -> OrderedWrites.Kind.INDEX;
            default -> OrderedWrites.Kind.HEADER;
        };
    }

    private final class Open extends H5FD_class_t.Open_BytePointer_int_long_long {
        @Override
        public H5FD_t call(BytePointer path, int flags, long access, long mostAddresses) {
            return file;
        }
    }

    private final class Close extends H5FD_class_t.Close_H5FD_t {
        @Override
        public int call(H5FD_t of) {
            return attempt(writes::finish);
        }
    }

    private static final class Query extends H5FD_class_t.Query_H5FD_t_CLongPointer {
        @Override
        public int call(H5FD_t of, CLongPointer flags) {
            flags.put(H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_SUPPORTS_SWMR_IO);
            return DONE;
        }
    }

    private final class EndOfAddresses extends H5FD_class_t.Get_eoa_H5FD_t_int {
        @Override
        public long call(H5FD_t of, int type) {
            return writes.end();
        }
    }

    private final class SetEndOfAddresses extends H5FD_class_t.Set_eoa_H5FD_t_int_long {
        @Override
        public int call(H5FD_t of, int type, long address) {
            writes.end(address);
            return DONE;
        }
    }

    private final class EndOfFile extends H5FD_class_t.Get_eof_H5FD_t_int {
        @Override
        public long call(H5FD_t of, int type) {
            long[] size = {0};
            attempt(() -> size[0] = writes.size());
            return size[0];
        }
    }

    private final class Read extends H5FD_class_t.Read_H5FD_t_int_long_long_long_Pointer {
        @Override
        public int call(H5FD_t of, int type, long transfer, long address, long size, Pointer into) {
            return attempt(() -> writes.read(address, bytes(into, size)));
        }
    }

    private final class Write extends H5FD_class_t.Write_H5FD_t_int_long_long_long_Pointer {
        @Override
        public int call(H5FD_t of, int type, long transfer, long address, long size, Pointer from) {
            return attempt(() -> writes.write(kind(type), address, bytes(from, size)));
        }
    }

    private final class Flush extends H5FD_class_t.Flush_H5FD_t_long_boolean {
        @Override
        public int call(H5FD_t of, long transfer, boolean closing) {
            return attempt(writes::commit);
        }
    }

    private static final class Lock extends H5FD_class_t.Lock_H5FD_t_boolean {
        @Override
        public int call(H5FD_t of, boolean forWriting) {
            return DONE;
        }
    }

    private static final class Unlock extends H5FD_class_t.Unlock_H5FD_t {
        @Override
        public int call(H5FD_t of) {
            return DONE;
        }
    }

    /** The file's length is set by the commit. */
    private static final class Truncate extends H5FD_class_t.Truncate_H5FD_t_long_boolean {
        @Override
        public int call(H5FD_t of, long transfer, boolean closing) {
            return DONE;
        }
    }
}
