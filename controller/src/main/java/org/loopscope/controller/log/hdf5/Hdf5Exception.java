package org.loopscope.controller.log.hdf5;

/** The HDF5 library refused; the message ends with what its error stack said, the operating system's reason included. */
public final class Hdf5Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Hdf5Exception(String message) {
        super(message);
    }
}
