package org.loopscope.controller.log.hdf5;

/** What a file's flushes promise. */
public enum Writing {
    /** The file is whole whenever this process dies. In the oldest format, which every reader knows. */
    ORDERED,
    /** It is whole whenever the power goes: each flush waits for the disk. */
    FORCED,
    /** Other processes may read it while it grows; in the format of HDF5 1.10, which that needs. */
    LIVE
}
