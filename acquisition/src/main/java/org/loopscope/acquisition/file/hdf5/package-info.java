/** Recordings in HDF5 and NWB files, read with jHDF; the one place in this module for its types. */
@NullMarked
package org.loopscope.acquisition.file.hdf5;

import org.jspecify.annotations.NullMarked;
